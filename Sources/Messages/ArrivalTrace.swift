import Protocols

/// The lines that a server puts before a message (RFC 5321 §4.4): where bounces go, whose mailbox
/// it is in, and from whom, to whom and when it came.
package struct ArrivalTrace: Hashable, Sendable {
  /// The reverse-path without its angle brackets; empty is the null reverse-path `<>`.
  package var reversePath: String
  /// Without angle brackets. A single recipient is named; of several none is.
  package var recipients: [String]
  /// What the client called itself in HELO or EHLO.
  package var clientName: String
  /// The client's IP address, without port.
  package var clientAddress: String
  /// The server's own name.
  package var domain: String
  /// `SMTP` or `ESMTP`; with TLS and AUTH also `ESMTPS`, `ESMTPA`, `ESMTPSA` (RFC 3848).
  package var manner: String
  package var id: String
  /// Since 1970.
  package var seconds: Int
  /// The message stays here, in a mailbox; one that goes on to another server gets only `Received:`
  /// (§4.4).
  package var isFinal: Bool

  package init(
    reversePath: String, recipients: [String], clientName: String, clientAddress: String,
    domain: String, manner: String, id: String, seconds: Int,
    isFinal: Bool = true
  ) {
    self.reversePath = reversePath
    self.recipients = recipients
    self.clientName = clientName
    self.clientAddress = clientAddress
    self.domain = domain
    self.manner = manner
    self.id = id
    self.seconds = seconds
    self.isFinal = isFinal
  }

  /// The message as it is stored: the trace, with CR LF, and an empty line where the text does not
  /// begin with a header.
  ///
  /// One file serves all recipients, and would show each of them the others, blind copies included.
  /// So `Delivered-To:` and the `for` of the Received line are written only for a single recipient
  /// (RFC 5321 §7.2).
  ///
  /// - Parameter text: the message's text, or its beginning; part of a long first line is enough.
  package func placed(above text: [UInt8]) -> [UInt8] {
    var lines = HeaderLines(reserving: 512 + text.count)
    if isFinal { lines.addDelivery(from: reversePath, to: recipients) }
    lines.add("Received: from ")
    lines.add(atom: clientName, limit: 255)
    // address-literal = "[" ( IPv4-address-literal / "IPv6:" IPv6-addr / … ) "]" (RFC 5321 §4.1.3)
    lines.add(clientAddress.utf8.contains(.colon) ? " ([IPv6:" : " ([")
    lines.add(atom: clientAddress, limit: 64)
    lines.add("])\r\n\tby ")
    lines.add(atom: domain, limit: 255)
    lines.add(" with ")
    lines.add(atom: manner, limit: 20)
    lines.add(" id ")
    lines.add(atom: id, limit: 100)
    if recipients.count == 1, let recipient = recipients.first {
      lines.add("\r\n\tfor <")
      lines.add(path: recipient)
      lines.add(">; ")
    } else {
      lines.add(";\r\n\t")
    }
    lines.add(MailDate.mail(seconds: seconds))
    lines.add(Self.needsEmptyLine(before: text) ? "\r\n\r\n" : "\r\n")
    lines.add(text)
    return lines.octets
  }

  /// Whether the first line would be taken for part of the trace: it is neither a header field nor
  /// the empty line that ends an empty header.
  package static func needsEmptyLine(before text: [UInt8]) -> Bool {
    guard !text.isEmpty else { return true }
    var line = text[..<(text.firstIndex(of: .lineFeed) ?? text.endIndex)]
    if line.last == .carriageReturn { line = line.dropLast() }
    return !line.isEmpty && !HeaderField.opens(line)
  }

  /// The lines that go on top when a message from a queue is delivered to a mailbox of this host.
  package static func delivery(reversePath: String, recipient: String) -> [UInt8] {
    var lines = HeaderLines()
    lines.addDelivery(from: reversePath, to: [recipient])
    return lines.octets
  }
}

/// Lines of a header as they are written.
private struct HeaderLines {
  private(set) var octets: [UInt8] = []

  init(reserving capacity: Int = 512) { octets.reserveCapacity(capacity) }

  mutating func add(_ text: [UInt8]) { octets += text }

  mutating func add(_ text: String) {
    let isAdded: Void? = text.utf8.withContiguousStorageIfAvailable { octets += $0 }
    if isAdded == nil { octets += text.utf8 }
  }

  /// The fields that only final delivery writes, at the very top.
  mutating func addDelivery(from reversePath: String, to recipients: [String]) {
    add("Return-Path: <")
    add(path: reversePath)
    add(">\r\n")
    if recipients.count == 1, let recipient = recipients.first {
      add("Delivered-To: ")
      add(path: recipient)
      add("\r\n")
    }
  }

  /// A stranger's word, without anything that could end it, fold it, or begin a comment.
  mutating func add(atom text: String, limit: Int) {
    if text.isEmpty { return add("unknown") }
    add(text, limit: limit) { scalar in
      switch scalar {
      case "(", ")", "<", ">", ",", ";", "\\", "\"": false
      default: ("!"..."~").contains(scalar)
      }
    }
  }

  /// A path may hold a quoted string with spaces (RFC 5321 §4.1.2), and UTF-8 where SMTPUTF8 was
  /// asked for (RFC 6532 §3.2); controls may not stand in a header field. RFC 5321 §4.5.3.1.3
  /// allows 256 octets.
  mutating func add(path text: String) {
    add(text, limit: 512) { !($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) }
  }

  /// At most so many characters; those that are not allowed become `?`.
  @inline(__always)
  private mutating func add(
    _ text: String, limit: Int, where isWelcome: (Unicode.Scalar) -> Bool
  ) {
    // Nearly all are plain, and stay as they are.
    let isPlain = text.utf8.withContiguousStorageIfAvailable { text in
      text.count <= limit && text.allSatisfy { $0 < 0x80 && isWelcome(Unicode.Scalar($0)) }
    }
    if isPlain == true { return add(text) }
    for scalar in text.unicodeScalars.prefix(limit) {
      octets += UTF8.encode(isWelcome(scalar) ? scalar : "?") ?? UTF8.encodedReplacementCharacter
    }
  }
}
