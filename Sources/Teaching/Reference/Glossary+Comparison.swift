import Language
import Protocols

/// What SMTP is compared with.
extension Glossary {
  static let http = Entry(
    Phrase(en: "HTTP", zh: "超文本传输协议"),
    aliases: ["hypertext transfer protocol", "web", "rfc 9110"],
    rule: .http("3"),
    en:
      "The protocol of the web, mainly pull: the client asks for an object, the server sends it. HTTP/1.1 speaks ASCII lines with status codes, as SMTP does; HTTP/2 and HTTP/3 are binary.",
    zh: "万维网的协议，以“拉”为主：客户端请求对象，服务器送来。HTTP/1.1 与 SMTP 一样，用 ASCII 文本行和状态码；HTTP/2 和 HTTP/3 是二进制的。")

  static let url = Entry(
    Phrase(en: "URL", zh: "统一资源定位符"),
    aliases: ["uri", "uniform resource locator", "link", "网址", "链接"],
    rule: Rule("RFC 3986", "3"),
    en: "The address of an object on the web, such as http://hamburger.edu/bob/1: protocol, "
      + "host, path.",
    zh: "万维网上对象的地址，例如 http://hamburger.edu/bob/1，由协议、主机、路径组成。")

  static let push = Entry(
    Phrase(en: "push", zh: "推"),
    aliases: ["push protocol", "推协议", "推送", "推式", "推式协议"],
    en: "The side that has the object opens the connection and sends it. SMTP is a push protocol.",
    zh: "持有对象的一方主动建立连接并发送。SMTP 是推式协议。")

  static let pull = Entry(
    Phrase(en: "pull", zh: "拉"),
    aliases: ["pull protocol", "拉协议", "拉取", "拉式", "拉式协议"],
    en:
      "The side that wants the object opens the connection and fetches it. HTTP is mainly a pull protocol, although POST and PUT push.",
    zh: "想要对象的一方主动建立连接并取来。HTTP 主要是拉式协议，不过 POST 和 PUT 也能推。")

  static let access = Entry(
    Phrase(en: "mail access protocol", zh: "邮件访问协议"),
    aliases: ["pop", "pop3", "imap", "mail access", "邮件读取协议", "邮件获取协议"],
    en:
      "The protocol by which a user fetches mail from the mailbox: POP3, IMAP or HTTP. SMTP only pushes, so it cannot do this.",
    zh: "用户从邮箱取信所用的协议：POP3、IMAP 或 HTTP。SMTP 只会推，做不了这件事。")

  static let stateless = Entry(
    Phrase(en: "stateless", zh: "无状态"),
    aliases: ["state", "stateful", "有状态", "状态"],
    rule: .http("3.3"),
    en:
      "A server that remembers nothing between two requests. HTTP is stateless; SMTP remembers greeting, sender and recipients.",
    zh: "服务器在两次请求之间什么也不记。HTTP 如此；SMTP 则要记住客户端报的主机名、发件人和收件人。")
}
