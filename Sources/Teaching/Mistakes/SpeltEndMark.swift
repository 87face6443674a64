import Language
import Protocols

/// The end mark spelt out: `CRLF.CRLF`, as books print it, or the dot in quotation marks.
///
/// It is text, so the server does not answer, and the student stays inside DATA.
enum SpeltEndMark {
  static func note(on text: String) -> Note? {
    guard isSpelt(text) else { return nil }
    return Note(
      .mistake, rule: .smtp("4.1.1.4"), column: 1, suggestion: ".", text: .endMarkIsText)
  }

  private static func isSpelt(_ text: String) -> Bool {
    // The longest is <CR><LF>.<CR><LF>, with blanks: longer text needs no closer look.
    guard text.utf8.count <= 40 else { return false }
    let trimmed = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    let bare = trimmed.filter { !quotes.contains($0) && $0 != "<" && $0 != ">" }
      .map { dots.contains($0) ? "." : $0 }
    let word = String(String.UnicodeScalarView(bare)).lowercased()
      .replacing(#"\r\n"#, with: "crlf")
    // Without quotation marks, a lone dot is the end mark itself.
    return word == "crlf.crlf" || (word == "." && trimmed.contains(where: quotes.contains))
  }

  private static let dots: Set<Unicode.Scalar> = ["。", "．", "｡"]
  private static let quotes: Set<Unicode.Scalar> = [
    "\"", "'", "`", "“", "”", "‘", "’", "「", "」", "＂", "＇",
  ]
}

extension Phrase {
  fileprivate static let endMarkIsText = Phrase(
    en:
      "These characters are text. The end is one dot alone on its line; Enter sends CR LF before and after it.",
    zh: "这几个字符会被当作正文。结束标志是单独一行的一个半角句点；它前后的 CR LF 由回车键发送。")
}
