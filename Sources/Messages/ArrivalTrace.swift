/// What a server writes above a message it takes (RFC 5321 §4.4): where bounces go, whose it is, and
/// from whom, to whom and when it came.
package struct ArrivalTrace: Hashable, Sendable {
  /// The reverse-path without its angle brackets; empty is the null reverse-path `<>`.
  package var reversePath: String
  /// Without angle brackets. The only one is named; of several none is.
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
  /// The message stays here, in a mailbox; one that is carried on gets `Received:` alone (§4.4).
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

  /// The trace, with CR LF, and the empty line where the text has no header to continue.
  ///
  /// One file serves all its recipients, so every reader would see whom else it is for, a blind copy's too: `Delivered-To:`
  /// and the `for` of the Received line stand only where there is but one recipient (RFC 5321 §7.2).
  ///
  /// - Parameter text: the message's text, or its first line: nothing beyond the first LF is read.
  package func octets(before text: [UInt8]) -> [UInt8] {
    var lines = HeaderLines()
    if isFinal { lines.addDelivery(from: reversePath, to: recipients) }
    lines.add("Received: from ", Self.atom(clientName, limit: 255, otherwise: "unknown"))
    // address-literal = "[" ( IPv4-address-literal / "IPv6:" IPv6-addr / … ) "]" (RFC 5321 §4.1.3)
    let address = Self.atom(clientAddress, limit: 64, otherwise: "unknown")
    lines.add(address.utf8.contains(ASCII.colon) ? " ([IPv6:" : " ([", address, "])")
    lines.end()
    lines.add("\tby ", Self.atom(domain, limit: 255, otherwise: "unknown"))
    lines.add(" with ", Self.atom(manner, limit: 20, otherwise: "SMTP"))
    lines.add(" id ", Self.atom(id, limit: 100, otherwise: "unknown"))
    if recipients.count == 1, let recipient = recipients.first {
      lines.end()
      lines.add("\tfor <", HeaderLines.path(recipient), ">; ")
    } else {
      lines.add(";")
      lines.end()
      lines.add("\t")
    }
    lines.add(MailDate.mail(seconds: seconds))
    lines.end()
    if Self.needsEmptyLine(before: text) { lines.end() }
    return lines.octets
  }

  /// Whether the first line would be lost in the trace: it is no header field, and not the empty line
  /// that already ends an empty header.
  package static func needsEmptyLine(before text: [UInt8]) -> Bool {
    guard !text.isEmpty else { return true }
    var line = text[..<(text.firstIndex(of: ASCII.lineFeed) ?? text.endIndex)]
    if line.last == ASCII.carriageReturn { line = line.dropLast() }
    return !line.isEmpty && !HeaderField.opens(line)
  }

  /// The lines that are put on top when a message comes out of a queue into a mailbox of this host.
  package static func delivery(reversePath: String, recipient: String) -> [UInt8] {
    var lines = HeaderLines()
    lines.addDelivery(from: reversePath, to: [recipient])
    return lines.octets
  }

  /// A word of a stranger: what could end it, fold it, or begin a comment beside it becomes `?`.
  private static func atom(_ text: String, limit: Int, otherwise: String) -> String {
    if text.isEmpty { return otherwise }
    if text.utf8.count <= limit, text.consists(of: isAtomic) { return text }
    let octets = text.utf8.prefix(limit).map { isAtomic($0) ? $0 : ASCII.question }
    return octets.isEmpty ? otherwise : String(decoding: octets, as: UTF8.self)
  }

  private static func isAtomic(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: ","), UInt8(ascii: ";"), ASCII.backslash, ASCII.quote:
      false
    default: octet.isPrintable
    }
  }
}

/// Lines of a header as they are written, each ended with CR LF.
private struct HeaderLines {
  private(set) var octets: [UInt8] = []

  init() { octets.reserveCapacity(512) }

  mutating func add(_ first: String, _ second: String = "", _ third: String = "") {
    add(first)
    add(second)
    add(third)
  }

  private mutating func add(_ text: String) {
    let isAdded: Void? = text.utf8.withContiguousStorageIfAvailable { octets += $0 }
    if isAdded == nil { octets += text.utf8 }
  }

  mutating func end() {
    octets.append(ASCII.carriageReturn)
    octets.append(ASCII.lineFeed)
  }

  /// What final delivery alone writes, at the very top.
  mutating func addDelivery(from reversePath: String, to recipients: [String]) {
    add("Return-Path: <", Self.path(reversePath), ">")
    end()
    if recipients.count == 1, let recipient = recipients.first {
      add("Delivered-To: ", Self.path(recipient))
      end()
    }
  }

  /// A path may hold a quoted string with spaces (RFC 5321 §4.1.2), and UTF-8 where SMTPUTF8 was asked for (RFC 6532
  /// §3.2); controls may not stand in a header field. RFC 5321 §4.5.3.1.3 allows 256 octets.
  static func path(_ text: String) -> String {
    // Nearly all are plain.
    if text.utf8.count <= 512, text.consists(of: { (0x20...0x7E).contains($0) }) { return text }
    var result = "".unicodeScalars
    for scalar in text.unicodeScalars.prefix(512) {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      result.append(isControl ? "?" : scalar)
    }
    return String(result)
  }
}

extension String {
  /// Whether each octet is of a kind: as `utf8.allSatisfy`, over the octets as they lie, for every message.
  @inline(__always)
  fileprivate func consists(of isOfKind: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isOfKind) } ?? utf8.allSatisfy(isOfKind)
  }
}
