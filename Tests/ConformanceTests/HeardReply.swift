/// A reply as it came, read strictly by RFC 5321 §4.2, without any code of the product.
struct HeardReply: Sendable, CustomStringConvertible {
  let code: Int
  /// The texts of its lines.
  let lines: [String]

  var description: String { "\(code) " + lines.joined(separator: " / ") }

  /// The replies, and where their form breaks the standard.
  static func all(in octets: [UInt8]) -> (replies: [HeardReply], complaints: [String]) {
    var replies: [HeardReply] = []
    var complaints: [String] = []
    var texts: [String] = []
    for line in lines(of: octets, &complaints) {
      let text = String(decoding: line, as: UTF8.self)
      guard line.count >= 4, let code = Int(text.prefix(3)), line[3] == 0x20 || line[3] == 0x2D
      else {
        complaints.append("no reply line: \(text)")
        continue
      }
      texts.append(String(text.dropFirst(4)))
      guard line[3] == 0x20 else { continue }
      replies.append(HeardReply(code: code, lines: texts))
      texts = []
    }
    return (replies, complaints)
  }

  // §4.5.3.1.5: 512 octets with CR LF. textstring = 1*(%d09 / %d32-126)
  private static func lines(of octets: [UInt8], _ complaints: inout [String]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = octets.startIndex
    for end in octets.indices.dropFirst() where octets[end] == 10 && octets[end - 1] == 13 {
      let line = octets[start..<(end - 1)]
      if line.count > 510 { complaints.append("a reply line of \(line.count + 2) octets") }
      if !line.allSatisfy({ (32...126).contains($0) }) {
        complaints.append("a reply that is not printable ASCII: \(Array(line))")
      }
      lines.append(Array(line))
      start = end + 1
    }
    if start < octets.endIndex { complaints.append("a reply without end: \(octets[start...])") }
    return lines
  }

  func complaints(_ answer: Answer, isExtended: Bool) -> [String] {
    var complaints: [String] = []
    if !answer.codes.contains(code) { complaints.append("wrong code") }
    let statuses = lines.map(Self.status)
    // RFC 2034 §4: not on the greeting, the replies to HELO and EHLO, nor on 3xx.
    let isPossible = answer.kind == .other && answer.enhanced != "-" && code / 100 != 3
    // The lecture's own replies have none after HELO, so that there the row says it.
    let isDue = isPossible && (isExtended || answer.enhanced != nil)
    if isDue || statuses.contains(where: { $0 != nil }),
      statuses.contains(where: { $0?.first != "\(code)".first })
    {
      complaints.append("no enhanced code of its class on every line")
    }
    if !isPossible, statuses.contains(where: { $0 != nil }) {
      complaints.append("an enhanced code where none is due")
    }
    if isDue, let wanted = answer.enhanced, let status = statuses.first ?? nil,
      status != wanted, !status.hasPrefix(wanted + ".")
    {
      complaints.append("wrong enhanced code")
    }
    if answer.kind == .ehlo { complaints += complaintsOfExtensions }
    return complaints
  }

  /// `5.1.1` at the text's beginning.
  private static func status(of text: String) -> String? {
    let word = text.prefix { $0 != " " }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    let isStatus =
      parts.count == 3 && ["2", "4", "5"].contains(parts[0])
      && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isWholeNumber) }
    return isStatus ? String(word) : nil
  }

  // §4.1.1.1: ehlo-line = ehlo-keyword *( SP ehlo-param ); keywords once each.
  private var complaintsOfExtensions: [String] {
    var complaints: [String] = []
    if lines.first?.hasPrefix("hamburger.edu") != true { complaints.append("whose list?") }
    let keywords = lines.dropFirst().map { String($0.prefix { $0 != " " }) }
      .filter { !["AUTH", "DSN"].contains($0) }
    let wanted = [
      "8BITMIME", "CHUNKING", "ENHANCEDSTATUSCODES", "EXPN", "HELP", "PIPELINING", "SIZE",
      "SMTPUTF8",
    ]
    if keywords.sorted() != wanted { complaints.append("keywords \(keywords.sorted())") }
    if !lines.contains("SIZE \(Host.maxSize)") { complaints.append("wrong SIZE") }
    return complaints
  }
}
