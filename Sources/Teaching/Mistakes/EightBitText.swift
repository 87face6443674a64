import Language
import Protocols

/// Octets above 127 in a message: what they require in the header, and what in the body.
enum EightBitText {
  static func note(on line: Line, in dialogue: SMTPDialogue) -> Note? {
    guard let offset = line.octets.firstIndex(where: { $0 >= 0x80 }),
      let (rule, text) = fault(in: line, dialogue)
    else { return nil }
    return Note(
      .mistake, rule: rule, column: line.column(ofOctet: offset), isRemark: true, text: text)
  }

  private static func fault(in line: Line, _ dialogue: SMTPDialogue) -> (Rule, Phrase)? {
    let envelope = dialogue.envelope
    switch (dialogue.messagePart, envelope.isInternationalized) {
    // RFC 6532 §3.2 allows UTF-8 in every field, but no other octets above 127.
    case (.header, true):
      return line.text == nil ? (Rule("RFC 6532", "3.1"), .headerNotUTF8) : nil
    // Parameters belong to extensions: where the server has not offered one, nothing is said of it.
    case (.header, false):
      return (
        Rule("RFC 6531", "3.4"), dialogue.offers("SMTPUTF8") ? .headerBeyondASCII : .headerIsASCII
      )
    case (.body, _) where envelope.declaresEightBit: return nil
    // §3.6: SMTPUTF8 does not cover the body.
    case (.body, true): return (Rule("RFC 6531", "3.6"), .bodyBesideSMTPUTF8)
    case (.body, false):
      guard dialogue.isExtended else { return (.smtp("2.4"), .bodyIsASCII) }
      return (
        .smtp("2.4"), dialogue.offers("8BITMIME") ? .bodyBeyondASCII : .bodyWithoutExtension
      )
    }
  }
}

extension Phrase {
  fileprivate static let bodyIsASCII = Phrase(
    en:
      "SMTP promises 7-bit ASCII only, and this line has octets above 127: one server keeps them, another loses the eighth bit. MIME writes such text in ASCII, in base64 for instance.",
    zh: "SMTP 只保证 7 位 ASCII，而这一行有大于 127 的字节：有的服务器原样保留，有的会丢掉第八位。MIME 可以把这样的文字写成 ASCII，例如用 base64。")
  fileprivate static let bodyBeyondASCII = Phrase(
    en:
      "SMTP promises 7-bit ASCII only. Text with octets above 127 needs MAIL … BODY=8BITMIME and a MIME header (RFC 6152), or MIME's quoted-printable or base64.",
    zh:
      "SMTP 只保证 7 位 ASCII。正文里有大于 127 的字节，MAIL 就要带 BODY=8BITMIME，邮件还要有 MIME 首部（RFC 6152）；或者用 MIME 的 quoted-printable、base64 编码。"
  )
  fileprivate static let bodyWithoutExtension = Phrase(
    en:
      "SMTP promises 7-bit ASCII only, and this server does not offer 8BITMIME, so it may lose the eighth bit of this line. What is possible here: write the text in ASCII, with MIME's quoted-printable or base64.",
    zh:
      "SMTP 只保证 7 位 ASCII，而这台服务器不支持 8BITMIME，可能会丢掉这一行的第八位。在这里可行的办法：用 MIME 的 quoted-printable 或 base64 把文字写成 ASCII。"
  )
  fileprivate static let bodyBesideSMTPUTF8 = Phrase(
    en:
      "SMTPUTF8 is about addresses and header. A body with octets above 127 needs BODY=8BITMIME as well, and a MIME header.",
    zh: "SMTPUTF8 只管地址和首部。正文里有大于 127 的字节，还要在 MAIL 里加上 BODY=8BITMIME，并写上 MIME 首部。")
  fileprivate static let headerIsASCII = Phrase(
    en: "A header is ASCII. Write other characters as an encoded word, =?UTF-8?B?…?= (RFC 2047).",
    zh: "首部只用 ASCII。其他字符要写成编码字 =?UTF-8?B?…?=（RFC 2047）。")
  fileprivate static let headerBeyondASCII = Phrase(
    en:
      "A header is ASCII, whatever BODY says. Other characters need MAIL … SMTPUTF8, or an encoded word, =?UTF-8?B?…?= (RFC 2047).",
    zh: "首部只用 ASCII，BODY 参数管不到它。要用其他字符，MAIL 须带 SMTPUTF8，或者写成编码字 =?UTF-8?B?…?=（RFC 2047）。")
  fileprivate static let headerNotUTF8 = Phrase(
    en:
      "With SMTPUTF8 a header is UTF-8; these octets are not, perhaps they are in another encoding.",
    zh: "有了 SMTPUTF8，首部用的是 UTF-8；这里的字节不合 UTF-8，也许是别的编码。")
}
