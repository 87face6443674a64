import Language
import Protocols
import Transcripts

/// Checks of the lines of a request's header, and of what the whole header lacks.
enum HTTPFieldMistakes {
  static func check(_ line: Line, _ context: EventContext) -> Note? {
    let fault = HTTPFieldFault.first(in: line.octets) { HTTPMeaning.field($0) != nil }
    return fault.map { fault in
      Note(
        .mistake, rule: rule(fault.kind), column: line.column(ofOctet: fault.offset),
        suggestion: fault.right ?? example(fault.kind, line, context),
        text: .explaining(fault.kind, isRecordedByClient: context.isRecordedByClient))
    }
  }

  /// For a line without a correct form: a field that every request needs. None for a misplaced
  /// request, and none for a line that may hold a secret, which is not repeated.
  private static func example(_ kind: HTTPFieldFault.Kind, _ line: Line, _ context: EventContext)
    -> String?
  {
    switch kind {
    case .requestInside, .dot, .mailCommand: nil
    default: TypedSecret.mayStand(in: line.octets) ? nil : host(context)
    }
  }

  private static func rule(_ kind: HTTPFieldFault.Kind) -> Rule {
    switch kind {
    case .requestInside, .dot, .mailCommand: .http1("2.1")
    case .spaceBeforeColon: .http1("5.1")
    case .folded: .http1("5.2")
    default: .http1("5")
    }
  }

  /// At the empty line. RFC 9112 §3.2 requires Host in HTTP/1.1; HTTP/1.0 did not have it.
  static func atEnd(_ fields: [HTTPField], bodyEnd: HTTPBodyEnd, _ context: EventContext) -> [Note]
  {
    [hostNote(fields, context), bodyNote(fields, bodyEnd, context)].compactMap { $0 }
  }

  private static func hostNote(_ fields: [HTTPField], _ context: EventContext) -> Note? {
    let hosts = fields.filter { $0.name.lowercased() == "host" }
    if hosts.count > 1 {
      return Note(
        .mistake, rule: .http1("3.2"), column: 1, suggestion: host(context), text: .severalHosts)
    }
    // After a broken request line, one note is enough.
    guard hosts.isEmpty, let asked = context.http?.requestLine, asked.version != "HTTP/1.0" else {
      return nil
    }
    return Note(
      .mistake, rule: .http1("3.2"), column: 1, suggestion: host(context), text: .hostMissing)
  }

  /// Tells whether the body is typed next, or another request.
  private static func bodyNote(
    _ fields: [HTTPField], _ end: HTTPBodyEnd, _ context: EventContext
  ) -> Note? {
    guard context.isTyped else { return nil }
    switch end {
    case .contentLength(let count) where count > 0:
      return Note(.reply, rule: .http1("6.2"), isRemark: true, text: .typeBody(count))
    case .chunked: return Note(.reply, rule: .http1("7.1"), isRemark: true, text: .typeChunks)
    case .none where ["POST", "PUT", "PATCH"].contains(context.http?.requestLine?.method ?? ""):
      return Note(.mistake, rule: .http1("6.3"), isRemark: true, text: .noBody)
    default: return nil
    }
  }

  private static func host(_ context: EventContext) -> String {
    "Host: \(context.serverName)"
  }
}

extension Phrase {
  fileprivate static func explaining(
    _ kind: HTTPFieldFault.Kind, isRecordedByClient: Bool
  ) -> Phrase {
    switch kind {
    case .requestInside:
      Phrase(
        en:
          "The server takes this for a header line, because the request before it has no empty line yet. Press Enter on an empty line first.",
        zh: "这一行会被当作首部：前一个请求还没有用空行结束。请先输入一个空行（直接按回车）。")
    case .dot:
      Phrase(
        en: "A dot ends an SMTP message. A request's header ends with an empty line.",
        zh: "单独的句点结束的是 SMTP 的邮件。HTTP 请求的首部用空行结束。")
    case .mailCommand where !isRecordedByClient:
      Phrase(
        en: "That is an SMTP command, which HTTP does not have: an empty line ends the request.",
        zh: "这是 SMTP 命令，HTTP 里没有：用空行结束请求。")
    case .mailCommand:
      Phrase(
        en:
          "That is an SMTP command, which HTTP does not have: an empty line ends the request, and :drop leaves.",
        zh: "这是 SMTP 命令，HTTP 里没有：用空行结束请求；要离开就用 :drop。")
    case .fullWidth: .fullWidthInHTTP
    case .lineEndTyped: .explaining(.literalBackslashRN)
    case .spaceBeforeColon:
      Phrase(
        en: "No space is allowed between a field's name and its colon; a server answers 400.",
        zh: "字段名和冒号之间不能有空格；服务器会返回 400。")
    case .missingColon:
      Phrase(en: "A colon is missing after the field's name.", zh: "字段名后面缺少冒号。")
    case .folded:
      Phrase(
        en:
          "A line that begins with a space continues the field before it; a server may refuse that with 400.",
        zh: "以空格开头的行是上一个字段的续行；服务器可以返回 400 拒绝。")
    case .other:
      Phrase(
        en: "A header field is a name, a colon and a value. An empty line ends the header.",
        zh: "首部字段是名称、冒号和值。用一个空行结束首部。")
    }
  }

  fileprivate static let hostMissing = Phrase(
    en: "HTTP/1.1 requires Host: one address may serve many sites. The server answers 400.",
    zh: "HTTP/1.1 要求有 Host：一个地址可能有多个网站。服务器会返回 400。")
  fileprivate static let severalHosts = Phrase(
    en: "Host is here more than once, so nobody knows which one is meant. The server answers 400.",
    zh: "Host 出现了不止一次，不知道以哪个为准。服务器会返回 400。")
  fileprivate static func typeBody(_ count: Int) -> Phrase {
    Phrase(
      en:
        "Now the body: exactly \(count) octets, as Content-Length says. Each line you type counts two more, for its CR LF.",
      zh: "现在输入正文：正好 \(count) 个字节，与 Content-Length 一致。每输入一行，行末的 CR LF 也算两个字节。")
  }
  fileprivate static let typeChunks = Phrase(
    en:
      "Now the body, in chunks: a length in hexadecimal, then that many octets; 0 and an empty line end it.",
    zh: "现在分块输入正文：先是十六进制长度，再是相应个数的字节；用 0 和一个空行结束。")
  fileprivate static let noBody = Phrase(
    en:
      "Without Content-Length this request has no body: what you type next is taken for another request.",
    zh: "没有 Content-Length，这个请求就没有正文：接下来输入的内容会被当作另一个请求。")
}
