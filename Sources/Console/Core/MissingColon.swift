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
    if let line = afterFullWidthColon(text) {
      return Note(.console, suggestion: line, text: .wideSent)
    }
    return isCommandLine(console) ? bare(text) : nil
  }

  /// About a line typed while no connection is open.
  static func note(onUnsent text: String) -> Note? {
    wide(text) ?? bare(text)
  }

  /// About a line with a full-width colon, typed where it cannot be meant for a server.
  static func wide(_ text: String) -> Note? {
    afterFullWidthColon(text).map { Note(.console, suggestion: $0, text: .wide) }
  }

  /// The whole line that was meant, or `nil` if there is none: `：-)` is mail.
  private static func afterFullWidthColon(_ text: String) -> String? {
    guard text.unicodeScalars.first == "\u{FF1A}" else { return nil }
    // An input method's space may also follow the name.
    let words = text.unicodeScalars.dropFirst().split(whereSeparator: \.properties.isWhitespace)
      .map { String($0).halfWidthLetters }
    guard let name = words.first.flatMap({ Commands.named($0.lowercased())?.name }) else {
      return nil
    }
    return ":" + ([name] + words.dropFirst()).joined(separator: " ")
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
  fileprivate static let wideSent = Phrase(
    en:
      "This began with a full-width colon, so it went to the server. byhand's commands begin with an ASCII colon:",
    zh: "这一行以全角冒号“：”开头，所以发给了服务器。byhand 的命令要以半角冒号开头：")
  fileprivate static let wide = Phrase(
    en: "byhand's commands begin with an ASCII colon, not a full-width one:",
    zh: "byhand 的命令要以半角冒号开头，不是全角冒号：")
  fileprivate static func bare(_ name: String) -> Phrase {
    Phrase(
      en: "\(name) is a command of byhand, and those begin with a colon:",
      zh: "\(name) 是 byhand 的命令，前面要加冒号：")
  }
}
