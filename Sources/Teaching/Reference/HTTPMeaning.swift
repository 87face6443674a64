import Language
import Protocols

/// What the lines of an HTTP message mean, for the comparison with SMTP (RFC 9110).
package enum HTTPMeaning {
  /// The status code; an unknown one means at least what its class means (RFC 9110 §15).
  /// `nil` for a number that is not a status code.
  package static func status(_ code: Int) -> SourcedPhrase? {
    known(code) ?? statusClass(code)
  }

  /// Its meaning as the answer to this request; `nil` for a line that is not a request line.
  static func status(_ code: Int, to request: HTTPRequestLine?) -> SourcedPhrase? {
    switch (code, request?.method) {
    case (200, "HEAD"):
      sourced(
        .http("9.3.2"),
        en: "Success: the header that GET would get follows, without the object.",
        zh: "成功：后面只有首部，与用 GET 去取时相同，不带对象。")
    case (400, nil):
      sourced(
        .http("15.5.1"),
        en: "The server does not understand what was sent; if that was a request, check its first "
          + "line.",
        zh: "服务器看不懂收到的内容；如果发的是请求，请检查它的第一行。")
    default: status(code)
    }
  }

  /// Whether the code has its own meaning here, beyond its class.
  package static func isRegistered(_ code: Int) -> Bool { known(code) != nil }

  /// The meaning of the first digit. `nil` for a number that is not a status code.
  package static func statusClass(_ code: Int) -> SourcedPhrase? {
    switch code / 100 {
    case 1:
      sourced(
        .http("15.2"),
        en: "Preliminary: the final response is still to come.",
        zh: "初步响应：最终的响应还在后面。")
    case 2:
      sourced(
        .http("15.3"),
        en: "Success: the request was understood and carried out.",
        zh: "成功：请求已被理解并执行。")
    case 3:
      sourced(
        .http("15.4"),
        en: "Redirection: the client has one more step to take.",
        zh: "重定向：客户端还要再做一步。")
    case 4:
      sourced(
        .http("15.5"),
        en: "Client error: something is wrong with the request.",
        zh: "客户端错误：请求有问题。")
    case 5:
      sourced(
        .http("15.6"),
        en: "Server error: the request may be right, but the server failed.",
        zh: "服务器错误：请求也许没错，但服务器没能完成。")
    default: nil
    }
  }

  /// Methods are case-sensitive (RFC 9110 §9.1).
  package static func method(_ name: String) -> SourcedPhrase? {
    switch name {
    case "GET":
      sourced(
        .http("9.3.1"),
        en: "Fetch an object: HTTP's pull.",
        zh: "取一个对象，这就是 HTTP 的“拉”。")
    case "HEAD":
      sourced(
        .http("9.3.2"),
        en: "Like GET, but the server sends the header only.",
        zh: "与 GET 相同，但服务器只发首部。")
    case "POST":
      sourced(
        .http("9.3.3"),
        en: "Hand data to the server, such as a filled-in form.",
        zh: "把数据交给服务器处理，例如填好的表单。")
    case "PUT":
      sourced(
        .http("9.3.4"),
        en: "Put an object at this URL, in place of what was there.",
        zh: "把一个对象放到这个 URL，替换原有内容。")
    case "DELETE":
      sourced(
        .http("9.3.5"),
        en: "Delete the object at this URL.",
        zh: "删除这个 URL 上的对象。")
    case "PATCH":
      sourced(
        Rule("RFC 5789", "2"),
        en: "Change a part of the object at this URL.",
        zh: "修改这个 URL 上对象的一部分。")
    case "CONNECT":
      sourced(
        .http("9.3.6"),
        en: "Ask a proxy for a tunnel to another server.",
        zh: "请代理建立通往另一台服务器的隧道。")
    case "OPTIONS":
      sourced(
        .http("9.3.7"),
        en: "Ask what can be done with this object.",
        zh: "询问对该对象可以使用哪些方法。")
    case "TRACE":
      sourced(
        .http("9.3.8"),
        en: "Have the server send the request back, to see what arrived.",
        zh: "请服务器把收到的请求原样送回，用于检查。")
    default: nil
    }
  }

  /// Field names are case-insensitive (RFC 9110 §5.1).
  package static func field(_ name: String) -> SourcedPhrase? {
    let name = name.lowercased()
    return framing(name) ?? negotiation(name) ?? guarding(name)
  }
}
