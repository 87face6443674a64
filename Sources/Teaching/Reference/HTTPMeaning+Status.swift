import Language
import Protocols

extension HTTPMeaning {
  static func known(_ code: Int) -> SourcedPhrase? {
    informed(code) ?? clientFault(code) ?? serverFault(code)
  }

  /// 1xx to 3xx: no fault on either side.
  private static func informed(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 100:
      sourced(
        .http("15.2.1"),
        en: "Go on: the server is ready for the request's content.",
        zh: "请继续：服务器已准备好接收请求的内容。")
    case 101:
      sourced(
        .http("15.2.2"),
        en: "The server switches: after this header another protocol is used on this connection.",
        zh: "服务器切换协议：这个首部之后，连接上改用另一种协议。")
    case 200:
      sourced(
        .http("15.3.1"),
        en: "Success: the object that was asked for follows.",
        zh: "成功：所请求的对象就在后面。")
    case 201:
      sourced(
        .http("15.3.2"),
        en: "Success: something new was created; Location may say where.",
        zh: "成功：新的资源已创建，位置可能写在 Location 中。")
    case 202:
      sourced(
        .http("15.3.3"),
        en: "The request was accepted, but the work is not done yet.",
        zh: "请求已接受，但尚未处理完。")
    case 204:
      sourced(
        .http("15.3.5"),
        en: "Success, and there is nothing to send: the response has no content.",
        zh: "成功，但没有内容可发：响应不带内容。")
    case 206:
      sourced(
        .http("15.3.7"),
        en: "Success: only the part of the object that Range asked for follows.",
        zh: "成功：只发 Range 所请求的那一部分。")
    case 300:
      sourced(
        .http("15.4.1"),
        en: "There are several versions of the object; the client may choose one.",
        zh: "该对象有几个版本，客户端可以选一个。")
    case 301:
      sourced(
        .http("15.4.2"),
        en: "The object has moved for good; ask at the address in Location, now and later.",
        zh: "对象已永久迁移：现在和以后都请到 Location 给出的地址去取。")
    case 302:
      sourced(
        .http("15.4.3"),
        en: "The object is elsewhere for now; ask at the address in Location this time.",
        zh: "对象暂时在别处：这一次请到 Location 给出的地址去取。")
    case 303:
      sourced(
        .http("15.4.4"),
        en: "The answer is elsewhere; fetch it with GET at the address in Location.",
        zh: "结果在别处：请用 GET 到 Location 给出的地址去取。")
    case 304:
      sourced(
        .http("15.4.5"),
        en: "Not changed since you last fetched it: use your own copy. The response has no "
          + "content.",
        zh: "自上次取得后没有改变：请用你缓存的副本。响应不带内容。")
    case 307:
      sourced(
        .http("15.4.8"),
        en: "The object is elsewhere for now; repeat the request there, with the same method.",
        zh: "对象暂时在别处：请用同样的方法到那里重新请求。")
    case 308:
      sourced(
        .http("15.4.9"),
        en: "The object has moved for good; repeat the request there, with the same method.",
        zh: "对象已永久迁移：请用同样的方法到那里重新请求。")
    default: nil
    }
  }

  /// 4xx.
  private static func clientFault(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 400:
      sourced(
        .http("15.5.1"),
        en: "The server does not understand the request. In HTTP/1.1, check that it has a Host "
          + "line.",
        zh: "服务器看不懂请求。如果是 HTTP/1.1 请求，请检查有没有 Host 行。")
    case 401:
      sourced(
        .http("15.5.2"),
        en: "Log in first: WWW-Authenticate says how.",
        zh: "需要先登录：方式见 WWW-Authenticate。")
    case 403:
      sourced(
        .http("15.5.4"),
        en: "The server understood, but does not allow it. Repeating it does not help.",
        zh: "服务器看懂了，但不允许你访问。重复请求也没有用。")
    case 404:
      sourced(
        .http("15.5.5"),
        en: "There is no such object on this server. Check the path.",
        zh: "服务器上没有这个对象。请检查路径。")
    case 405:
      sourced(
        .http("15.5.6"),
        en: "This method does not work on this object; Allow lists those that do.",
        zh: "这个方法不能用于该对象，可用的方法见 Allow。")
    case 406:
      sourced(
        .http("15.5.7"),
        en: "The server has the object, but not in a form that Accept asks for.",
        zh: "服务器有这个对象，但没有 Accept 所要的形式。")
    case 407:
      sourced(
        .http("15.5.8"),
        en: "The proxy in between wants a login first.",
        zh: "中间的代理要求先登录。")
    case 408:
      sourced(
        .http("15.5.9"),
        en: "The server waited too long for the request, and gave up.",
        zh: "服务器等请求等得太久，放弃了。")
    case 409:
      sourced(
        .http("15.5.10"),
        en: "The request conflicts with the object's current state.",
        zh: "请求与对象当前的状态冲突。")
    case 410:
      sourced(
        .http("15.5.11"),
        en: "The object was here once and is gone for good.",
        zh: "该对象曾经在这里，现已永久删除。")
    case 411:
      sourced(
        .http("15.5.12"),
        en: "The server must know how long the content is: add Content-Length.",
        zh: "服务器须知道内容有多长：请加上 Content-Length。")
    case 412:
      sourced(
        .http("15.5.13"),
        en: "A condition of the request, such as If-Match, is not met.",
        zh: "请求所带的条件不成立，例如 If-Match。")
    case 413:
      sourced(
        .http("15.5.14"),
        en: "The request's content is larger than the server accepts.",
        zh: "请求的内容超过了服务器的上限。")
    case 414:
      sourced(
        .http("15.5.15"),
        en: "The URL is longer than the server accepts.",
        zh: "URL 超过了服务器的长度上限。")
    case 415:
      sourced(
        .http("15.5.16"),
        en: "The server does not accept content of this type (Content-Type).",
        zh: "服务器不接受这种类型的内容（Content-Type）。")
    case 416:
      sourced(
        .http("15.5.17"),
        en: "The part that Range asks for does not exist.",
        zh: "Range 所请求的部分不存在。")
    case 417:
      sourced(
        .http("15.5.18"),
        en: "The server cannot do what Expect asks for.",
        zh: "服务器满足不了 Expect 的要求。")
    case 421:
      sourced(
        .http("15.5.20"),
        en: "The request reached a server that is not responsible for this host.",
        zh: "请求发错了服务器：它不负责这个主机名。")
    case 422:
      sourced(
        .http("15.5.21"),
        en: "The content is well-formed, but its meaning is wrong.",
        zh: "内容的格式正确，但含义有误。")
    case 426:
      sourced(
        .http("15.5.22"),
        en: "The server wants another protocol; Upgrade names it.",
        zh: "服务器要求改用另一种协议，名称见 Upgrade。")
    case 428:
      sourced(
        Rule("RFC 6585", "3"),
        en: "The request must carry a condition, such as If-Match.",
        zh: "请求必须带上条件，例如 If-Match。")
    case 429:
      sourced(
        Rule("RFC 6585", "4"),
        en: "Too many requests in a short time. Wait; Retry-After may say how long.",
        zh: "短时间内请求太多。请等一等，时间可能写在 Retry-After 中。")
    case 431:
      sourced(
        Rule("RFC 6585", "5"),
        en: "The request's header is longer than the server accepts.",
        zh: "请求的首部超过了服务器的上限。")
    default: nil
    }
  }

  /// 5xx.
  private static func serverFault(_ code: Int) -> SourcedPhrase? {
    switch code {
    case 500:
      sourced(
        .http("15.6.1"),
        en: "An error inside the server; the request may well be right.",
        zh: "服务器内部出错，请求本身也许没有错。")
    case 501:
      sourced(
        .http("15.6.2"),
        en: "The server does not know this method.",
        zh: "服务器不认识这个方法。")
    case 502:
      sourced(
        .http("15.6.3"),
        en: "The server asked another server for you, and got a bad answer.",
        zh: "服务器替你去问另一台服务器，得到的响应无效。")
    case 503:
      sourced(
        .http("15.6.4"),
        en: "The server is overloaded or under maintenance. Try again later.",
        zh: "服务器过载或正在维护。请稍后再试。")
    case 504:
      sourced(
        .http("15.6.5"),
        en: "The server asked another server for you, and no answer came in time.",
        zh: "服务器替你去问另一台服务器，没有及时收到响应。")
    case 505:
      sourced(
        .http("15.6.6"),
        en: "The server does not support this version of HTTP.",
        zh: "服务器不支持这个 HTTP 版本。")
    default: nil
    }
  }
}
