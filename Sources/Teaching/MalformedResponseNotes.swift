import Language
import Protocols

/// Notes on a response that breaks HTTP's rules.
extension Note {
  static func noField(_ line: Line) -> Note {
    let name = line.octets.prefix(while: \.isTokenCharacter)
    let rest = line.octets[name.endIndex...].drop { $0 == .space || $0 == .tab }
    let isSpaced = !name.isEmpty && rest.first == UInt8(ascii: ":")
    return Note(
      .reply, rule: .http1(isSpaced ? "5.1" : "5"), isRemark: true,
      text: isSpaced
        ? Phrase(
          en:
            "There is a space before the colon. Programs read such a field in different ways, and attackers use that (smuggling).",
          zh: "冒号前面有空格：不同程序对这种字段的理解不一致，可能被人利用（请求走私攻击）。")
        : Phrase(
          en: "This line is not a header field, which is a name, a colon and a value.",
          zh: "这一行不是首部字段：字段由名称、冒号和值组成。"))
  }
  static let folded = Note(
    .reply, rule: .http1("5.2"), isRemark: true,
    text: Phrase(
      en:
        "It begins with a space, so it continues the field above. HTTP has given this up; mail still folds lines this way.",
      zh: "以空格开头：它是上一个字段的续行。HTTP 已废弃这种写法，邮件首部仍这样折行。"))

  /// `nil` where it was said before.
  static func noStatusLine(_ line: Line, _ stray: HTTPStrayLine) -> Note? {
    guard stray.isFirst else { return nil }
    if stray.isSurplus { return Note(.reply, rule: .http1("6.3"), text: .surplus) }
    let digits = line.octets.prefix(3)
    let isReply =
      digits.count == 3 && digits.allSatisfy(\.isDigit)
      && [.space, UInt8(ascii: "-")].contains(line.octets.dropFirst(3).first)
    let other = isReply ? "SMTP" : MalformedReplyNotes.otherProtocol(line.octets)
    // A line that begins like HTTP is HTTP, even if it is not a status line.
    if let other, other != "HTTP" {
      return Note(.reply, rule: .http1("4"), text: .otherServer(other))
    }
    if stray.answersSimpleRequest {
      return Note(.reply, rule: Rule("RFC 1945", "6"), text: .simpleResponse)
    }
    return Note(.reply, rule: .http1("4"), text: .noStatusLine)
  }

  static func unfinished(_ left: Int?) -> Note {
    Note(
      .transport, rule: .http1("2.1"),
      text: left.map {
        Phrase(
          en: "The request was incomplete: \($0) octets of its body were missing.",
          zh: "请求没有发完：正文还差 \($0) 个字节。")
      }
        ?? Phrase(
          en:
            "The request was incomplete: without the empty line at its end, the server keeps waiting.",
          zh: "请求没有发完：末尾缺少空行，服务器会一直等下去。"))
  }

  static func unanswered(_ count: Int) -> Note {
    Note(
      .transport, rule: .http1("9.3.1"),
      text: Phrase(
        en:
          "Requests without a response when the connection ended: \(count). It is not known whether they were carried out.",
        zh: "连接结束时，还有 \(count) 个请求没有得到响应。它们是否已被执行，无从知道。"))
  }

  static let noChunk = Note(
    .reply, rule: .http1("7.1"),
    text: Phrase(
      en:
        "The chunks are broken here: each is a hexadecimal length, a line end, that many octets, and a line end.",
      zh: "分块格式在这里出错：一块由十六进制长度、行结束符、相应个数的字节和行结束符组成。"))
  static let brokenLength = Note(
    .reply, rule: .http1("6.3"),
    text: Phrase(
      en:
        "Content-Length is not one number, so nobody knows where the body ends; a browser would close the connection.",
      zh: "Content-Length 不是一个确定的数字，无法知道正文在哪里结束；浏览器会关闭连接。"))
  static let lengthAndChunks = Note(
    .reply, rule: .http1("6.3"), isRemark: true,
    text: Phrase(
      en:
        "Content-Length together with chunks: the chunks decide, and such a response is suspicious (smuggling).",
      zh: "同时给出 Content-Length 和分块编码：以分块为准，这种响应很可疑（请求走私攻击）。"))

  static func incomplete(_ left: Int?) -> Note {
    Note(
      .transport, rule: .http1("8"),
      text: left.map {
        Phrase(
          en:
            "The connection ended in the middle of the body: \($0) octets that were promised did not come.",
          zh: "连接在正文中间断开：内容还差 \($0) 个字节（按首部声明的长度）。")
      }
        ?? Phrase(
          en: "The connection ended in the middle of the response: it is incomplete.",
          zh: "连接在响应中间断开：响应不完整。"))
  }
}

extension Phrase {
  fileprivate static let noStatusLine = Phrase(
    en:
      "This is not an HTTP response: a response begins with the version and a status, as in HTTP/1.1 200 OK.",
    zh: "这不是 HTTP 响应：响应以版本和状态码开头，例如 HTTP/1.1 200 OK。")
  fileprivate static let surplus = Phrase(
    en:
      "More octets came than the header said, or than such a response may have: they belong to no response.",
    zh: "收到的字节比首部声明的多，或者这种响应本不该带内容：多出的部分不属于任何响应。")
  fileprivate static let simpleResponse = Phrase(
    en:
      "No status line and no header: your request named no version, so the server answers as HTTP/0.9 did, with just the object.",
    zh: "没有状态行，也没有首部：你的请求没有写版本，服务器就按 HTTP/0.9 的方式只发对象。")
  fileprivate static func otherServer(_ name: String) -> Phrase {
    name == "SMTP"
      ? Phrase(
        en:
          "This is not an HTTP response. It looks like SMTP: a mail server listens here, and it speaks first. Connect with --dialect smtp.",
        zh: "这不是 HTTP 响应，看上去是 SMTP：监听这里的是邮件服务器，由它先发言。连接时请加 --dialect smtp。")
      : Phrase(
        en:
          "This is not an HTTP response. It looks like \(name): another kind of server listens on this port.",
        zh: "这不是 HTTP 响应，看上去是 \(name)：监听这个端口的是另一种服务器。")
  }
}
