import Messages
package import Protocols

/// What a server finds out about who sent a message, by the three methods that mail has for it: SPF
/// (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 9989, until 2026 RFC 7489). What they look up is
/// simulated, and the words say so; how they conclude is as the standards say.
package struct SenderCheck: Hashable, Sendable {
  /// RFC 8601 §2.7.
  package enum Result: String, Hashable, Sendable { case pass, fail, none, permerror }

  /// Does this address send for the domain of the reverse-path?
  package let spf: Result
  /// Has a domain signed the message?
  package let dkim: Result
  /// Does one of the two vouch for the domain in `From:`, which people see?
  package let dmarc: Result
  /// The domain in `From:` wants such a message refused. A real receiver is to weigh more than that
  /// (RFC 9989 §7.4).
  package let isRefused: Bool
  private let words: [String]

  /// - Parameters:
  ///   - head: the message's header, or its beginning.
  ///   - clientName: what the client called itself.
  ///   - client: its IP address.
  package init(
    of head: [UInt8], sender: Mailbox?, clientName: String, client: String,
    by records: SenderRecords
  ) {
    // RFC 7208 §2.4: a report has no sender, so the client's name is asked about.
    let domain = sender?.domain?.description ?? clientName
    let identity = "smtp.\(sender == nil ? "helo" : "mailfrom")=\(Self.value(domain))"
    let record = records.record(of: domain)
    let name = Self.words(domain)
    let (spf, because): (Result, String) =
      switch record {
      case nil: (.none, "nothing is published for \(name)")
      case let record? where record.address == client: (.pass, "\(client) sends for \(name)")
      case .some: (.fail, "\(client) does not send for \(name)")
      }
    // A server of the world signs what it sends.
    let signer = records.domain(sendingFrom: client)
    dkim = signer == nil ? .none : .pass
    let signature =
      signer.map { "dkim=pass (simulated: signed by \($0)) header.d=\($0)" }
      ?? "dkim=none (simulated: not signed)"
    let vouching = [spf == .pass ? domain : nil, signer].compactMap { $0 }
    let author = Self.author(in: head)
    let policy = author.flatMap(records.policy)
    let isAligned = author.map { author in vouching.contains { Self.align($0, author) } } ?? false
    dmarc = author == nil ? .permerror : policy == nil ? .none : isAligned ? .pass : .fail
    self.spf = spf
    isRefused = dmarc == .fail && policy?.rejects == true
    let wanted =
      author == nil
      ? "From: does not name one domain"
      : policy.map { "p=\($0.rejects ? "reject" : "none")" } ?? "nothing is published"
    words = [
      "spf=\(spf.rawValue) (simulated: \(because)) \(identity)", signature,
      "dmarc=\(dmarc.rawValue) (simulated: \(wanted))"
        + (author.map { " header.from=\(Self.value($0))" } ?? ""),
    ]
  }

  /// The field for the message's header, with CR LF (RFC 8601 §2.2).
  ///
  /// - Parameter host: the server that checked.
  package func field(by host: String) -> [UInt8] {
    let lines = ["Authentication-Results: \(host)"] + words.map { "\t\($0)" }
    return Array("\(lines.joined(separator: ";\r\n"))\r\n".utf8)
  }

  /// The domain of the address in `From:`; `nil` where there is not exactly one.
  private static func author(in head: [UInt8]) -> String? {
    let fields = Message.parse(head).header.all(named: "From")
    let addresses = fields.flatMap { AddressList.addresses(in: $0.unfolded) }
    let domains = Set(
      addresses.map { $0.split(separator: "@").last.map { String($0).hostName } ?? "" })
    return fields.count == 1 && domains.first?.isEmpty == false && domains.count == 1
      ? domains.first : nil
  }

  /// Relaxed alignment (RFC 9989 §3.2.10.1), where one lies in the other. Two that only lie in the
  /// same third domain would be aligned, too; they are not looked for.
  private static func align(_ one: String, _ other: String) -> Bool {
    let (one, other) = (one.hostName, other.hostName)
    return one == other || one.hasSuffix(".\(other)") || other.hasSuffix(".\(one)")
  }

  /// value = token / quoted-string (RFC 2045 §5.1)
  private static func value(_ text: String) -> String {
    let text = words(text)
    return Domain.isHostName(text) ? text : "\"\(text)\""
  }

  /// A stranger's words, that can end neither a comment nor a quoted string.
  private static func words(_ text: String) -> String {
    let scalars = (InternationalName.ascii(text) ?? text).unicodeScalars.prefix(255)
    return String(
      String.UnicodeScalarView(
        scalars.map { ("!"..."~").contains($0) && !"()\"\\".unicodeScalars.contains($0) ? $0 : "?" }
      ))
  }
}

/// Checks the messages that one client brings to a server.
struct SenderChecker: Sendable {
  /// The server's name.
  let host: String
  /// The client's IP address.
  let client: String
  let records: SenderRecords

  /// Longer headers are judged by their beginning.
  private static let limit = 1 << 18

  /// Whether so much of a message is enough.
  func knowsEnough(_ head: [UInt8]) -> Bool {
    head.count >= Self.limit || ArrivalTrace.needsEmptyLine(before: head)
      || head.starts(with: [.carriageReturn, .lineFeed])
      || head.firstRange(of: [.carriageReturn, .lineFeed, .carriageReturn, .lineFeed]) != nil
  }

  /// - Returns: the message's beginning as it is to be kept, and why the message is to be refused.
  func check(_ head: [UInt8], of delivery: Delivery) -> (head: [UInt8], refusal: Reply?) {
    // Its own users have proved who they are.
    if delivery.user != nil { return (head, nil) }
    let check = SenderCheck(
      of: head, sender: delivery.envelope.sender, clientName: delivery.clientName, client: client,
      by: records)
    let space = ArrivalTrace.needsEmptyLine(before: head) ? Ending.crlf.octets : []
    let kept = check.field(by: host) + space + Self.withoutResults(head)
    return (kept, check.isRefused ? .failsDMARC : nil)
  }

  /// Whatever the sender says that a server had found out is taken out: a reader could take it for
  /// this server's own words (RFC 8601 §5).
  private static func withoutResults(_ head: [UInt8]) -> [UInt8] {
    var (kept, rest): ([UInt8], ArraySlice<UInt8>) = ([], head[...])
    var reader = HeaderReader()
    var isForged = false
    while reader.part == .header, !rest.isEmpty {
      let end = rest.firstIndex(of: .lineFeed).map { $0 + 1 } ?? rest.endIndex
      let line = rest[..<end]
      let text = line.last == .lineFeed ? line.dropLast(2) : line
      reader.take(text)
      if reader.line != .continuation {
        let name = HeaderReader.colon(in: text).map { String(decoding: text[..<$0], as: UTF8.self) }
        isForged =
          name?.lowercasedASCII.filter { $0 != " " && $0 != "\t" } == "authentication-results"
      }
      if !isForged { kept += line }
      rest = rest[end...]
    }
    return kept + rest
  }
}
