/// The argument of VRFY and EXPN: a user name, or a mailbox with or without its brackets (RFC 5321
/// §3.5.1).
struct UserQuery {
  private let name: String
  /// RFC 6531 §3.7.4.2: the client reads UTF-8.
  let isSMTPUTF8: Bool

  init(_ argument: String, isExtended: Bool) {
    let parameter = " smtputf8".utf8
    let octets = Array(argument.utf8)
    isSMTPUTF8 =
      isExtended
      && octets.suffix(parameter.count).lazy.map(\.lowercased).elementsEqual(parameter)
    name =
      isSMTPUTF8 ? String(decoding: octets.dropLast(parameter.count), as: UTF8.self) : argument
  }

  var isASCII: Bool { name.utf8.allSatisfy { $0 < 0x80 } }

  /// `nil` for what cannot be a mailbox, such as a full name.
  var mailbox: Mailbox? {
    let path = name.utf8.first == .opening ? Array(name.utf8) : Array("<\(name)>".utf8)
    if let mailbox = Self.recipient(path) { return mailbox }
    // A bare user name is one of this server's. A bracket that was opened must be closed.
    guard path.last == .closing,
      let user = Self.recipient(path.dropLast() + Array("@[0.0.0.0]>".utf8))
    else { return nil }
    return Mailbox(localPart: user.localPart, domain: nil)
  }

  private static func recipient(_ path: [UInt8]) -> Mailbox? {
    var scanner = Scanner(path)
    guard let mailbox = try? scanner.forwardPath(), scanner.isAtEnd else { return nil }
    return mailbox
  }
}
