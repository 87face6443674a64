import Language
import Protocols

/// The header of a message, line by line: where it is missing, where it ends by accident, and a
/// sender in it who is not the envelope's. A server accepts all of it, so each is only a remark.
enum HeaderChecks {
  /// - Parameter number: the line's, from 1 within the message.
  static func note(
    on line: Line, number: Int, in dialogue: SMTPDialogue
  ) -> (ContentAdvice, Note)? {
    switch dialogue.textLine {
    case .unseparated where number > 1: (.headerNotEnded, remark("2.1", .unseparated))
    case .unseparated where number == 1, .separator where number == 1:
      (.noHeader, remark("3.6", .noHeader))
    case .field: otherSender(line, dialogue.envelope).map { (.otherSender, $0) }
    default: nil
    }
  }

  private static func remark(_ section: String, _ text: Phrase) -> Note {
    Note(.mistake, rule: Rule("RFC 5322", section), isRemark: true, text: text)
  }

  // MARK: A full-width colon

  private static let fullWidthColon = Array("\u{FF1A}".utf8)

  /// `From：alice@crepes.fr` in the place of a field.
  static func fullWidthColon(in line: Line, _ dialogue: SMTPDialogue) -> Note? {
    guard dialogue.textLine == .unseparated else { return nil }
    let name = line.octets.prefix { $0.isLetterOrDigit || $0 == .hyphen }
    let rest = line.octets[name.endIndex...].drop(while: \.isBlank)
    guard name.first?.isLetter == true, rest.starts(with: fullWidthColon) else { return nil }
    let field = String(decoding: name, as: UTF8.self)
    let value = String(decoding: rest.dropFirst(fullWidthColon.count), as: UTF8.self)
      .drop(while: \.isWhitespace)
    return Note(
      .mistake, rule: Rule("RFC 5322", "2.2"), column: line.column(ofOctet: rest.startIndex),
      suggestion: "\(field): \(value)", isRemark: true, text: .fullWidthColon(after: field))
  }

  // MARK: Another sender

  private static func otherSender(_ line: Line, _ envelope: Envelope) -> Note? {
    // The null reverse-path of a bounce names nobody.
    guard let sender = envelope.sender?.description,
      let colon = HeaderReader.colon(in: line.octets[...]),
      line.octets.prefix(4).map(\.lowercased) == Array("from".utf8),
      line.octets[4...colon].dropLast().allSatisfy(\.isBlank)
    else { return nil }
    let named = AddressList.addresses(in: line.octets[(colon + 1)...])
    guard let first = named.first,
      !named.contains(where: { $0.lowercased() == sender.lowercased() })
    else { return nil }
    return Note(
      .mistake, rule: .smtp("7.1"), column: line.column(ofOctet: colon + 1), isRemark: true,
      text: .otherSender(first, envelope: sender))
  }
}

extension Phrase {
  fileprivate static let unseparated = Phrase(
    en:
      "The empty line between header and text is missing. This line is not a header field, so readers take it for the first line of the text.",
    zh: "首部和正文之间少了一个空行。这一行不是首部字段，读信的程序会把它当作正文的第一行。")
  fileprivate static let noHeader = Phrase(
    en:
      "This message has no header. Usually lines such as From:, To: and Subject: come first, then an empty line; SMTP does not check, and delivers it all the same.",
    zh: "这封邮件没有首部。通常先写 From:、To:、Subject: 等行，再空一行；SMTP 不检查这些，照样投递。")

  fileprivate static func fullWidthColon(after field: String) -> Phrase {
    Phrase(
      en:
        "The colon behind \(field) is full-width, so this line is not a header field: readers take it for the beginning of the text. A field's colon is ASCII.",
      zh: "\(field) 后面是全角冒号，所以这一行不是首部字段：读信的程序会把它当作正文的开头。字段要用半角冒号。")
  }
  fileprivate static func otherSender(_ named: String, envelope: String) -> Phrase {
    Phrase(
      en:
        "This line says \(named), the envelope says \(envelope). SMTP does not compare them, and a reader usually sees this line alone: that is how easily a sender is forged.",
      zh: "这一行写的是 \(named)，信封上的发件人却是 \(envelope)。SMTP 不比较两者，收件人通常只看到这一行：发件人就是这样伪造的。")
  }
}
