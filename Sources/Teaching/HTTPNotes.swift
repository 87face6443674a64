import Language
import Protocols
import Transcripts

/// Notes on an HTTP conversation.
enum HTTPNotes {
  static func notes(on finding: HTTPFinding, _ context: EventContext) -> [Note] {
    switch finding {
    case .request(let line): request(line, context)
    case .malformedRequest(let line): [HTTPRequestMistakes.check(line, context)].compactMap { $0 }
    case .field(let field, let side): [fieldNote(field, from: side, context)].compactMap { $0 }
    case .foldedField(.client): fieldMistake(context)
    case .foldedField(.server): [.folded]
    case .malformedField(_, .client): fieldMistake(context)
    case .malformedField(let line, .server): [.noField(line)]
    case .headEnded(.client, let fields, let end):
      HTTPFieldMistakes.atEnd(fields, bodyEnd: end, context)
    case .headEnded(.server, let fields, let end):
      [lengthNote(fields, end), bodyNote(fields, end, context)].compactMap { $0 }
    case .status(let line, let request): [status(line, to: request)]
    case .malformedStatus(let line, let stray): [.noStatusLine(line, stray)].compactMap { $0 }
    case .malformedChunk: [.noChunk]
    case .chunkMark(let mark, .server): [HTTPBodyNotes.note(on: mark)].compactMap { $0 }
    case .incomplete(let left): [.incomplete(left)]
    case .unfinishedRequest(let left): [.unfinished(left)]
    case .unanswered(let count): [.unanswered(count)]
    case .body, .chunkMark, .otherProtocol: []
    case .exchange(let exchange): [whole(exchange)]
    case .upgraded(let upgrade): [HTTPUpgradeNotes.note(on: upgrade)]
    }
  }

  private static func request(_ line: HTTPRequestLine, _ context: EventContext) -> [Note] {
    let meaning = HTTPMeaning.method(line.method).map {
      Note(.reply, rule: $0.rule, isRemark: true, text: $0.phrase)
    }
    let mistake = context.typedLine.flatMap { HTTPRequestMistakes.check($0, context) }
    return [meaning, mistake].compactMap { $0 }
  }

  private static func fieldMistake(_ context: EventContext) -> [Note] {
    [context.typedLine.flatMap { HTTPFieldMistakes.check($0, context) }].compactMap { $0 }
  }

  private static func status(_ line: HTTPStatusLine, to request: HTTPRequestLine?) -> Note {
    let meaning = HTTPMeaning.status(line.status, to: request)
    return Note(
      .reply, code: line.status, gist: .gist(ofStatus: line.status),
      rule: meaning?.rule ?? .http("15"),
      text: meaning?.phrase ?? .outsideClasses)
  }

  /// The meaning of this value, where it says more than the field's name.
  private static func fieldNote(_ field: HTTPField, from side: Side, _ context: EventContext)
    -> Note?
  {
    let typed =
      side == .client ? context.typedLine.flatMap { HTTPFieldMistakes.check($0, context) } : nil
    return typed
      ?? (HTTPFieldValue.meaning(of: field, from: side, context) ?? HTTPMeaning.field(field.name))
      .map { Note(.reply, rule: $0.rule, isRemark: true, text: $0.phrase) }
  }

  private static func lengthNote(_ fields: [HTTPField], _ end: HTTPBodyEnd) -> Note? {
    switch (fields.contentLength, end) {
    case (.broken, .close): .brokenLength
    case (.count, .chunked), (.broken, .chunked): .lengthAndChunks
    default: nil
    }
  }

  private static func bodyNote(
    _ fields: [HTTPField], _ end: HTTPBodyEnd, _ context: EventContext
  ) -> Note? {
    let status = context.http?.statusLine?.status ?? 200
    let text: Phrase? =
      switch end {
      // RFC 9110 §15.2: the final response is still to come. After 101 there is none, which has its
      // own note.
      case .none where status < 200: status == 101 ? nil : .responseFollows
      case .none: .noObject(announced: fields.contentLength)
      case .contentLength(0): .emptyObject
      case .contentLength(let count):
        Phrase(
          en: "The object follows: \(count) octets, counted beforehand. No dot marks its end.",
          zh: "接下来是对象：共 \(count) 个字节，事先数好。没有结束用的句点。")
      case .chunked:
        Phrase(
          en:
            "The object follows in chunks, each with its length before it; one of length 0 ends it.",
          zh: "接下来对象分块传输，每块前面写着长度；长度为 0 的块表示结束。")
      // Another note says that its end is not known.
      case .close where fields.contentLength == .broken: nil
      case .close:
        Phrase(
          en: "The object follows; it ends when the connection does.",
          zh: "接下来是对象；连接关闭就是它的结束。")
      }
    return text.map { Note(.reply, rule: .http1("6.3"), isRemark: true, text: $0) }
  }

  private static func whole(_ exchange: HTTPExchange) -> Note {
    let came =
      !exchange.isAsked
      ? Phrase(
        en: "Unasked: this response answers no request of yours. ", zh: "服务器主动发言：这个响应不对应你的任何请求。")
      : exchange.number == 1
        ? Phrase(
          en: "One request, one response: \(exchange.contentOctets) octets came. ",
          zh: "一个请求，一个响应：收到 \(exchange.contentOctets) 个字节。")
        : Phrase(
          en:
            "Request \(exchange.number) on this connection has its response: \(exchange.contentOctets) octets came. ",
          zh: "这个连接上的第 \(exchange.number) 个请求已得到响应：收到 \(exchange.contentOctets) 个字节。")
    return Note(
      .transport, rule: .http1("9.3"), isRemark: true,
      text: came + (persists(exchange) ? .connectionStays : .connectionEnds))
  }

  /// RFC 9112 §9.3: connections persist unless either side says otherwise; those of HTTP/1.0 where
  /// both sides say so.
  private static func persists(_ exchange: HTTPExchange) -> Bool {
    let asked = exchange.requestFields.connectionOptions
    let answered = exchange.responseFields.connectionOptions
    if exchange.bodyEnd == .close || asked.contains("close") || answered.contains("close") {
      return false
    }
    let isOld = [exchange.requestVersion, exchange.responseVersion].contains("HTTP/1.0")
    return !isOld || answered.contains("keep-alive")
  }
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

  fileprivate static let outsideClasses = Phrase(
    en: "There is no status with this number; a client treats it as a server error.",
    zh: "没有这个状态码；客户端把它当作服务器错误处理。")
  fileprivate static let connectionStays = Phrase(
    en: "The connection stays open for the next request.", zh: "连接保持，可以继续请求。")
  fileprivate static let connectionEnds = Phrase(
    en: "The connection ends with it; the next request needs a new one.",
    zh: "这个连接随之关闭；下一个请求需要新的连接。")
  fileprivate static let responseFollows = Phrase(
    en: "That was not the final response yet; it follows.", zh: "这还不是最终的响应：它还在后面。")
  fileprivate static let emptyObject = Phrase(
    en: "The object is empty: the response ends with this line.", zh: "对象是空的：响应到这一行就结束了。")
  fileprivate static func noObject(announced length: HTTPContentLength) -> Phrase {
    guard case .count(let count) = length, count > 0 else {
      return Phrase(
        en: "No object follows: such a response ends with this empty line.",
        zh: "后面没有对象：这种响应到空行就结束。")
    }
    return Phrase(
      en:
        "No object follows, whatever Content-Length says: \(count) octets is what a GET would get.",
      zh: "不管 Content-Length 怎么写，后面都没有对象：\(count) 个字节是用 GET 去取时会收到的长度。")
  }
}
