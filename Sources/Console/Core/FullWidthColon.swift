import Language
import Teaching

/// `：mailbox bob`: a byhand command after the full-width colon of a Chinese input method.
///
/// Typed text goes to the wire unchanged. Inside DATA such a line silently becomes mail, so byhand
/// explains it.
enum FullWidthColon {
  /// The command that was meant, or `nil` if there is none: `：-)` is mail.
  static func command(in text: String) -> String? {
    guard text.unicodeScalars.first == "\u{FF1A}" else { return nil }
    // An input method's space may also follow the name.
    let word = text.unicodeScalars.dropFirst().drop(while: \.properties.isWhitespace)
      .prefix { !$0.properties.isWhitespace }
    return Commands.named(String(String.UnicodeScalarView(word)).lowercased())?.name
  }

  static func sent(_ name: String) -> Phrase {
    Phrase(
      en:
        "This began with a full-width colon, so it went to the server. byhand's commands begin with an ASCII colon: :\(name)",
      zh: "这一行以全角冒号“：”开头，所以发给了服务器。byhand 的命令要以半角冒号开头：:\(name)")
  }

  static func notSent(_ name: String) -> Phrase {
    Phrase(
      en: "byhand's commands begin with an ASCII colon, not a full-width one: :\(name)",
      zh: "byhand 的命令要以半角冒号开头，不是全角冒号：:\(name)")
  }
}
