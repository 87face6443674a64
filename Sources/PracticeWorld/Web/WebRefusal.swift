import Language
import Protocols

/// Why a request does not get what it asked for, and where to go on.
struct WebRefusal: Error, Sendable {
  struct Link: Sendable {
    let address: String
    let label: Phrase
  }

  let status: Int
  let reason: Phrase
  var links: [Link] = []
  var fields: [(name: String, value: String)] = []

  private init(
    _ status: Int, _ reason: Phrase, _ links: [Link] = [], fields: [(String, String)] = []
  ) {
    self.status = status
    self.reason = reason
    self.links = links
    self.fields = fields
  }

  // MARK: What is not there

  static let noAddress = WebRefusal(
    404, Phrase(en: "There is nothing at this address.", zh: "这个地址没有内容。"), [.mailboxes])

  /// `name` is harmless.
  static func noMailbox(_ name: String) -> WebRefusal {
    WebRefusal(
      404, Phrase(en: "There is no mailbox \(name) here.", zh: "这里没有邮箱 \(name)。"), [.mailboxes])
  }

  static func nothing(in user: String) -> WebRefusal {
    WebRefusal(
      404, Phrase(en: "There is nothing at this address.", zh: "这个地址没有内容。"), [.list(of: user)])
  }

  static func noMessage(_ number: Int, of user: String, count: Int) -> WebRefusal {
    guard count > 0 else {
      return WebRefusal(
        404,
        Phrase(
          en: "\(user)'s mailbox is empty: nothing has been brought here by SMTP yet.",
          zh: "\(user) 的邮箱是空的：还没有人用 SMTP 送来邮件。"), [.list(of: user)])
    }
    return WebRefusal(
      404,
      Phrase(
        en:
          "\(user)'s mailbox has no message \(number): there \(count == 1 ? "is" : "are") \(count).",
        zh: "\(user) 的邮箱里没有第 \(number) 封邮件：一共 \(count) 封。"),
      [
        Link(
          address: WebPage.url("/\(user)/\(count)"), label: Phrase(en: "the latest", zh: "最新的一封")),
        .list(of: user),
      ])
  }

  static func noPart(of number: Int, of user: String) -> WebRefusal {
    WebRefusal(
      404,
      Phrase(
        en: "Message \(number) has no such part.", zh: "第 \(number) 封邮件没有这个部分。"),
      [
        Link(
          address: WebPage.url("/\(user)/\(number)"), label: Phrase(en: "the message", zh: "这封邮件"))
      ])
  }

  static func moved(to address: String) -> WebRefusal {
    WebRefusal(
      301, Phrase(en: "The list's address ends with a slash.", zh: "列表的地址以斜杠结尾。"),
      [Link(address: address, label: Phrase(en: "the list", zh: "列表"))],
      fields: [("Location", address)])
  }

  // MARK: Requests that cannot be answered

  static let noHost = WebRefusal(
    400,
    Phrase(
      en: "A request of HTTP/1.1 must have exactly one Host field.",
      zh: "HTTP/1.1 的请求必须有 Host 首部，而且只有一个。"))
  static let badHost = WebRefusal(
    400,
    Phrase(
      en: "The value of Host is a name or an address, and a port if need be.",
      zh: "Host 应为主机名或地址，必要时加端口。"))
  static let onlyGet = WebRefusal(
    405, Phrase(en: "Only GET and HEAD are served here.", zh: "这里只提供 GET 和 HEAD。"),
    fields: [("Allow", "GET, HEAD")])
  /// Methods are case-sensitive (RFC 9110 §9.1).
  static let unknownMethod = WebRefusal(
    501,
    Phrase(
      en: "This server does not know that method. Methods are written in capitals, such as GET.",
      zh: "服务器不认识这个方法。方法名用大写字母，例如 GET。"))
  static let longTarget = WebRefusal(
    414, Phrase(en: "The address is longer than 8000 octets.", zh: "地址超过 8000 字节。"))
  static let longHeader = WebRefusal(
    431, Phrase(en: "The header is too long.", zh: "首部太长。"))
  static let notField = WebRefusal(
    400,
    Phrase(
      en: "A line of the header is not a field: a name, a colon directly after it, a value.",
      zh: "首部里有一行不是字段：应为名称、紧跟的冒号、值。"))
  static let unfinished = WebRefusal(
    400,
    Phrase(
      en: "The request ended before the empty line that ends its header.",
      zh: "请求还没有写出结束首部的空行就断了。"))
  static let notHTTP = WebRefusal(
    400,
    Phrase(
      en:
        "This is a web server, and that was not a request of HTTP: GET / HTTP/1.1, header fields, an empty line.",
      zh: "这里是 Web 服务器，收到的不是 HTTP 请求：应为 GET / HTTP/1.1，然后是首部，再是一个空行。"))
  private static let mailCommand = WebRefusal(
    400,
    notHTTP.reason
      + Phrase(
        en: " Mail is taken by SMTP, on the mail server's port.", zh: "邮件要通过 SMTP 送到邮件服务器的端口。"))

  /// `nil` for a first line in which no mistake is found that byhand knows.
  static func faulty(_ line: Line) -> WebRefusal? {
    guard let fault = HTTPRequestFault.first(in: line.octets, example: "/"), fault.kind != .other
    else { return nil }
    if fault.kind == .mailCommand { return mailCommand }
    let column = line.column(ofOctet: fault.offset)
    let where_ =
      switch fault.kind {
      case .fullWidth:
        Phrase(
          en: "At column \(column) of the request line stands a full-width character.",
          zh: "请求行第 \(column) 列是全角字符。")
      case .relativeTarget:
        Phrase(
          en: "The target, at column \(column) of the request line, must begin with a slash.",
          zh: "请求行第 \(column) 列的目标要以斜杠 / 开头。")
      default:
        Phrase(
          en: "The request line is wrong at column \(column).", zh: "请求行从第 \(column) 列起有误。")
      }
    return WebRefusal(
      400,
      where_
        + Phrase(
          en: " It is a method, a target and the version, one plain space between: GET / HTTP/1.1",
          zh: "它由方法、目标和版本组成，中间各一个半角空格：GET / HTTP/1.1"))
  }

  // MARK: Users

  static func logIn(challenge: String) -> WebRefusal {
    WebRefusal(
      401,
      Phrase(
        en:
          "This mailbox has a password. Its user logs in with a header field: Authorization: Basic, a space, and NAME:PASSWORD in base64. Base64 hides nothing: anyone who sees the request can read it.",
        zh:
          "这个邮箱设有密码。用户通过首部字段登录：Authorization: Basic 加一个空格，再加上“用户名:密码”的 base64 编码。base64 不是加密：看到请求的人都能还原。"
      ), fields: [("WWW-Authenticate", challenge)])
  }

  static func wrongPassword(challenge: String) -> WebRefusal {
    WebRefusal(
      401,
      Phrase(
        en:
          "There is no such user here, or the password is wrong. The field is: Authorization: Basic, a space, and NAME:PASSWORD in base64.",
        zh: "用户名或密码不对。字段的写法是：Authorization: Basic 加一个空格，再加上“用户名:密码”的 base64 编码。"),
      fields: [("WWW-Authenticate", challenge)])
  }

  static let notYours = WebRefusal(
    403,
    Phrase(en: "You are logged in, and this mailbox is another user's.", zh: "你已登录，但这是别人的邮箱。"))

  // MARK: The server's own trouble

  static let broken = WebRefusal(
    500, Phrase(en: "The mailbox cannot be read.", zh: "无法读取邮箱。"))
  static let busy = WebRefusal(
    503,
    Phrase(
      en: "Too much is on its way to readers already. Try again in a few seconds.",
      zh: "正在传给读者的内容太多，请过几秒再试。"), fields: [("Retry-After", "5")])
}

extension WebRefusal.Link {
  fileprivate static let mailboxes = WebRefusal.Link(
    address: "/", label: Phrase(en: "all mailboxes", zh: "所有邮箱"))

  fileprivate static func list(of user: String) -> WebRefusal.Link {
    WebRefusal.Link(
      address: WebPage.url("/\(user)/"), label: Phrase(en: "\(user)'s mailbox", zh: "\(user) 的邮箱"))
  }
}
