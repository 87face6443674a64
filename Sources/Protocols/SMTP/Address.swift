/// A host as SMTP names it: a domain name or an address literal (RFC 5321 §4.1.2, §4.1.3).
package enum Domain: Hashable, Sendable, CustomStringConvertible {
  case name(String)
  /// What stands between the brackets, `IPv6:` or another tag included.
  case literal(String)

  package var description: String {
    switch self {
    case .name(let name): name
    case .literal(let address): "[\(address)]"
    }
  }

  package var isASCII: Bool {
    switch self {
    case .name(let text), .literal(let text): text.utf8.allSatisfy { $0 < 0x80 }
    }
  }

  /// Case does not count (RFC 5321 §2.4), and a U-label equals the A-label that it is in DNS
  /// (RFC 5890 §2.3.2.4).
  package func matches(_ other: String) -> Bool {
    guard case .name(let name) = self else { return false }
    if name.hasOctets(of: other) || name.lowercasedASCII.hasOctets(of: other.lowercasedASCII) {
      return true
    }
    guard !isASCII || !other.utf8.allSatisfy({ $0 < 0x80 }),
      let own = InternationalName.ascii(name), let others = InternationalName.ascii(other)
    else { return false }
    return own == others
  }
}

/// A mailbox: `local-part@domain` (RFC 5321 §4.1.2).
package struct Mailbox: Hashable, Sendable, CustomStringConvertible {
  /// Without its quotes and backslashes, which are put back where they are needed.
  package let localPart: String
  /// `nil` only for `<Postmaster>`, which every server knows (RFC 5321 §4.1.1.3).
  package let domain: Domain?

  package init(localPart: String, domain: Domain?) {
    self.localPart = localPart
    self.domain = domain
  }

  package var description: String {
    let local = Mailbox.isDotString(localPart) ? localPart : Mailbox.quoted(localPart)
    return domain.map { local + "@" + $0.description } ?? local
  }

  package var isASCII: Bool {
    localPart.utf8.allSatisfy { $0 < 0x80 } && domain?.isASCII ?? true
  }

  /// As `description`, with the domain that the server supplies where none was given (§2.3.5).
  package func address(at domain: String) -> String {
    self.domain == nil ? description + "@" + domain : description
  }

  // Dot-string = Atom *("." Atom)
  private static func isDotString(_ text: String) -> Bool {
    var isAtAtomStart = true
    for octet in text.utf8 {
      let isDot = octet == .dot
      if isDot ? isAtAtomStart : !octet.isAtomText { return false }
      isAtAtomStart = isDot
    }
    return !isAtAtomStart
  }

  // By scalars: a quotation mark and a combining mark after it are one `Character`.
  private static func quoted(_ text: String) -> String {
    var result = "\"".unicodeScalars
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.append("\\") }
      result.append(scalar)
    }
    result.append("\"")
    return String(result)
  }
}

extension UInt8 {
  /// `atext` of RFC 5322 §3.2.3, widened by RFC 6531 §3.3 to the octets of UTF-8.
  package var isAtomText: Bool {
    switch self {
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), .hyphen, UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "^")...UInt8(ascii: "`"), UInt8(ascii: "{")...UInt8(ascii: "~"):
      true
    default: self >= 0x80 || isLetter || isDigit
    }
  }
}

/// `SIZE=1000`, `BODY=8BITMIME`: what follows a path (`esmtp-param`, RFC 5321 §4.1.2).
package struct Parameter: Hashable, Sendable, CustomStringConvertible {
  /// In upper case: keywords are case-insensitive.
  package let keyword: String
  package let value: String?

  package init(keyword: String, value: String?) {
    self.keyword = keyword
    self.value = value
  }

  package var description: String { value.map { "\(keyword)=\($0)" } ?? keyword }

  /// RFC 6531 §3.4.
  package var isSMTPUTF8: Bool { keyword == "SMTPUTF8" && value == nil }

  /// Whether the value is written as its extension wants it (RFC 1870 §3, RFC 6152 §2, RFC 3030 §3,
  /// RFC 6531 §3.4, RFC 4954 §5, RFC 3461 §4). True for an unknown keyword.
  package var hasValidForm: Bool {
    switch keyword {
    // size-value = 1*20DIGIT
    case "SIZE":
      value.map { (1...20).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) } ?? false
    case "BODY": ["7BIT", "8BITMIME", "BINARYMIME"].contains(value?.uppercased())
    case "SMTPUTF8": value == nil
    case "AUTH": value.map(Self.isSubmitter) ?? false
    case "RET": ["FULL", "HDRS"].contains(value?.uppercased())
    case "ENVID": value.map(Self.isEnvelopeID) ?? false
    case "NOTIFY": value.map(Self.isNotify) ?? false
    case "ORCPT": value.map(Self.isOriginalRecipient) ?? false
    default: true
    }
  }

  // auth-param = "AUTH=" ( mailbox in xtext / "<>" )
  private static func isSubmitter(_ value: String) -> Bool {
    guard value != "<>" else { return true }
    guard let mailbox = XText.decoded(value) else { return false }
    var scanner = Scanner([.opening] + mailbox + [.closing])
    return (try? scanner.forwardPath()) != nil && scanner.isAtEnd
  }

  // envid-parameter = "ENVID=" xtext
  /// Of printable characters before it was coded (§4.4). A server must take 100 characters (§5.4);
  /// here they are counted before they are coded, too.
  private static func isEnvelopeID(_ value: String) -> Bool {
    guard let id = XText.decoded(value) else { return false }
    return (1...100).contains(id.count) && id.allSatisfy(\.isPrintable)
  }

  // notify-esmtp-value = "NEVER" / 1#notify-list-element
  // notify-list-element = "SUCCESS" / "FAILURE" / "DELAY"
  private static func isNotify(_ value: String) -> Bool {
    let value = value.uppercased()
    return value == "NEVER"
      || value.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        ["SUCCESS", "FAILURE", "DELAY"].contains($0)
      }
  }

  // orcpt-parameter = "ORCPT=" original-recipient-address
  // original-recipient-address = addr-type ";" xtext
  // addr-type = atom
  private static func isOriginalRecipient(_ value: String) -> Bool {
    guard value.utf8.count <= 500, let mark = value.firstIndex(of: ";") else { return false }
    let address = value[mark...].dropFirst()
    return mark > value.startIndex && value[..<mark].utf8.allSatisfy(\.isAtomText)
      && !address.isEmpty && XText.decoded(address) != nil
  }
}
