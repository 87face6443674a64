import Language
import Protocols
import Teaching

extension ConsoleCommand {
  static let auth = ConsoleCommand(
    name: "auth", arguments: Phrase(en: "[plain|login] [NAME]", zh: "[plain|login] [用户名]"),
    summary: Phrase(en: "log in, step by step; the password is not shown", zh: "分步登录；密码不显示"),
    detail: Phrase(
      en:
        "After EHLO, and after STARTTLS where it is offered. byhand asks for name and password, says how the mechanism puts them together, and types AUTH and the answers to 334 (RFC 4954). Nothing of the password is shown, recorded or kept. A script writes NAME PASSWORD after the mechanism.",
      zh:
        "在 EHLO 之后使用；服务器提供 STARTTLS 时，先 STARTTLS。byhand 询问用户名和密码，说明这种机制怎样把它们放在一起，然后输入 AUTH 和对 334 的回应（RFC 4954）。密码不会显示、记录或保存。脚本里可以在机制后面写“用户名 密码”。"
    ),
    isSecret: true, takesRest: true,
    choices: { words, _ in words.count == 1 ? ["plain", "login"] : [] }
  ) { arguments, console in console.logIn(arguments.first ?? "") }
}

extension ConsoleCore {
  fileprivate mutating func logIn(_ text: String) {
    guard let dialogue = dialogueBetweenMessages(for: ConsoleCommand.auth.name) else { return }
    guard !dialogue.isLoggedIn else { return say(.loggedIn) }
    let offered = dialogue.mechanisms
    guard !offered.isEmpty else {
      return say(
        !dialogue.isExtended
          ? .ehloFirst
          : isSecured ? .noLoginUnderTLS : dialogue.has(.startTLS) ? .startTLSFirst : .noLogin)
    }
    var words = text[...]
    let first = words.takeWord()
    let named = LoginPlan.Mechanism(rawValue: first.uppercased())
    guard
      let mechanism = named
        ?? LoginPlan.Mechanism.allCases.first(where: { offered.contains($0.rawValue) })
    else { return say(.unknownMechanisms(offered)) }
    guard offered.contains(mechanism.rawValue) else {
      return say(.notOffered(mechanism.rawValue, offered))
    }
    let name = named == nil ? first : words.takeWord()
    // A password may hold spaces.
    let password = String(words)
    beginLogin(
      LoginPlan(
        mechanism: mechanism, name: name.isEmpty ? nil : name,
        password: password.isEmpty ? nil : password))
  }
}

extension Substring {
  /// Takes the first word and the blanks around it.
  mutating func takeWord() -> String {
    self = drop(while: \.isWhitespace)
    let word = prefix { !$0.isWhitespace }
    self = self[word.endIndex...].drop(while: \.isWhitespace)
    return String(word)
  }
}

extension Phrase {
  fileprivate static let ehloFirst = Phrase(
    en: "AUTH is an extension: EHLO first, whose reply lists the ways to log in.",
    zh: "AUTH 是一种扩展：先发 EHLO，它的响应会列出登录方式。")
  fileprivate static let startTLSFirst = Phrase(
    en:
      "The server lists no AUTH yet. It offers STARTTLS: type that first, then EHLO again. Many servers take a password only under TLS.",
    zh: "服务器还没有列出 AUTH。它提供 STARTTLS：先输入 STARTTLS，再发一次 EHLO。许多服务器只在 TLS 之下接受密码。")
  fileprivate static let loggedIn = Phrase(
    en: "You are logged in already. Go on with MAIL.", zh: "你已经登录了。接下来可以发 MAIL。")
  fileprivate static let noLogin = Phrase(
    en:
      "The list has neither AUTH nor STARTTLS: this port may need no login, or somebody on the way has taken the words out. Send no password here.",
    zh: "清单里既没有 AUTH 也没有 STARTTLS：也许这个端口不需要登录，也许有人在途中把这两个词拿掉了。不要在这里发送密码。")
  fileprivate static let noLoginUnderTLS = Phrase(
    en: "This server lists no AUTH, even under TLS: nobody logs in on this port.",
    zh: "在 TLS 之下，这台服务器也没有列出 AUTH：这个端口不需要登录。")
  fileprivate static func unknownMechanisms(_ offered: [String]) -> Phrase {
    Phrase(
      en:
        "The server offers \(offered.joined(separator: ", ")). byhand types PLAIN and LOGIN; others you can type by hand.",
      zh: "服务器提供 \(offered.joined(separator: "、"))。byhand 会输入 PLAIN 和 LOGIN；别的机制可以手动输入。")
  }
  fileprivate static func notOffered(_ mechanism: String, _ offered: [String]) -> Phrase {
    Phrase(
      en: "The server does not offer \(mechanism), but \(offered.joined(separator: ", ")).",
      zh: "服务器不提供 \(mechanism)，只提供 \(offered.joined(separator: "、"))。")
  }
}
