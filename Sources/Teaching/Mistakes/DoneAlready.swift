import Language
import Protocols

/// STARTTLS on a connection that is under TLS (RFC 3207 §4.2), AUTH after a login (RFC 4954 §4).
enum DoneAlready {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .verb(let verb) = heard.request.kind, let smtp = heard.context.smtp,
      !heard.context.isPipelined, smtp.isDone(verb)
    else { return nil }
    return Note(
      .mistake, rule: verb == .auth ? Rule("RFC 4954", "4") : Rule("RFC 3207", "4.2"), column: 1,
      text: verb == .auth ? .loggedInAlready : .securedAlready)
  }
}

extension Phrase {
  fileprivate static let loggedInAlready = Phrase(
    en: "You are logged in already, and that holds until the connection ends. Go on with MAIL.",
    zh: "你已经登录，在连接结束前一直有效。接下来可以发 MAIL。")
  fileprivate static let securedAlready = Phrase(
    en: "TLS is on already, and there is only one layer of it. Go on with EHLO or AUTH.",
    zh: "TLS 已经启用，不能再启用一层。接下来可以发 EHLO 或 AUTH。")
}
