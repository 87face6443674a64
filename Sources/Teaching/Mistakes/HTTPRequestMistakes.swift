import Language
import Protocols
import Transcripts

/// Checks of a typed request line: the column, the rule, and the correct line.
enum HTTPRequestMistakes {
  static func check(_ line: Line, _ context: EventContext) -> Note? {
    if let call = NonSMTPWords.call(in: line, context) { return call }
    guard
      let fault = HTTPRequestFault.first(in: line.octets, example: context.participants.target)
    else { return nil }
    let text: Phrase =
      fault.kind == .mailCommand
      ? .pushAtPull(context.serverName, port: context.serverPort) : .explaining(fault.kind)
    // The right line would be read as a header field of the broken request.
    let goesOn = context.http?.isRequestBroken == true
    return Note(
      .mistake, rule: rule(fault.kind), column: line.column(ofOctet: fault.offset),
      suggestion: fault.right, text: goesOn ? text + .finishFirst : text)
  }

  private static func rule(_ kind: HTTPRequestFault.Kind) -> Rule {
    switch kind {
    case .methodCase, .misspeltMethod: .http("9.1")
    case .missingVersion, .misspeltVersion: .http1("2.3")
    case .otherVersion: Rule("RFC 9113", "4.1")
    case .relativeTarget, .missingTarget, .spaceInTarget: .http1("3.2")
    case .targetBeyondASCII: Rule("RFC 3986", "2.1")
    default: .http1("3")
    }
  }
}

extension Phrase {
  fileprivate static func pushAtPull(_ host: String, port: Int) -> Phrase {
    let host = host.isEmpty ? "…" : host
    return Phrase(
      en:
        "That is SMTP, which pushes mail: on port 25, where the server speaks first (telnet \(host) 25). This is HTTP, port \(port): the client speaks first, and asks for an object.",
      zh:
        "这是 SMTP 命令，用来“推”邮件：在 25 端口，由服务器先发言（telnet \(host) 25）。这里是 HTTP，\(port) 端口：由客户端先发言，请求对象。")
  }

  fileprivate static let finishFirst = Phrase(
    en:
      " This line has gone out already: first finish the request with an empty line (expect 400), then ask again.",
    zh: "这一行已经发出：先用空行结束这个请求（会得到 400），再重新请求。")

  fileprivate static func explaining(_ kind: HTTPRequestFault.Kind) -> Phrase {
    switch kind {
    case .slip(let trap): .explaining(trap)
    case .fieldFirst:
      Phrase(
        en: "A header field belongs after a request line; a request begins with GET.",
        zh: "首部字段要写在请求行之后；请求以 GET 那一行开头。")
    case .fullWidth: .fullWidthInHTTP
    case .lineEndTyped: .explaining(.literalBackslashRN)
    case .leadingSpace:
      Phrase(en: "There must be no space before the method.", zh: "方法前面不应有空格。")
    case .extraSpace:
      Phrase(
        en: "There is one space between method, target and version, and none at the end.",
        zh: "方法、目标、版本之间各有一个空格，行末没有空格。")
    case .spaceInTarget:
      Phrase(
        en: "A target cannot have a space in it, because a space ends it: write %20 instead.",
        zh: "目标里不能有空格，因为空格表示目标到此为止：空格写成 %20。")
    case .misspeltMethod:
      Phrase(en: "No method has this name.", zh: "没有叫这个名字的方法。")
    case .methodCase:
      Phrase(
        en: "Methods are case-sensitive: write it in capitals.", zh: "方法区分大小写：要用大写字母。")
    case .missingTarget:
      Phrase(
        en: "Which object? After the method comes its path; / is the site's first page.",
        zh: "请求哪个对象？方法后面要写它的路径；/ 表示网站首页。")
    case .missingVersion:
      Phrase(
        en:
          "The version is missing. Without it this is an HTTP/0.9 request (1991), which has no header and no status.",
        zh: "缺少版本。没有版本就成了 HTTP/0.9（1991 年）的请求：没有首部，也没有状态码。")
    case .misspeltVersion:
      Phrase(
        en: "The version is written HTTP/1.1: capitals, a slash, a dot.",
        zh: "版本要写成 HTTP/1.1：大写字母、斜杠、点。")
    case .otherVersion:
      Phrase(
        en: "HTTP/2 and HTTP/3 send binary frames, not lines; by hand, use HTTP/1.1.",
        zh: "HTTP/2 和 HTTP/3 发送二进制帧，不是文本行；手动对话要用 HTTP/1.1。")
    case .relativeTarget:
      Phrase(
        en: "A target begins with a slash: it is the path from the site's root.",
        zh: "目标以斜杠开头：它是从网站根目录算起的路径。")
    case .targetBeyondASCII:
      Phrase(
        en: "A target is ASCII: any other octet is written as % and two hexadecimal digits.",
        zh: "目标只能用 ASCII：其他字节要写成 % 加两位十六进制数。")
    case .mailCommand, .other:
      Phrase(
        en: "A request line is a method, a target and the version, one space between them.",
        zh: "请求行由方法、目标和版本组成，中间各有一个空格。")
    }
  }

  static let fullWidthInHTTP = Phrase(
    en:
      "A full-width character from an input method; HTTP's own words are ASCII. Switch the input method to English.",
    zh: "这是输入法打出的全角字符；HTTP 的格式字符都是半角 ASCII。请切换到英文输入法。")
}
