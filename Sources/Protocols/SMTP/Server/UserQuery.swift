/// What VRFY and EXPN were asked: a user name, or a mailbox with or without its brackets (RFC 5321 §3.5.1).
struct UserQuery {
  private let name: String
  /// RFC 6531 §3.7.4.2: the client reads UTF-8.
  let isSMTPUTF8: Bool

  init(_ argument: String, isExtended: Bool) {
    let parameter = " SMTPUTF8"
    isSMTPUTF8 = isExtended && argument.uppercased().hasSuffix(parameter)
    name = isSMTPUTF8 ? String(argument.dropLast(parameter.count)) : argument
  }

  var isASCII: Bool { name.utf8.allSatisfy { $0 < 0x80 } }

  /// `nil` for what can be no mailbox: a full name, say.
  var mailbox: Mailbox? {
    let path = name.hasPrefix("<") ? name : "<\(name)>"
    if let mailbox = Self.recipient(path) { return mailbox }
    // A bare user name is one of this server's own.
    guard let user = Self.recipient("<\(path.dropFirst().dropLast())@[0.0.0.0]>") else {
      return nil
    }
    return Mailbox(localPart: user.localPart, domain: nil)
  }

  private static func recipient(_ path: String) -> Mailbox? {
    var scanner = Scanner(Array(path.utf8))
    guard let mailbox = try? scanner.forwardPath(), scanner.isAtEnd else { return nil }
    return mailbox
  }
}
