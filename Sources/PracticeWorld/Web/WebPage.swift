import Markup
import Messages
import Protocols

/// The pages of the web mailbox, in the reader's language. What a message holds is escaped, or
/// written anew: none of it can run.
struct WebPage: Sendable {
  private let isChinese: Bool

  /// `language`: the value of Accept-Language.
  init(language: String) { isChinese = language.lowercased().hasPrefix("zh") }

  /// Counts up when the pages change, so that browsers do not keep one of an older edition (RFC
  /// 9110 §8.8.3).
  static let edition = 2

  var tongue: String { isChinese ? "zh-Hans" : "en" }

  struct Words: Sendable {
    let en: String
    let zh: String
    static let noHost = Words(
      en: "A request of HTTP/1.1 must name its Host.", zh: "HTTP/1.1 的请求必须有 Host 首部。")
    static let badHost = Words(
      en: "Host is a name or an address, and a port if need be.", zh: "Host 应为主机名或地址，必要时加端口。")
    static let onlyGet = Words(en: "Only GET and HEAD are served here.", zh: "这里只提供 GET 和 HEAD。")
    static let notFound = Words(en: "There is no such object here.", zh: "这里没有这个对象。")
    static let broken = Words(en: "The mailbox cannot be read.", zh: "无法读取邮箱。")
    static let busy = Words(
      en: "Too much is on its way to readers already. Try again in a few seconds.",
      zh: "正在传给读者的内容太多，请过几秒再试。")
    static let moved = Words(en: "The list ends with a slash.", zh: "列表的地址以斜杠结尾。")
    static let notHTTP = Words(
      en:
        "This is a web server, and that was no request of HTTP: GET / HTTP/1.1, header fields, an empty line. Mail is taken by SMTP, on the mail server's port.",
      zh:
        "这里是 Web 服务器，收到的不是 HTTP 请求：应为 GET / HTTP/1.1，然后是首部，再是一个空行。邮件要通过 SMTP 送到邮件服务器的端口。")
    static let logIn = Words(
      en:
        "This mailbox has a password. Its user logs in with a header field: Authorization: Basic, a "
        + "space, and NAME:PASSWORD in base64. Base64 hides nothing: whoever sees the request can read it.",
      zh: "这个邮箱设有密码。用户通过首部字段登录：Authorization: Basic 加一个空格，再加上“用户名:密码”的 base64 编码。"
        + "base64 不是加密：看到请求的人都能还原。")
    static let wrongPassword = Words(
      en:
        "There is no such user here, or the password is wrong. The field is: Authorization: Basic, a "
        + "space, and NAME:PASSWORD in base64.",
      zh: "用户名或密码不对。字段的写法是：Authorization: Basic 加一个空格，再加上“用户名:密码”的 base64 编码。")
    static let notYours = Words(
      en: "You are logged in, and this mailbox is another user's.",
      zh: "你已登录，但这是别人的邮箱。")
    static let longTarget = Words(
      en: "The address is longer than 8000 octets.", zh: "地址超过 8000 字节。")
    static let tooLong = Words(en: "The header is too long.", zh: "首部太长。")
  }

  func say(_ words: Words) -> String { isChinese ? words.zh : words.en }
  func say(_ en: String, _ zh: String) -> String { isChinese ? zh : en }
  func octets(_ count: Int) -> String { say(" (\(count) octets)", "（\(count) 字节）") }

  func refusal(
    _ status: Int, _ words: Words, _ fields: [(String, String)] = []
  ) -> WebResponse {
    .page(status, frame("\(status)", "<h1>\(status)</h1><p>\(say(words))</p>"), fields)
  }

  func users(_ users: [String], of domain: String) -> HTML {
    let rows = users.map { user -> HTML in
      "<li><a href=\"/\(Self.url(user))/\">\(user)@\(domain)</a></li>"
    }
    return frame(
      domain,
      """
      <h1>\(domain)</h1><p>\(say("Mailboxes of this mail server", "本邮件服务器的邮箱"))</p>\
      <ul>\(rows)</ul>
      """)
  }

  /// `older`: messages that have no row, if above 0.
  func list(
    _ messages: [(StoredMessage, MessageSummary)], older: Int, of address: String, at path: String
  ) -> HTML {
    let path = Self.url(path)
    let rows = messages.reversed().map { message, summary -> HTML in
      let subject = summary.subject.isEmpty ? say("(no subject)", "（无主题）") : summary.subject
      return """
        <li><a href="\(path)/\(message.number)"><b>\(subject)</b>\
        <span>\(summary.from)</span><small>\(summary.date) · \(message.octets) \
        \(say("octets", "字节"))</small></a></li>
        """
    }
    let rest: HTML =
      older > 0
      ? """
      <p>\(say("Older messages: \(older), ", "更早的邮件还有 \(older) 封："))\
      <a href="\(path)/1">\(path)/1</a> … <a href="\(path)/\(older)">\(path)/\(older)</a></p>
      """ : ""
    let list: HTML =
      rows.isEmpty
      ? "<p>\(say("No messages yet.", "还没有邮件。"))</p>" : "<ul class=\"list\">\(rows)</ul>"
    return frame(address, "<p><a href=\"/\">←</a></p><h1>\(address)</h1>\(list)\(rest)")
  }

  func frame(_ title: String, _ body: HTML) -> HTML {
    """
    <!doctype html>
    <html lang="\(tongue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body><main>
    \(body)
    </main></body>
    </html>

    """
  }

  /// An object of its own, as a page's images are. A page stays short: students read it by hand
  /// too.
  static let style = """
    :root{color-scheme:light dark;--line:#8884}\
    body{font:1rem/1.5 system-ui,"Noto Sans CJK SC",sans-serif;margin:0}\
    main{max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
    h1{font-size:1.4rem}dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.2rem 1rem;\
    border-block:1px solid var(--line);padding:.6rem 0;font-size:.9rem}dt{opacity:.7}dd{margin:0}\
    pre{white-space:pre-wrap;font:inherit;font-family:ui-monospace,monospace}\
    img{max-width:100%;height:auto}\
    hr{border:0;border-top:1px solid var(--line)}.letter{overflow-x:auto}.letter table{border-collapse:collapse}\
    .letter :is(td,th){padding:.15rem .4rem;vertical-align:top;text-align:start}\
    .letter blockquote{margin:.6rem 0;padding-inline-start:.8rem;border-inline-start:3px solid var(--line)}\
    .remark{padding:.4rem .8rem;border-inline-start:3px solid #c80;background:#c801;font-size:.9rem}\
    ul.list{list-style:none;padding:0}ul.list li{border-top:1px solid var(--line)}\
    ul.list a{display:grid;padding:.6rem 0;text-decoration:none;color:inherit}small{opacity:.7}\
    @media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
    """

  /// A path that this server made; octets that are not plain are percent-encoded.
  static func url(_ path: String) -> String {
    HexEscape.percentEncoded(path.utf8) { octet in
      octet.isLetterOrDigit || "/-._~".utf8.contains(octet)
    }
  }
}
