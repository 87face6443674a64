import Language
import Protocols
import Transcripts

/// The kinds of advice on a line of a message.
enum ContentAdvice: Hashable, Sendable {
  case almostFinalDot, commandInside, dotWillVanish, literalEnding, tooLong, bareEnding
  case noHeader, headerNotEnded, fullWidthColon, otherSender
  case notSevenBit(MessagePart)

  /// Without this, such advice would repeat line by line.
  var isGivenOnce: Bool {
    switch self {
    case .notSevenBit, .tooLong, .bareEnding, .noHeader, .headerNotEnded: true
    default: false
    }
  }
}

/// The checks of a line typed after 354, where only the single dot is a command.
enum ContentChecks {
  /// - Parameter number: the line's, from 1 within the message.
  static func notes(
    on line: Line, number: Int, in dialogue: SMTPDialogue
  ) -> [(ContentAdvice, Note)] {
    let text = line.lossyText
    if let dot = almostDot(text) { return [(.almostFinalDot, dot)] }
    if let spelt = SpeltEndMark.note(on: text) { return [(.almostFinalDot, spelt)] }
    if let command = command(text) { return [(.commandInside, command)] }
    if let colon = HeaderChecks.fullWidthColon(in: line, dialogue) {
      return [(.fullWidthColon, colon)]
    }
    return [
      dotWillVanish(line).map { (.dotWillVanish, $0) },
      literalEnding(text).map { (.literalEnding, $0) },
      EightBitText.note(on: line, in: dialogue).map { (.notSevenBit(dialogue.messagePart), $0) },
      tooLong(line).map { (.tooLong, $0) },
      bareEnding(line).map { (.bareEnding, $0) },
      HeaderChecks.note(on: line, number: number, in: dialogue),
    ].compactMap { $0 }
  }

  private static let literalEndings = [#"\r\n"#, #"\n"#]

  /// `。`, `．`, `. `, or `.\r\n` typed as characters: meant as the end, but text.
  private static func almostDot(_ text: String) -> Note? {
    let ending = literalEndings.first { text.hasSuffix($0) }
    // This runs on every line of a long message: two characters that are not blank decide.
    let bare = text.unicodeScalars.dropLast(ending?.count ?? 0)
      .lazy.filter { !$0.properties.isWhitespace }.prefix(2)
    guard let only = bare.first, [".", "。", "．", "｡"].contains(only), text != ".",
      bare.dropFirst().isEmpty
    else { return nil }
    let reason: Phrase =
      if ending != nil { .enterIsCRLF } else { only == "." ? .dotWithSpace : .fullWidthDot }
    return Note(.mistake, rule: .smtp("4.1.1.4"), column: 1, suggestion: ".", text: reason)
  }

  private static func command(_ text: String) -> Note? {
    let first = text.utf8.drop { $0 == .space }.prefix { $0 != .space }
    guard let verb = Verb(first) else { return nil }
    let words = text.split(separator: " ")
    let looksLikeOne =
      switch verb {
      case .quit, .rset, .data, .noop: words.count == 1
      case .helo, .ehlo: words.count == 2
      case .mail: words.count > 1 && words[1].uppercased().hasPrefix("FROM:")
      case .rcpt: words.count > 1 && words[1].uppercased().hasPrefix("TO:")
      default: false
      }
    guard looksLikeOne else { return nil }
    return Note(
      .mistake, rule: .smtp("4.1.1.4"), column: 1, suggestion: ".", isRemark: true,
      text: .commandIsText(verb.rawValue))
  }

  private static func dotWillVanish(_ line: Line) -> Note? {
    guard line.octets.first == .dot, line.octets.count > 1 else { return nil }
    // With two dots the student has stuffed it already, and nothing is lost.
    guard line.octets[1] != .dot else { return nil }
    return Note(
      .mistake, rule: .smtp("4.5.2"), column: 1, suggestion: "." + line.lossyText,
      isRemark: true, text: .stuff)
  }

  private static func literalEnding(_ text: String) -> Note? {
    guard let trap = literalEndings.first(where: { text.hasSuffix($0) }) else { return nil }
    let column = text.unicodeScalars.count - trap.count + 1
    return Note(
      .mistake, rule: .smtp("2.3.8"), column: column,
      suggestion: String(text.dropLast(trap.count)), isRemark: true, text: .enterIsCRLF)
  }

  private static func tooLong(_ line: Line) -> Note? {
    guard line.octets.count > 998 else { return nil }
    return Note(
      .mistake, rule: .smtp("4.5.3.1.6"), column: line.column(ofOctet: 998), isRemark: true,
      text: .longLine)
  }
}

extension ContentChecks {
  /// Only a whole line has an ending; a part of one does not.
  private static func bareEnding(_ line: Line) -> Note? {
    guard line.ending == .lf || line.ending == .cr else { return nil }
    return Note(
      .mistake, rule: .smtp("2.3.8"), column: line.column(ofOctet: line.octets.count),
      text: .bareLineEnd)
  }
}

extension Phrase {
  fileprivate static let fullWidthDot = Phrase(
    en:
      "This is a full-width dot, which the server takes for text. The message ends with an ASCII dot alone on its line.",
    zh: "这是全角句号，服务器把它当作正文。结束标志是单独一行的半角句点“.”。")
  fileprivate static let dotWithSpace = Phrase(
    en:
      "A dot with a space next to it is text. The message ends with a dot and nothing else on the line.",
    zh: "句点旁边有空格，就成了正文。结束标志那一行除了句点什么都不能有。")
  fileprivate static let stuff = Phrase(
    en:
      "The server removes the first dot of a line that begins with one; to keep it, type it twice (dot stuffing).",
    zh: "服务器会去掉行首的一个句点；想保留它，就要输入两个句点（点填充）。")
  fileprivate static let enterIsCRLF = Phrase(
    en: "These characters are text. Enter sends CR LF by itself.",
    zh: "这几个字符会被当作正文。按回车键就会发送 CR LF。")
  fileprivate static let bareLineEnd = Phrase(
    en:
      "This line ended with a bare CR or LF. Only CR LF ends a line, so a dot after it ends nothing.",
    zh: "这一行只以 CR 或 LF 结束。只有 CR LF 才结束一行，所以它后面的句点不会结束邮件。")
  fileprivate static let longLine = Phrase(
    en: "A line of text has at most 998 octets and CR LF; a server may refuse a longer one.",
    zh: "一行正文最多 998 个字节加 CR LF；再长服务器就可以拒绝。")

  fileprivate static func commandIsText(_ verb: String) -> Phrase {
    Phrase(
      en:
        "\(verb) is text here: after 354 every line belongs to the message, up to a dot alone on its line.",
      zh: "\(verb) 在这里是正文：354 之后的每一行都属于邮件，直到单独一行的“.”。")
  }
}
