import Protocols

/// What is said of a response that breaks HTTP.
extension Note {
  static let noField = Note(
    .reply, rule: .http1("5"), isRemark: true,
    text: Phrase(
      en: "This line is no header field: one is a name, a colon and a value.",
      zh: "这一行不是首部字段：字段由名称、冒号和值组成。"))
  static let noChunk = Note(
    .reply, rule: .http1("7.1"),
    text: Phrase(
      en:
        "The chunks are broken here: a hexadecimal length, a line end, so many octets and a line end make one.",
      zh: "分块格式在这里出错：一块由十六进制长度、行结束符、相应个数的字节和行结束符组成。"))
  static let brokenLength = Note(
    .reply, rule: .http1("6.3"),
    text: Phrase(
      en:
        "Content-Length is no single number, so nobody knows where the body ends; a browser would close the connection.",
      zh: "Content-Length 不是一个确定的数字，无法知道正文在哪里结束；浏览器会关闭连接。"))
  static let lengthAndChunks = Note(
    .reply, rule: .http1("6.3"), isRemark: true,
    text: Phrase(
      en:
        "Content-Length beside chunks: the chunks count, and such a response is suspect (smuggling).",
      zh: "同时给出 Content-Length 和分块编码：以分块为准，这种响应很可疑（走私攻击）。"))

  static func incomplete(_ left: Int?) -> Note {
    Note(
      .transport, rule: .http1("8"),
      text: left.map {
        Phrase(
          en: "The connection ended inside the body: \($0) octets that were promised did not come.",
          zh: "连接在正文中间断开：说好的内容还差 \($0) 个字节。")
      }
        ?? Phrase(
          en: "The connection ended inside the response: it is not whole.",
          zh: "连接在响应中间断开：响应不完整。"))
  }
}
