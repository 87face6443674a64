import Language
import Protocols

/// The meaning of a field's value, where it teaches more than the field's name.
enum HTTPFieldValue {
  static func meaning(of field: HTTPField, from side: Side, _ context: EventContext)
    -> SourcedPhrase?
  {
    switch field.name.lowercased() {
    case "connection": connection([field].connectionOptions, side)
    case "content-type": contentType(field.value)
    case "content-encoding" where ["gzip", "deflate", "br", "zstd"].contains(field.value):
      compressed
    case "www-authenticate" where field.value.lowercased().hasPrefix("basic"): basic
    case "location": location(field.value, context)
    case "etag" where side == .server: condition("If-None-Match", field, "8.8.3")
    case "last-modified": condition("If-Modified-Since", field, "8.8.2")
    case "cache-control": cacheControl(field.value, side)
    case "transfer-encoding" where !endsInChunks(field.value):
      sourced(
        .http1("6.1"),
        en:
          "How the content is encoded. If the last encoding is not chunked, the content ends when the connection does.",
        zh: "内容的编码方式。如果最后一种编码不是 chunked，连接关闭才是内容的结束。")
    default: nil
    }
  }

  /// Its meaning quotes the value.
  static func isQuoted(_ name: String) -> Bool {
    ["etag", "last-modified"].contains(name.lowercased())
  }

  private static func endsInChunks(_ value: String) -> Bool {
    value.lowercased().split { ", \t".contains($0) }.last == "chunked"
  }

  private static func connection(_ options: Set<String>, _ side: Side) -> SourcedPhrase? {
    if options.contains("close") {
      return sourced(
        .http1("9.6"),
        en:
          "close: \(side == .client ? "you ask" : "the server announces") that this response be the last on the connection.",
        zh: side == .client
          ? "close：你要求这次响应之后关闭连接。" : "close：服务器声明这次响应之后关闭连接。")
    }
    if options.contains("keep-alive") {
      return sourced(
        .http1("C.2.2"),
        en:
          "keep-alive: the connection stays open. HTTP/1.1 does this anyway, HTTP/1.0 has to ask.",
        zh: "keep-alive：保持连接。HTTP/1.1 本来就保持，HTTP/1.0 则须明说。")
    }
    guard options.contains("upgrade") else { return nil }
    return sourced(
      .http("7.8"), en: "upgrade: the field Upgrade is about this connection.",
      zh: "upgrade：Upgrade 字段说的就是这个连接。")
  }

  private static func contentType(_ value: String) -> SourcedPhrase? {
    let parts = value.split(separator: ";").map { $0.drop { $0 == " " } }
    let charset = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }
    guard let name = charset?.dropFirst("charset=".count).filter({ $0 != "\"" }), !name.isEmpty,
      name.utf8.count <= 40
    else { return nil }
    guard name.lowercased() != "utf-8", name.lowercased() != "us-ascii" else {
      return sourced(
        .http("8.3.2"),
        en: "The content's type, and how its text is encoded: \(name.uppercased()).",
        zh: "内容的类型，以及文字的编码：\(name.uppercased())。")
    }
    return sourced(
      .http("8.3.2"),
      en:
        "Its text is encoded in \(name): a browser converts it; here octets that are not UTF-8 are shown as \\xNN.",
      zh: "文字用 \(name) 编码：浏览器会转换；在这里，不合 UTF-8 的字节显示为 \\xNN。")
  }

  private static let compressed = sourced(
    .http("8.4"),
    en: "The content is compressed, so you cannot read it; lengths count the compressed octets.",
    zh: "内容经过压缩，肉眼看不出文字；长度按压缩后的字节数计算。")

  private static let basic = sourced(
    .http("11.6.1"),
    en:
      "Log in with Basic: ask again with Authorization: Basic and user:password in base64. Base64 hides nothing, so this needs TLS.",
    zh: "用 Basic 方式登录：再次请求时加上 Authorization: Basic 和 base64 写的“用户名:密码”。base64 不是加密，需要 TLS 保护。")

  private static func location(_ value: String, _ context: EventContext) -> SourcedPhrase? {
    guard value.utf8.count <= 200, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return nil
    }
    if value.hasPrefix("/"), !value.hasPrefix("//") {
      return sourced(
        .http("10.2.2"), en: "Go on at the same host: GET \(value) HTTP/1.1.",
        zh: "到同一台主机继续取：GET \(value) HTTP/1.1。")
    }
    if value.lowercased().hasPrefix("https://") {
      return sourced(
        .http("10.2.2"),
        en: "The new address is HTTPS: HTTP inside TLS, port 443, which telnet cannot speak.",
        zh: "新地址是 HTTPS：TLS 里的 HTTP，443 端口，telnet 无法直接对话。")
    }
    guard value.lowercased().hasPrefix("http://") else { return nil }
    let rest = value.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let path = rest.dropFirst(authority.count).prefix { $0 != "#" }
    // The part before @ is not a host, even if it looks like one.
    guard !authority.contains("@") else { return nil }
    let isLiteral = authority.hasPrefix("[")
    let end = isLiteral ? authority.firstIndex(of: "]") : authority.firstIndex(of: ":")
    let host = authority[..<(end ?? authority.endIndex)].drop { $0 == "[" }
    let digits = (end.map { authority[$0...] } ?? "").drop { $0 == "]" }
    guard !host.isEmpty, !isLiteral || end != nil, digits.isEmpty || digits.hasPrefix(":"),
      digits.dropFirst().utf8.allSatisfy(\.isDigit), digits.utf8.count <= 6
    else { return nil }
    let port = digits.count > 1 ? String(digits.dropFirst()) : "80"
    return sourced(
      .http("10.2.2"),
      en: "By hand: telnet \(host) \(port), then GET \(path.isEmpty ? "/" : path) HTTP/1.1.",
      zh: "手动去取：telnet \(host) \(port)，然后 GET \(path.isEmpty ? "/" : path) HTTP/1.1。")
  }

  /// A validator, and the condition to send it back in (RFC 9110 §13.1).
  private static func condition(
    _ name: String, _ field: HTTPField, _ section: String
  ) -> SourcedPhrase? {
    guard field.value.utf8.count <= 80,
      field.value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
      let meaning = HTTPMeaning.field(field.name)
    else { return nil }
    let again = Phrase(
      en: " If you ask again with \(name): \(field.value), the server can answer 304.",
      zh: "再次请求时带上 \(name): \(field.value)，服务器就可以返回 304。")
    return (meaning.phrase + again, .http(section))
  }

  private static func cacheControl(_ value: String, _ side: Side) -> SourcedPhrase? {
    guard side == .server else { return nil }
    let words = value.lowercased().split { ", ".contains($0) }
    if words.contains("no-store") {
      return sourced(
        Rule("RFC 9111", "5.2.2.5"), en: "no-store: nobody may keep a copy.",
        zh: "no-store：谁也不得保存副本。")
    }
    if words.contains("no-cache") {
      return sourced(
        Rule("RFC 9111", "5.2.2.4"),
        en: "no-cache: a copy may be kept, but the server must be asked before it is used.",
        zh: "no-cache：可以保存副本，但使用前必须先问服务器。")
    }
    guard let age = words.first(where: { $0.hasPrefix("max-age=") })?.dropFirst(8), !age.isEmpty,
      age.utf8.count < 12, age.utf8.allSatisfy(\.isDigit)
    else { return nil }
    return sourced(
      Rule("RFC 9111", "5.2.2.1"), en: "A copy may be used for \(age) s without asking again.",
      zh: "副本在 \(age) 秒内可以直接使用，不必再问。")
  }
}
