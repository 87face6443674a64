import Protocols
import Transcripts

/// What is said about an HTTP conversation.
enum HTTPNotes {
  static func notes(on finding: HTTPFinding, _ scene: Scene) -> [Note] {
    switch finding {
    case .request(let line): request(line).map { [$0] } ?? []
    case .malformedRequest(let line): [malformed(line)]
    case .field(let field, let side): fieldNote(field, from: side).map { [$0] } ?? []
    case .malformedField(_, let side): side == .client ? [malformedField(scene)] : [.noField]
    case .headEnded(let side, let fields, let end):
      side == .client
        ? hostNote(fields, scene)
        : [lengthNote(fields, end), bodyNote(end)].compactMap { $0 }
    case .status(let line, _): [status(line)]
    case .malformedStatus: [.noStatusLine]
    case .malformedChunk: [.noChunk]
    case .incomplete(let left): [.incomplete(left)]
    case .body, .chunkMark: []
    case .exchange(let exchange): [whole(exchange, scene)]
    }
  }

  private static func request(_ line: HTTPRequestLine) -> Note? {
    if let meaning = HTTPMeaning.method(line.method) {
      return Note(.reply, rule: meaning.rule, isRemark: true, text: meaning.phrase)
    }
    guard HTTPMeaning.method(line.method.uppercased()) != nil else { return nil }
    return Note(
      .mistake, rule: .http("9.1"), column: 1,
      suggestion: "\(line.method.uppercased()) \(line.target) \(line.version)", text: .methodCase)
  }

  private static func status(_ line: HTTPStatusLine) -> Note {
    let meaning = HTTPMeaning.status(line.status) ?? HTTPMeaning.statusClass(line.status)
    return Note(
      .reply, code: line.status, gist: .gist(ofStatus: line.status),
      rule: meaning?.rule ?? .http("15"),
      text: meaning?.phrase ?? .gist(ofStatus: line.status))
  }

  private static func fieldNote(_ field: HTTPField, from side: Side) -> Note? {
    HTTPMeaning.field(field.name).map {
      Note(.reply, rule: $0.rule, isRemark: true, text: $0.phrase)
    }
  }

  private static func malformed(_ line: Line) -> Note {
    let text = line.lossyText
    let word = text.split(separator: " ").first.map(String.init) ?? ""
    if Verb(word.utf8) != nil {
      return Note(.mistake, rule: .http1("3"), column: 1, text: .pushAtPull)
    }
    let isMethod = HTTPMethodAtSMTP.methods.contains(word.uppercased())
    let words = line.octets.split(separator: .space)
    // Only what may stand in a target is put back into one.
    let target = words.count > 1 && words[1].first == UInt8(ascii: "/") ? words[1] : []
    let isPlain = !target.isEmpty && target.allSatisfy { (0x21...0x7E).contains($0) }
    // Where the version is, if there is one, else where it would be.
    let version = words.count > 2 ? words[2].startIndex : line.octets.count
    return Note(
      .mistake, rule: .http1("3"), column: isMethod ? line.column(ofOctet: version) : 1,
      suggestion:
        "\(isMethod ? word.uppercased() : "GET") "
        + "\(isPlain ? String(decoding: target, as: UTF8.self) : "/bob/1") HTTP/1.1",
      text: .requestLine)
  }

  private static func malformedField(_ scene: Scene) -> Note {
    Note(.mistake, rule: .http1("5"), column: 1, suggestion: host(scene), text: .fieldLine)
  }

  /// HTTP/1.0 knew no Host (RFC 9112 §3.2 asks it of 1.1).
  private static func hostNote(_ fields: [HTTPField], _ scene: Scene) -> [Note] {
    guard fields["Host"] == nil, scene.http?.requestLine?.version != "HTTP/1.0" else { return [] }
    return [
      Note(
        .mistake, rule: .http1("3.2"), column: 1, suggestion: host(scene), text: .hostMissing)
    ]
  }

  private static func host(_ scene: Scene) -> String {
    "Host: \(scene.serverName.isEmpty ? "hamburger.edu" : scene.serverName)"
  }

  private static func lengthNote(_ fields: [HTTPField], _ end: HTTPBodyEnd) -> Note? {
    switch (fields.contentLength, end) {
    case (.broken, .close): .brokenLength
    case (.count, .chunked), (.broken, .chunked): .lengthAndChunks
    default: nil
    }
  }

  private static func bodyNote(_ end: HTTPBodyEnd) -> Note? {
    let text: Phrase? =
      switch end {
      case .none, .contentLength(0): nil
      case .contentLength(let count):
        Phrase(
          en: "The object follows: \(count) octets, counted beforehand. No dot marks its end.",
          zh: "接下来是对象：共 \(count) 个字节，事先数好。没有结束用的句点。")
      case .chunked:
        Phrase(
          en:
            "The object follows in chunks, each with its length before it; one of length 0 ends it.",
          zh: "接下来对象分块传送，每块前面写着长度；长度为 0 的块表示结束。")
      case .close:
        Phrase(
          en: "The object follows; the end of the connection is its end.",
          zh: "接下来是对象；连接关闭就是它的结束。")
      }
    return text.map { Note(.reply, rule: .http1("6.3"), isRemark: true, text: $0) }
  }

  private static func whole(_ exchange: HTTPExchange, _ scene: Scene) -> Note {
    let came = Phrase(
      en: "One request, one response: \(exchange.contentOctets) octets came. ",
      zh: "一个请求，一个响应：收到 \(exchange.contentOctets) 个字节。")
    return Note(
      .transport, rule: .http1("9.3"), isRemark: true,
      text: came + (closes(exchange, scene) ? .connectionEnds : .connectionStays))
  }

  /// RFC 9112 §9.3: connections persist unless either side says otherwise; those of HTTP/1.0 do not.
  private static func closes(_ exchange: HTTPExchange, _ scene: Scene) -> Bool {
    let fields = exchange.requestFields + exchange.responseFields
    return exchange.bodyEnd == .close || scene.http?.requestLine?.version == "HTTP/1.0"
      || fields.contains {
        $0.name.lowercased() == "connection" && $0.value.lowercased().contains("close")
      }
  }
}

extension Note {
  fileprivate static let noStatusLine = Note(
    .reply, rule: .http1("4"),
    text: Phrase(
      en: "This is no HTTP response: one begins with the version and a status, as HTTP/1.1 200 OK.",
      zh: "这不是 HTTP 响应：响应以版本和状态码开头，例如 HTTP/1.1 200 OK。"))
}

extension Phrase {
  /// The first digit of a status code in a word or two (RFC 9110 §15).
  fileprivate static func gist(ofStatus status: Int) -> Phrase {
    switch status / 100 {
    case 1: Phrase(en: "information", zh: "信息")
    case 2: Phrase(en: "success", zh: "成功")
    case 3: Phrase(en: "look elsewhere", zh: "重定向")
    case 4: Phrase(en: "client error", zh: "客户端错误")
    default: Phrase(en: "server error", zh: "服务器错误")
    }
  }

  fileprivate static let connectionStays = Phrase(
    en: "The connection stays open for the next.", zh: "连接保持打开，可以继续请求。")
  fileprivate static let connectionEnds = Phrase(
    en: "The connection ends with it; the next request needs a new one.",
    zh: "这个连接随之关闭；下一个请求需要新的连接。")
  fileprivate static let methodCase = Phrase(
    en: "Methods are case-sensitive: write it in capitals.", zh: "方法区分大小写：要用大写字母。")
  fileprivate static let pushAtPull = Phrase(
    en:
      "That is SMTP. This is a web server: here the client asks for an object. To bring mail, connect to port 25.",
    zh: "这是 SMTP 命令。这里是 Web 服务器：由客户端请求对象。要送邮件，请连接 25 端口。")
  fileprivate static let requestLine = Phrase(
    en: "A request line is a method, a target and the version, one space between them.",
    zh: "请求行由方法、目标和版本组成，中间各有一个空格。")
  fileprivate static let fieldLine = Phrase(
    en: "A header field is a name, a colon and a value. An empty line ends the header.",
    zh: "首部字段是名称、冒号和值。用一个空行结束首部。")
  fileprivate static let hostMissing = Phrase(
    en: "HTTP/1.1 requires Host: one address may serve many sites. The server answers 400.",
    zh: "HTTP/1.1 要求有 Host：一个地址可能有多个网站。服务器会回 400。")
}
