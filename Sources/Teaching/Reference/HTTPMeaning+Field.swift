import Language
import Protocols

extension HTTPMeaning {
  /// Fields about the two sides, and about where the message ends.
  static func framing(_ name: String) -> SourcedPhrase? {
    switch name {
    case "host":
      sourced(
        .http("7.2"),
        en: "The host whose page is wanted; one address may serve many. HTTP/1.1 requires it.",
        zh: "要访问的主机名：一个地址上可以有许多网站。HTTP/1.1 必须有它。")
    case "content-length":
      sourced(
        .http("8.6"),
        en: "The content's length in octets: this tells the receiver where it ends.",
        zh: "内容的字节数：接收方据此知道内容在哪里结束。")
    case "content-type":
      sourced(
        .http("8.3"),
        en: "What the content is, such as text/html or image/png: a MIME type, as in mail.",
        zh: "内容的类型，例如 text/html、image/png：与邮件一样是 MIME 类型。")
    case "content-encoding":
      sourced(
        .http("8.4"),
        en: "How the content was compressed, such as gzip.",
        zh: "内容的压缩方式，例如 gzip。")
    case "content-language":
      sourced(
        .http("8.5"),
        en: "The language the content is written in.",
        zh: "内容所用的自然语言。")
    case "content-location":
      sourced(
        .http("8.7"),
        en: "The address of just this version of the object.",
        zh: "对象这一版本自己的地址。")
    case "transfer-encoding":
      sourced(
        .http1("6.1"),
        en: "How the content is sent; chunked means in counted pieces, the last one empty.",
        zh: "内容的传输方式；chunked 表示分块发送，以空块结束。")
    case "trailer":
      sourced(
        .http("6.6.2"),
        en: "Which header fields come after the content.",
        zh: "哪些首部字段放在内容之后。")
    case "te":
      sourced(
        .http("10.1.4"),
        en: "Which transfer encodings the client can read.",
        zh: "客户端能读哪些传输编码。")
    case "connection":
      sourced(
        .http("7.6.1"),
        en:
          "What happens to the connection: close ends it after this response, keep-alive keeps it open.",
        zh: "连接的去留：close 表示本次响应后关闭，keep-alive 表示保持。")
    case "keep-alive":
      sourced(
        .http1("C.2.2"),
        en: "How long, or for how many requests, the connection stays open.",
        zh: "连接保持多久，或还能用于多少个请求。")
    case "date":
      sourced(
        .http("6.6.1"),
        en: "When this message was created.",
        zh: "报文产生的时间。")
    case "server":
      sourced(
        .http("10.2.4"),
        en: "The server's software.",
        zh: "服务器所用的软件。")
    case "user-agent":
      sourced(
        .http("10.1.5"),
        en: "The client's software, such as the browser.",
        zh: "客户端所用的软件，例如浏览器。")
    case "location":
      sourced(
        .http("10.2.2"),
        en: "Where to go on: the new address.",
        zh: "下一步该去的新地址。")
    case "allow":
      sourced(
        .http("10.2.1"),
        en: "The methods that work on this object.",
        zh: "该对象可用的方法。")
    case "retry-after":
      sourced(
        .http("10.2.3"),
        en: "How long to wait before asking again.",
        zh: "多久之后再来请求。")
    case "expect":
      sourced(
        .http("10.1.1"),
        en: "What the client waits for before it sends the content, such as 100-continue.",
        zh: "客户端发送内容之前的要求，例如 100-continue。")
    case "referer":
      sourced(
        .http("10.1.3"),
        en: "The page that led here.",
        zh: "从哪个页面来到这里。")
    case "upgrade":
      sourced(
        .http("7.8"),
        en: "Another protocol that could be used on this connection.",
        zh: "这个连接上可以改用的另一种协议。")
    case "via":
      sourced(
        .http("7.6.3"),
        en: "The proxies it passed through, like Received in mail.",
        zh: "途经的代理：类似邮件首部的 Received。")
    default: nil
    }
  }

  /// Fields about the version and part of the object, and conditions.
  static func negotiation(_ name: String) -> SourcedPhrase? {
    switch name {
    case "content-range":
      sourced(
        .http("14.4"),
        en: "Which part of the object follows, and how long the whole is.",
        zh: "随后发送的是对象的哪一部分，以及总长度。")
    case "last-modified":
      sourced(
        .http("8.8.2"),
        en: "When the object was last changed.",
        zh: "对象最后一次修改的时间。")
    case "etag":
      sourced(
        .http("8.8.3"),
        en: "A mark for this version of the object: a different mark means different content.",
        zh: "对象这一版本的标记：标记不同，内容就不同。")
    case "if-match":
      sourced(
        .http("13.1.1"),
        en: "Do it only if the object still has this ETag.",
        zh: "仅当对象的 ETag 仍是这个时才执行。")
    case "if-none-match":
      sourced(
        .http("13.1.2"),
        en: "Send it only if the ETag has changed; otherwise 304 is enough.",
        zh: "仅当 ETag 已变时才发送对象，否则返回 304 即可。")
    case "if-modified-since":
      sourced(
        .http("13.1.3"),
        en: "Send it only if it was changed after this time; otherwise 304 is enough.",
        zh: "仅当对象在此时间之后修改过才发送，否则返回 304 即可。")
    case "if-unmodified-since":
      sourced(
        .http("13.1.4"),
        en: "Do it only if the object was not changed after this time.",
        zh: "仅当对象在此时间之后没有修改过才执行。")
    case "if-range":
      sourced(
        .http("13.1.5"),
        en: "Send the part only if the object is still the same; otherwise all of it.",
        zh: "对象没变就只发所要的部分，否则发送全部。")
    case "range":
      sourced(
        .http("14.2"),
        en: "Only this part of the object is wanted.",
        zh: "只要对象的这一部分。")
    case "accept-ranges":
      sourced(
        .http("14.3"),
        en: "Whether the server can send parts of an object.",
        zh: "服务器能否只发送对象的一部分。")
    case "accept":
      sourced(
        .http("12.5.1"),
        en: "The types of content the client can use.",
        zh: "客户端能接受的内容类型。")
    case "accept-encoding":
      sourced(
        .http("12.5.3"),
        en: "The compressions the client can undo.",
        zh: "客户端能解开的压缩方式。")
    case "accept-language":
      sourced(
        .http("12.5.4"),
        en: "The languages the client prefers.",
        zh: "客户端偏好的自然语言。")
    case "vary":
      sourced(
        .http("12.5.5"),
        en: "Which fields of the request this response depends on; caches need it.",
        zh: "该响应取决于请求的哪些首部字段，供缓存判断。")
    case "cache-control":
      sourced(
        Rule("RFC 9111", "5.2"),
        en: "Who may keep a copy of it, and for how long.",
        zh: "谁可以缓存副本，能缓存多久。")
    case "age":
      sourced(
        Rule("RFC 9111", "5.1"),
        en: "How many seconds it has been in a cache.",
        zh: "它在缓存中已经存放了多少秒。")
    case "expires":
      sourced(
        Rule("RFC 9111", "5.3"),
        en: "When the copy becomes too old.",
        zh: "副本何时过期。")
    default: nil
    }
  }

  /// Fields about the visitor, and about protection.
  static func guarding(_ name: String) -> SourcedPhrase? {
    switch name {
    case "authorization":
      sourced(
        .http("11.6.2"),
        en:
          "The client's proof of who it is: a secret. After Basic comes NAME:PASSWORD in base64, which hides nothing.",
        zh: "客户端证明身份的凭据，属于机密。Basic 后面是用户名、半角冒号、密码连在一起的 base64 编码，并不是加密。")
    case "www-authenticate":
      sourced(
        .http("11.6.1"),
        en:
          "How the client must log in. For Basic it sends Authorization: Basic and NAME:PASSWORD in base64.",
        zh: "客户端应以何种方式登录。若为 Basic，就用 Authorization: Basic 加上用户名、半角冒号、密码连在一起的 base64 编码来回答。")
    case "cookie":
      sourced(
        Rule("RFC 6265", "4.2"),
        en:
          "What the server asked to get back: this is how HTTP, which is stateless, recognises a visitor.",
        zh: "服务器先前要求带回的数据：HTTP 是无状态的，靠它认出访客。")
    case "set-cookie":
      sourced(
        Rule("RFC 6265", "4.1"),
        en: "Data that the client should send back with each later request.",
        zh: "要客户端在以后每次请求中带回的数据。")
    case "content-security-policy":
      sourced(
        Rule("W3C Content Security Policy"),
        en: "What the page may load and run; a guard against hostile content.",
        zh: "页面可以加载和运行什么，用来防范恶意内容。")
    case "x-content-type-options":
      sourced(
        Rule("WHATWG Fetch"),
        en: "nosniff: the browser must trust Content-Type and not guess.",
        zh: "nosniff 表示浏览器必须以 Content-Type 为准，不得猜测。")
    case "x-frame-options":
      sourced(
        Rule("WHATWG HTML"),
        en: "Whether other sites may show the page inside a frame.",
        zh: "其他网站能否把该页面嵌在框架中。")
    case "referrer-policy":
      sourced(
        Rule("W3C Referrer Policy"),
        en: "How much the browser tells other sites about where it came from.",
        zh: "浏览器可以向其他网站透露多少来源信息。")
    case "strict-transport-security":
      sourced(
        Rule("RFC 6797", "6.1"),
        en: "From now on the browser must use HTTPS for this host.",
        zh: "今后浏览器必须用 HTTPS 访问该主机。")
    case "content-disposition":
      sourced(
        Rule("RFC 6266", "4"),
        en: "Whether to show the content or to save it, and under which name.",
        zh: "内容是直接显示还是保存为文件，以及文件名。")
    default: nil
    }
  }
}
