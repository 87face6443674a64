import Language
import Protocols
import Teaching
import Terminal
import Transcripts

/// What the console does just now.
package enum Activity: Sendable {
  /// The student's turn: a line is read.
  case reading
  /// The server's turn.
  case waiting(Turn)
  /// The connection was hung up; until it is seen to have ended.
  case closing(until: Duration, then: Continuation)
  /// byhand types a message.
  case typing(MessageTyping)
  /// A world is being opened.
  case entering(WorldEntry)
  case left
}

/// The server's turn. A person gets the prompt back soon, for `:` commands; a script's next line waits as long as RFC 5321
/// §4.5.3.2 asks a client to wait.
package struct Turn: Sendable {
  enum End: Sendable {
    case reading, leaving
    /// The console was started to connect; without a connection it ends.
    case connected
  }

  let since: Duration
  let end: End
  /// That the server is silent is said once a turn, to a script's reader.
  var mayRemark: Bool
}

/// What comes once a connection has ended.
package enum Continuation: Sendable {
  case read
  case line([UInt8])
  case enter(WorldEntry)
  case leave(ConsoleOutcome)
}

extension ConsoleCore {
  /// A person gets the prompt back after this time.
  private static let promptDelay = Duration.milliseconds(700)
  /// What takes longer than a moment is said to be under way.
  private static let dialDelay = Duration.milliseconds(300)
  /// A broken request is answered within this time, or perhaps never.
  private static let answerDelay = Duration.seconds(3)
  private static let silenceDelay = Duration.seconds(10)
  private static let poll = Duration.milliseconds(200)
  /// A connection that was hung up ends within this time, or is given up.
  private static let closeDelay = Duration.seconds(2)
  static let goodbyePatience = Duration.seconds(2)

  // MARK: Whose turn it is

  /// Nothing can usefully be typed: a connection is being made, or the server owes a reply.
  var isServersTurn: Bool {
    connection.isDialling || isFull || (connection.isSpeaking && !isSendingBody && !isSendingText)
      || (isConnected && conversation?.guidance.typed == .nothing && !garbled.isLasting(at: now))
  }

  /// The network takes no more for now, and what waits for it takes memory.
  private var isFull: Bool { connection.unheard > 1 << 20 }

  /// A long message is sent ahead of what has been heard of it: line by line it would wait for two threads at each. A
  /// short one is not, so that a loss is seen where it happened. After the lone dot it is the server's turn.
  private var isSendingText: Bool {
    guard let conversation, conversation.guidance.typed == .content, !connection.isEnding,
      case .smtp = conversation.dialogue
    else { return false }
    return conversation.client.octets > 8_192 && connection.unheard < 65_536
  }

  /// A counted body (HTTP) is heard in blocks, not in lines: until all of it is sent, a line of it waits for nothing.
  private var isSendingBody: Bool {
    guard case .octets(let left) = conversation?.dialogue.framing(from: .client) else {
      return false
    }
    return connection.unheard < left
  }

  /// A script's broken request may be answered before the rest of it is sent, or may not, and so may a line behind 101; a
  /// person sees which.
  private var isAnswerPossible: Bool {
    guard !settings.isInteractive, isConnected, case .http(let dialogue) = conversation?.dialogue
    else { return false }
    // A protocol that byhand does not know owes nothing that can be waited for; it gets its moment all the same.
    return dialogue.isRequestBroken || dialogue.awaitsOtherProtocol
  }

  /// The server has said goodbye; its FIN is all that is missing.
  var isOver: Bool {
    guard isConnected, case .smtp(let dialogue) = conversation?.dialogue else { return false }
    return dialogue.state == .closed
  }

  // MARK: Going on

  mutating func startTurn(end: Turn.End = .reading) {
    activity = .waiting(Turn(since: now, end: end, mayRemark: !settings.isInteractive))
  }

  /// Whatever can follow without another input.
  mutating func proceed() {
    if case .left = activity { return }
    noteGoodbye()
    flushOutbox()
    while goOn() {}
  }

  /// - Returns: whether the activity has changed.
  private mutating func goOn() -> Bool {
    switch activity {
    case .reading, .entering, .left: return false
    case .waiting(let turn): return wait(turn)
    case .closing(let deadline, let next):
      guard !isConnected && !connection.isDialling || now >= deadline else { return false }
      resume(next)
      return true
    case .typing(let typing): return type(typing)
    }
  }

  private mutating func wait(_ turn: Turn) -> Bool {
    let isDue =
      (isServersTurn || isAnswerPossible) && (!pipelines || connection.isDialling || isFull)
    guard isDue else { return endTurn(turn) }
    let waited = now - turn.since
    // A server that goes on and on is slow, not silent.
    let silent = now - max(turn.since, connection.lastHeard)
    if !isServersTurn, waited >= Self.answerDelay { return endTurn(turn) }
    if settings.isInteractive, waited >= Self.promptDelay { return endTurn(turn) }
    if !settings.isInteractive, silent >= .seconds(leastWait) {
      giveUp()
      return true
    }
    if connection.isDialling, waited >= Self.dialDelay { tellDialling() }
    if turn.mayRemark, silent > Self.silenceDelay {
      say(silence)
      activity = .waiting(Turn(since: turn.since, end: turn.end, mayRemark: false))
    }
    return false
  }

  /// - Returns: whether the activity has changed.
  private mutating func endTurn(_ turn: Turn) -> Bool {
    switch turn.end {
    case .reading: activity = .reading
    case .leaving: leave()
    case .connected where connection.isDialling:
      if now > turn.since { startTurn(end: .connected) }
      return false
    case .connected where conversation == nil: leave(.cannotConnect)
    case .connected: activity = .reading
    }
    return true
  }

  var turnWake: Duration? {
    switch activity {
    case .reading, .entering, .left: nil
    case .waiting: now + Self.poll
    case .closing(let deadline, _): deadline
    case .typing(let typing): typing.pauseEnd
    }
  }

  /// A script's next line waits for the reply; one that hangs up has waited long enough.
  package var wantsUpcoming: Bool {
    guard case .waiting(let turn) = activity, !settings.isInteractive else { return false }
    return now - turn.since > Self.silenceDelay
  }

  mutating func noteUpcoming(_ line: [UInt8]?) {
    guard wantsUpcoming, case .waiting(let turn) = activity, line?.first == UInt8(ascii: ":"),
      let word = line?.dropFirst().prefix(while: { $0 != .space })
    else { return }
    let name = Commands.named(String(decoding: word, as: UTF8.self).lowercased())?.name
    guard name == ConsoleCommand.drop.name || name == ConsoleCommand.quit.name else { return }
    _ = endTurn(turn)
  }

  // MARK: What waits

  /// Sends what was typed ahead, a line for each reply.
  mutating func flushOutbox() {
    while !outbox.isEmpty, isConnected, !isServersTurn || pipelines {
      transmit(outbox.removeFirst(), isEchoed: false)
      if !pipelines { return }
    }
    if !outbox.isEmpty, !isConnected, !connection.isDialling {
      say(.unsent(outbox.count))
      outbox = []
    }
  }

  // MARK: Ends

  /// Ctrl-C ends the console, and what is left of the input with it.
  package var leavesOnInterrupt: Bool {
    if case .typing = activity { false } else { !settings.isInteractive }
  }

  /// Ctrl-C: a person begins the line anew; a script, whose lines nobody can take back, is left.
  mutating func interrupt(unread: Int) {
    if case .typing(let typing) = activity { return stop(typing) }
    outbox = []
    // Nothing is lost with a connection that does not stand yet, and its end may be long in coming.
    if connection.isDialling { perform(.hangUp) }
    guard !settings.isInteractive else {
      switch activity {
      case .reading: startTurn()
      case .waiting(let turn): _ = endTurn(turn)
      case .closing, .typing, .entering, .left: break
      }
      return
    }
    if unread > 0 { say(.interrupted(unread)) }
    leave()
  }

  /// Ctrl-D of a person with a connection is that connection's end; else what was sent without waiting is answered yet.
  mutating func endInput() {
    if settings.isInteractive, isConnected || connection.isDialling { return hangUp(then: .read) }
    pipelines = false
    startTurn(end: .leaving)
  }

  /// The end of the input, or of the program, with a connection open: closed without QUIT, and said so.
  mutating func hangUp(then next: Continuation) {
    guard isConnected || connection.isDialling else { return resume(next) }
    perform(.hangUp)
    activity = .closing(until: now + Self.closeDelay, then: next)
  }

  private mutating func resume(_ next: Continuation) {
    switch next {
    case .read: startTurn()
    case .line(let octets):
      startTurn()
      forServer(octets)
    case .enter(let entry): enter(entry)
    case .leave(let outcome):
      tellUnsent()
      keepProgress()
      perform(.leave(outcome))
      activity = .left
    }
  }

  mutating func leave(_ outcome: ConsoleOutcome = .left) {
    switch activity {
    case .left, .closing(_, .leave): return
    case .closing(let deadline, _): activity = .closing(until: deadline, then: .leave(outcome))
    default: hangUp(then: .leave(outcome))
    }
  }

  /// A server that has said goodbye has two seconds to close; then byhand does.
  private mutating func noteGoodbye() {
    guard isOver else {
      goodbye = nil
      return
    }
    guard let since = goodbye else {
      goodbye = now
      return
    }
    if now - since >= Self.goodbyePatience {
      closeAfterGoodbye()
      goodbye = now
    }
  }

  /// Closes what the server has said goodbye on.
  mutating func closeAfterGoodbye() {
    unsent.isServersDoing = true
    perform(.hangUp)
  }
}

extension Phrase {
  fileprivate static func unsent(_ count: Int) -> Phrase {
    Phrase(
      en: "Typed ahead and not sent, for the connection has ended: \(count) line(s).",
      zh: "连接已经结束，提前输入的 \(count) 行没有发送。")
  }
  fileprivate static func interrupted(_ count: Int) -> Phrase {
    Phrase(
      en: "Ctrl-C: the \(count) line(s) of the input that had come are not sent.",
      zh: "Ctrl-C：已经读到的输入还有 \(count) 行没有发送。")
  }
}
