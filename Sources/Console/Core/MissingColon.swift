import Language
import Protocols
import Teaching
import Transcripts

/// A byhand command without its colon (`mailbox bob`), or after the full-width colon of a Chinese
/// input method (`：mailbox bob`).
///
/// Typed text goes to the wire unchanged. A mail server answers such a line with 500, and inside
/// DATA it silently becomes mail, so byhand explains it.
enum MissingColon {
  /// About a line that goes to the server.
  static func note(onSent text: String, in console: ConsoleCore) -> Note? {
    if let name = afterFullWidthColon(text) { return Note(.console, text: .wideSent(name)) }
    return isCommandLine(console) ? bare(text) : nil
  }

  /// About a line typed while no connection is open.
  static func note(onUnsent text: String) -> Note? {
    if let name = afterFullWidthColon(text) { return Note(.console, text: .wide(name)) }
    return bare(text)
  }

  /// The command that was meant, or `nil` if there is none: `：-)` is mail.
  private static func afterFullWidthColon(_ text: String) -> String? {
    guard text.unicodeScalars.first == "\u{FF1A}" else { return nil }
    // An input method's space may also follow the name.
    let word = text.unicodeScalars.dropFirst().drop(while: \.properties.isWhitespace)
      .prefix { !$0.properties.isWhitespace }
    return Commands.named(String(String.UnicodeScalarView(word)).lowercased())?.name
  }

  /// HELP and QUIT are commands of SMTP, and `telnet` without a colon is right or has a note of its
  /// own.
  private static func bare(_ text: String) -> Note? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, Verb(first.utf8) == nil,
      let command = Commands.all.first(where: { $0.name == first.lowercased() }),
      !command.needsNoColon
    else { return nil }
    return Note(
      .console, suggestion: ":" + words.joined(separator: " "), text: .bare(command.name))
  }

  /// The line is not the text of a message, a header field or a secret.
  private static func isCommandLine(_ console: ConsoleCore) -> Bool {
    guard let typed = console.conversation?.guidance.typed else { return true }
    return [.command, .nothing].contains(typed) && console.forecast?.isInText != true
  }
}

extension Phrase {
  fileprivate static func wideSent(_ name: String) -> Phrase {
    Phrase(
      en:
        "This began with a full-width colon, so it went to the server. byhand's commands begin with an ASCII colon: :\(name)",
      zh: "这一行以全角冒号“：”开头，所以发给了服务器。byhand 的命令要以半角冒号开头：:\(name)")
  }
  fileprivate static func wide(_ name: String) -> Phrase {
    Phrase(
      en: "byhand's commands begin with an ASCII colon, not a full-width one: :\(name)",
      zh: "byhand 的命令要以半角冒号开头，不是全角冒号：:\(name)")
  }
  fileprivate static func bare(_ name: String) -> Phrase {
    Phrase(
      en: "\(name) is a command of byhand, and those begin with a colon:",
      zh: "\(name) 是 byhand 的命令，前面要加冒号：")
  }
}
