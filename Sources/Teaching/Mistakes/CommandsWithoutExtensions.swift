import Language
import Protocols

/// AUTH, STARTTLS or BDAT that EHLO's reply did not offer (RFC 4954 §3, RFC 3207 §2, RFC 3030 §2).
enum CommandsWithoutExtensions {
  static func check(_ heard: HeardRequest) -> Note? {
    // Before the greeting and inside a message it is also out of turn, which has its own note.
    guard case .command(let command) = heard.request,
      let keyword = command.verb.extensionKeyword, let smtp = heard.context.smtp,
      heard.state.legalVerbs.contains(command.verb), !heard.context.isPipelined,
      !smtp.offers(keyword), !smtp.isDone(command.verb)
    else { return nil }
    return Note(
      .mistake, rule: rule(command.verb), column: 1, isRemark: true,
      text: smtp.isExtended ? .notInList(keyword) : .asksEHLO(command.verb.rawValue))
  }

  private static func rule(_ verb: Verb) -> Rule {
    switch verb {
    case .auth: Rule("RFC 4954", "3")
    case .bdat: Rule("RFC 3030", "2")
    default: Rule("RFC 3207", "2")
    }
  }
}

extension Phrase {
  fileprivate static func notInList(_ keyword: String) -> Phrase {
    Phrase(
      en: "EHLO's reply does not list \(keyword): this server does not offer it here.",
      zh: "EHLO 的响应里没有列出 \(keyword)：服务器在这里没有提供它。")
  }

  fileprivate static func asksEHLO(_ verb: String) -> Phrase {
    Phrase(
      en:
        "\(verb) belongs to an extension; say EHLO instead of HELO to learn whether it is offered.",
      zh: "\(verb) 属于扩展功能；用 EHLO 代替 HELO 才能知道服务器是否提供它。")
  }
}
