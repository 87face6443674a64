/// An HTTP/1.1 conversation as an observer hears it: pairs responses with requests, and knows where
/// each body ends.
package struct HTTPDialogue: Hearing, Hashable, Sendable {
  private struct Asked: Hashable, Sendable {
    let line: HTTPRequestLine?
    let fields: [HTTPField]
  }

  private var request = HTTPMessageReader()
  /// The request under way, or the last one.
  package private(set) var requestLine: HTTPRequestLine?
  /// The final response has begun before the request's end (RFC 9112 §9.3 lets a server do so).
  private var isAnsweredEarly = false
  /// The last request was a method and a target only, as in HTTP/0.9.
  private var isSimple = false
  private var response = HTTPMessageReader()
  /// Of the response under way, or of the last one.
  package private(set) var statusLine: HTTPStatusLine?
  /// The server has said something that is not a status line, and no status line since.
  private var isAstray = false
  /// Whole requests that have no whole response yet, the oldest first.
  private var pending: [Asked] = []
  /// A client that is never answered costs no memory: requests past this number are not kept.
  private static let pendingLimit = 1_000
  /// The last line of this side's header was a secret; a line that continues it is one too
  /// (RFC 9112 §5.2).
  private var secretSide: Side?
  package private(set) var exchanges = 0
  /// HTTP has ended on this connection, which goes on (RFC 9110 §15.2.2).
  package private(set) var upgrade: HTTPUpgrade?
  /// In the other protocol the client spoke last, so the server may have to answer.
  package private(set) var awaitsOtherProtocol = false
  /// The last response has come: the server closes the connection behind it (RFC 9112 §9.6).
  package private(set) var isOver = false
  private var hasEnded = false

  package init() {}

  package func framing(from side: Side) -> Framing {
    // What is typed is still lines; how the other protocol frames its own is not known here.
    if upgrade != nil { return side == .client ? .lines : .untilClose }
    return side == .client ? request.framing : response.framing
  }

  /// The header fields of the request under way that have been sent.
  package var requestFields: [HTTPField] { request.position == .fields ? request.fields : [] }

  /// A broken request is under way: the server may answer it now and close, or read on.
  package var isRequestBroken: Bool { requestLine == nil && request.position == .fields }

  package var guidance: Guidance {
    let typed: TypedLine =
      if hasEnded || isOver { .nothing } else if upgrade != nil {
        .otherProtocol
      } else if request.isInBody {
        .content
      } else if request.position != .start {
        .headerField
      } else { pending.isEmpty ? .command : .nothing }
    return Guidance(phase: nil, typed: typed)
  }

  private typealias Report = (HTTPFinding) -> Void

  package mutating func hear(_ piece: Piece, from side: Side, _ report: (Finding) -> Void) {
    let secret = secret(in: piece, from: side)
    let found = { (finding: HTTPFinding) in report(.http(finding)) }
    if upgrade != nil {
      hearOtherProtocol(piece, from: side, found)
    } else {
      side == .client ? hearClient(piece, found) : hearServer(piece, found)
    }
    if let secret { report(.secret(kept: secret)) }
  }

  package mutating func end(_ report: (Finding) -> Void) {
    hasEnded = true
    if upgrade != nil { return }
    endOfResponse { report(.http($0)) }
    endOfRequest { report(.http($0)) }
  }

  private mutating func endOfResponse(_ report: Report) {
    switch response.position {
    case .untilClose: finishResponse(report)
    case .start: break
    case .counted(let left), .chunk(let left): report(.incomplete(left: left))
    default: report(.incomplete(left: nil))
    }
  }

  private func endOfRequest(_ report: Report) {
    // If the server said something else instead, that was a finding already.
    if !pending.isEmpty, response.position == .start, !isAstray {
      report(.unanswered(count: pending.count))
    }
    guard !isAnsweredEarly else { return }
    switch request.position {
    case .start: break
    case .counted(let left): report(.unfinishedRequest(left: left))
    default: report(.unfinishedRequest(left: nil))
    }
  }

  // MARK: The client's side

  private mutating func hearClient(_ piece: Piece, _ report: Report) {
    if request.position == .start { return hearRequestLine(piece, report) }
    let heard = request.take(piece) { HTTPMessageReader.bodyEnd(of: $0, otherwise: .none) }
    // Its author may go on, and each line is a finding.
    if heard == .malformedMark { request.passOverChunks() }
    Self.tell(heard, of: request, piece, from: .client, report)
    if request.position == .start {
      if !isAnsweredEarly { wait(for: request.fields) }
      isAnsweredEarly = false
      request = HTTPMessageReader()
    }
  }

  private mutating func wait(for fields: [HTTPField]) {
    guard pending.count < Self.pendingLimit else { return }
    pending.append(Asked(line: requestLine, fields: fields))
  }

  private mutating func hearRequestLine(_ piece: Piece, _ report: Report) {
    // RFC 9112 §2.2: an empty line before a request line is passed over.
    guard let line = Self.requestLine(of: piece), !line.octets.isEmpty else { return }
    requestLine = HTTPRequestLine(line.octets)
    isSimple = false
    guard let requestLine else {
      // A lenient server reads on for the header; any other answers at once, and closes (RFC 9112
      // §3).
      if Self.isMeant(line.octets) { request.beginFields() } else { wait(for: []) }
      // Simple-Request = "GET" SP Request-URI CRLF (RFC 1945 §4.1)
      let words = line.octets.split(separator: .space)
      isSimple = words.count == 2 && words[0].elementsEqual("GET".utf8)
      return report(.malformedRequest(line))
    }
    request.beginFields()
    report(.request(requestLine))
  }

  /// A password in the target was withheld with the rest of the line; it is still a request.
  private static func requestLine(of piece: Piece) -> Line? {
    guard case .withheld(let kept, _) = piece, kept.contains(.space) else { return line(of: piece) }
    return Line(octets: kept + "* HTTP/1.1".utf8)
  }

  /// Whether it begins with a method, right or wrong otherwise.
  private static func isMeant(_ line: [UInt8]) -> Bool {
    let word = String(decoding: line.prefix { $0 != .space }, as: UTF8.self)
    return HTTPRequestFault.methods.contains(word.uppercased())
  }

  // MARK: The server's side

  private mutating func hearServer(_ piece: Piece, _ report: Report) {
    if response.position == .start { return hearStatusLine(piece, report) }
    let status = statusLine?.status ?? 0
    let method = pending.first?.line?.method
    let heard = response.take(piece) { Self.responseEnd($0, status: status, to: method) }
    Self.tell(heard, of: response, piece, from: .server, report)
    if response.position == .start { finishResponse(report) }
  }

  private mutating func hearStatusLine(_ piece: Piece, _ report: Report) {
    guard let line = Self.line(of: piece) else { return }
    statusLine = HTTPStatusLine(line.octets)
    guard let statusLine else { return report(strayLine(line)) }
    isAstray = false
    let isUnderWay = pending.isEmpty && request.position != .start
    // RFC 9110 §15.2: 1xx is not the answer; that follows.
    if isUnderWay, !isAnsweredEarly, statusLine.status >= 200 {
      wait(for: request.fields)
      isAnsweredEarly = true
    }
    response.beginFields()
    report(.status(statusLine, to: isUnderWay ? requestLine : pending.first?.line))
  }

  private mutating func strayLine(_ line: Line) -> HTTPFinding {
    defer { isAstray = true }
    return .malformedStatus(
      line,
      HTTPStrayLine(
        isFirst: !isAstray,
        isSurplus: exchanges > 0 && pending.isEmpty && request.position == .start,
        answersSimpleRequest: isSimple))
  }

  private mutating func finishResponse(_ report: Report) {
    defer { response = HTTPMessageReader() }
    guard let statusLine else { return }
    if statusLine.status == 101 { return switchProtocols(report) }
    guard statusLine.status >= 200 else { return }
    let asked = pending.isEmpty ? nil : pending.removeFirst()
    // A broken request that was answered is over, and so is its header.
    if isAnsweredEarly, pending.isEmpty, requestLine == nil {
      request = HTTPMessageReader()
      isAnsweredEarly = false
    }
    exchanges += 1
    isOver = !statusLine.persists(with: response.fields, asked: asked?.fields ?? [])
    report(
      .exchange(
        HTTPExchange(
          isAsked: asked != nil, method: asked?.line?.method ?? "",
          target: asked?.line?.target ?? "",
          status: statusLine.status, requestVersion: asked?.line?.version ?? "",
          responseVersion: statusLine.version, number: exchanges,
          requestFields: asked?.fields ?? [],
          responseFields: response.fields, contentOctets: response.content,
          bodyEnd: response.bodyEnd)))
  }

  // MARK: Behind 101

  /// Asked for or not: after this header, what the server sends is not HTTP (RFC 9110 §7.8).
  private mutating func switchProtocols(_ report: Report) {
    let underWay =
      request.position == .start ? nil : Asked(line: requestLine, fields: request.fields)
    let asked = pending.first ?? underWay
    let upgrade = HTTPUpgrade(
      offered: asked?.fields ?? [], by: asked?.line?.version, chosen: response.fields)
    self.upgrade = upgrade
    pending = []
    request = HTTPMessageReader()
    isAnsweredEarly = false
    awaitsOtherProtocol = true
    report(.upgraded(upgrade))
  }

  private mutating func hearOtherProtocol(
    _ piece: Piece, from side: Side, _ report: Report
  ) {
    awaitsOtherProtocol = side == .client
    report(.otherProtocol(from: side, octets: piece.count))
  }

  /// Which responses have a body, and how it ends (RFC 9112 §6.3).
  private static func responseEnd(
    _ fields: [HTTPField], status: Int, to method: String?
  ) -> HTTPBodyEnd {
    if method == "HEAD" || status < 200 || status == 204 || status == 304 { return .none }
    return HTTPMessageReader.bodyEnd(of: fields, otherwise: .close)
  }

  private static func tell(
    _ heard: HTTPMessageReader.Heard, of reader: HTTPMessageReader, _ piece: Piece,
    from side: Side, _ report: Report
  ) {
    switch heard {
    case .field(let field): report(.field(field, from: side))
    case .foldedField: report(.foldedField(from: side))
    case .malformedField:
      if let line = line(of: piece) { report(.malformedField(line, from: side)) }
    case .head: report(.headEnded(from: side, reader.fields, bodyEnd: reader.bodyEnd))
    case .body: report(.body(from: side, octets: piece.count, total: reader.content))
    case .mark(let mark): report(.chunkMark(mark, from: side))
    case .malformedMark:
      if let line = line(of: piece) { report(.malformedChunk(line, from: side)) }
    }
  }

  private static func line(of piece: Piece) -> Line? {
    switch piece {
    case .line(let line): line
    case .withheld(let kept, _): Line(octets: kept)
    case .octets: nil
    }
  }

  /// Where a secret begins in the piece. `Authorization: Basic …` and cookies are secrets (RFC 9110
  /// §11.6.2, RFC 6265 §8.3).
  private mutating func secret(in piece: Piece, from side: Side) -> Int? {
    guard case .line(let line) = piece else { return nil }
    if secretSide == side, line.octets.first == .space || line.octets.first == .tab { return 0 }
    let start = Self.secretStart(in: line.octets, from: side)
    if start != nil || secretSide == side { secretSide = start.map { _ in side } }
    return start
  }
}
