import Language
import Protocols

/// Octets above 127 in a message: what they require in the header, and what in the body.
enum EightBitText {
  static func note(on line: Line, in dialogue: SMTPDialogue) -> Note? {
    guard let offset = line.octets.firstIndex(where: { $0 >= 0x80 }),
      let (rule, text) = fault(in: line, dialogue.messagePart, dialogue.envelope)
    else { return nil }
    return Note(
      .mistake, rule: rule, column: line.column(ofOctet: offset), isRemark: true, text: text)
  }

  private static func fault(
    in line: Line, _ part: MessagePart, _ envelope: Envelope
  ) -> (Rule, Phrase)? {
    switch (part, envelope.isInternationalized) {
    // RFC 6532 §3.2 allows UTF-8 in every field, but no other octets above 127.
    case (.header, true):
      line.text == nil ? (Rule("RFC 6532", "3.1"), .headerNotUTF8) : nil
    case (.header, false): (Rule("RFC 6531", "3.4"), .headerBeyondASCII)
    case (.body, _) where envelope.declaresEightBit: nil
    // §3.6: SMTPUTF8 does not cover the body.
    case (.body, true): (Rule("RFC 6531", "3.6"), .bodyBesideSMTPUTF8)
    case (.body, false): (.smtp("2.4"), .bodyBeyondASCII)
    }
  }
}

extension Phrase {
  fileprivate static let bodyBeyondASCII = Phrase(
    en:
      "Plain SMTP carries 7-bit ASCII. Text with octets above 127 needs EHLO and MAIL … BODY=8BITMIME, or MIME's quoted-printable or base64.",
    zh:
      "基本的 SMTP 只传 7 位 ASCII。正文里大于 127 的字节需要 EHLO 和带 BODY=8BITMIME 的 MAIL，或者先用 MIME 的 quoted-printable、base64 编码。"
  )
  fileprivate static let bodyBesideSMTPUTF8 = Phrase(
    en:
      "SMTPUTF8 speaks for addresses and header. A body with octets above 127 needs BODY=8BITMIME beside it.",
    zh: "SMTPUTF8 只管地址和首部。正文里有大于 127 的字节，还要在 MAIL 里加上 BODY=8BITMIME。")
  fileprivate static let headerBeyondASCII = Phrase(
    en:
      "A header is ASCII, whatever BODY says. Beyond it a field needs MAIL … SMTPUTF8, or an encoded-word: =?UTF-8?B?…?= (RFC 2047).",
    zh:
      "首部只用 ASCII，BODY 参数管不到它。要用其他字符，MAIL 须带 SMTPUTF8，或者写成编码字 =?UTF-8?B?…?=（RFC 2047）。")
  fileprivate static let headerNotUTF8 = Phrase(
    en: "With SMTPUTF8 a header is UTF-8; these octets are none, perhaps another encoding.",
    zh: "有了 SMTPUTF8，首部用的是 UTF-8；这里的字节不合 UTF-8，也许是别的编码。")
}
