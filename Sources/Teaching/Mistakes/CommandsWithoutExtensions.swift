import Language
import Protocols

/// AUTH or STARTTLS that EHLO's reply did not offer (RFC 4954 §3, RFC 3207 §2).
enum CommandsWithoutExtensions {
  static func check(_ heard: HeardRequest) -> Note? {
    // Before the greeting and inside a message it is also out of turn, which has its own note.
    guard case .command(let command) = heard.request, command.verb.isExtension,
      let smtp = heard.context.smtp, heard.state == .identified, !heard.context.isPipelined,
      !smtp.has(command.verb), !smtp.isDone(command.verb)
    else { return nil }
    let verb = command.verb
    return Note(
      .mistake, rule: verb == .auth ? Rule("RFC 4954", "3") : Rule("RFC 3207", "2"), column: 1,
      isRemark: true, text: smtp.isExtended ? .notInList(verb.rawValue) : .asksEHLO(verb.rawValue))
  }
}

extension Phrase {
  fileprivate static func notInList(_ verb: String) -> Phrase {
    Phrase(
      en: "EHLO's reply does not list \(verb): this server does not offer it here.",
      zh: "EHLO 的响应里没有列出 \(verb)：服务器在这里没有提供它。")
  }

  fileprivate static func asksEHLO(_ verb: String) -> Phrase {
    Phrase(
      en:
        "\(verb) belongs to an extension; say EHLO instead of HELO to learn whether it is offered.",
      zh: "\(verb) 属于扩展功能；用 EHLO 代替 HELO 才能知道服务器是否提供它。")
  }
}
