import Protocols
import Transcripts

/// Puts a recording together from what a log tells: connections, their ends, what each side said,
/// and when.
///
/// The wire's octets go through a tap, as a live connection's do, so an imported conversation is cut
/// into the same pieces; secrets are withheld by the recorder. What is said first decides what the
/// conversation speaks, and its host is known at last, so a conversation is opened with its first
/// octets, and named when it ends.
struct SessionBuilder: Sendable {
  private struct Conversation: Sendable {
    let number: Int
    var peer: Peer
    /// `nil`: nothing has been said yet.
    var tap: Tap?
    /// The index of its opening in `events`.
    var opening: Int?
    /// The host and port that the conversation itself names.
    var named: (host: String, port: Int?)?
    var lastSide: Side?
    /// What the client sent last ends with a line's end.
    var isAtLineStart = true
    var isClosed = false
  }

  private(set) var events: [Event] = []
  /// A fold for each conversation: a log may hold more than one session keeps at once, and each has
  /// its secrets.
  private var sessions: [Int: Session] = [:]
  private var conversations: [Conversation] = []
  private var current: Int?
  private var milliseconds = 0
  /// The first time that the log names, in milliseconds of its own clock.
  private var base: Int?

  /// How often something was said in a conversation that had been closed; it is in no recording.
  private(set) var unheard = 0

  /// What the input itself says of the recording.
  var started: String?
  var side: Side?
  var student: String?

  func checkRoom(at line: Int) throws(ImportFailure) {
    if events.count >= Import.eventLimit { throw .tooManyEvents(line: line) }
    if max(conversations.count, sessions.count) > Import.conversationLimit {
      throw .tooManyConversations(line: line)
    }
  }

  // MARK: Time

  /// What is said from here on was said then.
  mutating func tell(clock: Int) {
    let base = base ?? clock
    self.base = base
    milliseconds = min(max(milliseconds, clock - base), Self.longest)
  }

  /// A log that names the time of day only: past midnight it begins anew.
  mutating func tell(timeOfDay: Int) {
    let day = 86_400_000
    let latest = (base ?? timeOfDay) + milliseconds
    var clock = timeOfDay + latest / day * day
    if clock < latest - day / 2 { clock += day }
    tell(clock: clock)
  }

  // MARK: Conversations

  /// A new conversation, which speaks from here on.
  @discardableResult
  mutating func begin(_ peer: Peer = Peer()) -> Int {
    conversations.append(Conversation(number: conversations.count + 1, peer: peer))
    current = conversations.count - 1
    return conversations.count
  }

  /// What the log tells of the conversation's ends, in addition.
  mutating func learn(_ change: (inout Peer) -> Void) {
    if current == nil { begin() }
    guard let current else { return }
    change(&conversations[current].peer)
  }

  /// The conversation that speaks; `nil`: none has begun.
  var number: Int? { current.map { conversations[$0].number } }

  /// It has begun, and nothing has been said in it.
  var isFresh: Bool { current.map { conversations[$0].opening == nil } ?? false }

  mutating func turn(to number: Int) {
    if conversations.indices.contains(number - 1) { current = number - 1 }
  }

  /// What the conversation has come to.
  var dialogue: Dialogue? {
    current.flatMap { dialogue(of: conversations[$0].number) }
  }

  var isOpen: Bool {
    current.map { !conversations[$0].isClosed && conversations[$0].opening != nil } ?? false
  }

  mutating func say(_ octets: some Collection<UInt8>, from side: Side) {
    guard !octets.isEmpty, let index = speak(from: side, octets.prefix(200)) else { return }
    if side == .client { conversations[index].isAtLineStart = octets.suffix(1).first == .lineFeed }
    hear(conversations[index].tap?.take(Array(octets), from: side))
  }

  /// A line whose end the log does not show.
  mutating func say(line: some Collection<UInt8>, from side: Side) {
    say(Array(line) + Ending.crlf.octets, from: side)
  }

  /// So many octets were sent here, behind those that the log shows of the line.
  mutating func passOver(_ count: Int, behind kept: [UInt8] = [], from side: Side) {
    guard let index = speak(from: side, kept) else { return }
    if side == .client { conversations[index].isAtLineStart = true }
    hear(conversations[index].tap?.passOver(count, behind: kept, from: side))
  }

  /// A message's text or a body is under way.
  func expectsText(from side: Side) -> Bool {
    switch dialogue {
    case .smtp(let smtp)?: side == .client && smtp.state == .content
    case .http?: true
    case nil: false
    }
  }

  /// The log breaks off: a command waits for its reply, or a text for its end.
  var isUnanswered: Bool {
    guard isOpen, case .smtp(let smtp)? = dialogue else { return false }
    return smtp.awaitedReplies > 0 && smtp.state != .closed || isInsideText
  }

  /// A message's text is under way, and its final dot has not been sent.
  var isInsideText: Bool {
    if case .smtp(let smtp)? = dialogue { smtp.awaitsDot } else { false }
  }

  /// The final dot, where the log leaves it out: the server answers the message, so it was sent.
  mutating func endText() -> Bool {
    guard let current, conversations[current].opening != nil, case .smtp(let smtp)? = dialogue,
      smtp.awaitsDot
    else { return false }
    if !conversations[current].isAtLineStart { say(Ending.crlf.octets, from: .client) }
    say(line: [.dot], from: .client)
    return true
  }

  /// A client's answer inside AUTH, where the log leaves it out: the server goes on.
  mutating func answerLogin() -> Bool {
    guard case .smtp(let smtp)? = dialogue, smtp.guidance.typed == .secret else { return false }
    passOver(0, from: .client)
    return true
  }

  /// `nil` for the side: the side that said goodbye, or else the client.
  mutating func close(by side: Side? = nil, _ farewell: Farewell = .finished) {
    guard let current, !conversations[current].isClosed else { return }
    if conversations[current].opening == nil { open(current, .smtp) }
    flush(current)
    var closer = side ?? .client
    if side == nil, case .smtp(let smtp)? = dialogue, smtp.state == .closed { closer = .server }
    record(.closed(by: closer, farewell), in: conversations[current].number)
    conversations[current].isClosed = true
    name(current)
  }

  mutating func fail(_ peer: Peer, _ failure: ConnectionFailure) {
    let dialect = peer.dialect ?? .smtp
    let attempt = Attempt(
      dialect: dialect, host: peer.host ?? "unknown", port: peer.realPort ?? dialect.port)
    record(.failed(attempt, failure), in: 0)
    // The conversation that was to begin has not.
    if let last = conversations.last, last.opening == nil { conversations.removeLast() }
    current = nil
  }

  mutating func finish() {
    for index in conversations.indices where !conversations[index].isClosed {
      if conversations[index].opening == nil {
        open(index, conversations[index].peer.dialect ?? .smtp)
      }
      flush(index)
      name(index)
    }
  }

  /// An act as it stands in the input.
  mutating func record(_ act: Act, in number: Int) {
    let event = Event(
      number: events.count + 1, milliseconds: milliseconds, conversation: number, act: act)
    let facts = sessions[number, default: Session()].take(event)
    events.append(event.redacted(by: facts))
  }

  private func dialogue(of number: Int) -> Dialogue? {
    sessions[number]?.conversations[number]?.dialogue
  }

  /// The time of the acts that stand in the input as they are.
  mutating func set(milliseconds: Int) { self.milliseconds = milliseconds }

  /// How the next octets of a conversation would be cut.
  func framing(of number: Int, from side: Side) -> Framing {
    dialogue(of: number)?.framing(from: side) ?? .lines
  }

  // MARK: Inside

  /// The conversation that speaks, opened.
  private mutating func speak(from side: Side, _ first: some Collection<UInt8>) -> Int? {
    if current == nil { begin() }
    guard let current, !conversations[current].isClosed else {
      unheard += 1
      return nil
    }
    if conversations[current].opening == nil {
      open(current, conversations[current].peer.dialect ?? Self.dialect(first, from: side))
    }
    // A part of a body is heard before the other side goes on.
    if let last = conversations[current].lastSide, last != side {
      hear(conversations[current].tap?.pause(from: last))
    }
    conversations[current].lastSide = side
    return current
  }

  private mutating func open(_ index: Int, _ dialect: Dialect) {
    conversations[index].peer.dialect = dialect
    conversations[index].tap = Tap(dialect: dialect)
    conversations[index].opening = events.count
    record(.opened(opening(of: conversations[index])), in: conversations[index].number)
  }

  private mutating func hear(_ acts: [Act]?) {
    guard let current, let acts else { return }
    for act in acts { record(act, in: conversations[current].number) }
  }

  private mutating func flush(_ index: Int) {
    for act in conversations[index].tap?.end() ?? [] {
      record(act, in: conversations[index].number)
    }
    conversations[index].tap = nil
  }

  private func opening(of conversation: Conversation) -> Opening {
    let peer = conversation.peer
    let dialect = peer.dialect ?? .smtp
    let port = peer.realPort ?? conversation.named?.port ?? dialect.port
    let host = peer.host ?? conversation.named?.host ?? peer.address.map(Self.hostPart) ?? "unknown"
    return Opening(
      attempt: Attempt(dialect: dialect, host: host, port: port),
      address: peer.address ?? "\(host):\(port)", local: peer.local, isPractice: false,
      client: peer.client)
  }

  private static func hostPart(_ address: String) -> String {
    guard let colon = address.utf8.lastIndex(of: .colon) else { return address }
    return String(address[..<colon])
  }

  /// The greeting, or the request's Host field, names the server where the log does not.
  private mutating func name(_ index: Int) {
    guard let opening = conversations[index].opening, events.indices.contains(opening) else {
      return
    }
    let number = conversations[index].number
    conversations[index].named =
      events[opening...].prefix(Self.beginning).lazy.compactMap { event in
        event.conversation == number ? event.act.namedServer : nil
      }.first
    events[opening].act = .opened(self.opening(of: conversations[index]))
  }

  private static func dialect(_ first: some Collection<UInt8>, from side: Side) -> Dialect {
    if side == .server { return first.starts(with: "HTTP/".utf8) ? .http : .smtp }
    let word = String(decoding: first.prefix { $0 != .space && !$0.isControl }, as: UTF8.self)
    return httpMethods.contains(word) ? .http : .smtp
  }

  /// Events among which the server's name is looked for.
  private static let beginning = 200
  /// Thirty years: a transcript holds no longer session.
  private static let longest = 1_000_000_000_000

  static let httpMethods: Set = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT",
  ]
}

extension SMTPDialogue {
  /// A message's text is under way, which ends with the final dot.
  fileprivate var awaitsDot: Bool { guidance.typed == .content && chunkRest == 0 }
}

extension Dialect {
  var port: Int { self == .smtp ? 25 : 80 }
}
