import Language
package import Lessons
import Protocols
import Teaching
import Terminal
import Transcripts

/// What the console is doing now.
package enum Activity: Sendable {
  /// It is the student's turn: the shell reads a line.
  case reading
  /// It is the server's turn.
  case waiting(Turn)
  /// byhand has hung up and waits, at most until this time, for the connection to end.
  case closing(until: Duration, then: Continuation)
  /// byhand is typing a message.
  case typing(MessageTyping)
  /// A lesson is being resumed, and something must happen before byhand types the next line.
  case redoing(since: Duration)
  /// A practice world is being opened.
  case entering(WorldEntry)
  case left
}

/// The server's turn. A person gets the prompt back soon, to type `:` commands. A script's next
/// line waits as long as RFC 5321 §4.5.3.2 asks a client to wait.
package struct Turn: Sendable {
  enum End: Sendable {
    case reading, leaving
    /// The console was started to connect. If it cannot, it ends.
    case connected
  }

  let since: Duration
  let end: End
  /// Whether a script's reader may still be told that the server is silent: once a turn.
  var mayReportSilence: Bool
}

/// What the console does after a connection has ended.
package enum Continuation: Sendable {
  case read
  case line([UInt8])
  case enter(WorldEntry)
  /// Another student goes on.
  case identify(StudentID)
  case leave(ConsoleOutcome)
}

extension ConsoleCore {
  /// Whole lines that were sent have come back from the wire after this time.
  private static let lineDelay = Duration.milliseconds(300)
  /// After this time a person gets the prompt back.
  private static let promptDelay = Duration.milliseconds(700)
  /// After this time the console says that it is connecting.
  private static let dialDelay = Duration.milliseconds(300)
  /// The server may answer a broken request within this time, or never.
  private static let answerDelay = Duration.seconds(3)
  private static let silenceDelay = Duration.seconds(10)
  private static let poll = Duration.milliseconds(200)
  /// After byhand hangs up, it waits this long for the connection to end.
  static let closeDelay = Duration.seconds(2)
  static let goodbyePatience = Duration.seconds(2)
  /// How long a script waits for what a server does with a message.
  private static let mailPatience = Duration.seconds(5)

  // MARK: Whose turn it is

  /// Typing is not useful now: a connection is being made, or the server owes a reply.
  var isServersTurn: Bool {
    connection.isDialling || isFull || securing.isUnderWay
      || (connection.isSending && !isSendingBody && !isSendingText)
      || (isConnected && conversation?.guidance.typed == .nothing && !garbled.isLasting(at: now))
  }

  /// The server waits for the end of a line that was sent in part, with `:raw`. A chunk's octets and
  /// a body's are counted, and form no lines.
  var isLineUnfinished: Bool {
    guard connection.isLineUnfinished, let conversation, isConnected else { return false }
    if case .octets = conversation.dialogue.framing(from: .client) { return false }
    return true
  }

  /// Lines go out before the replies to earlier ones. What follows DATA depends on its reply, so
  /// DATA ends a group (RFC 2920 §3.1).
  /// So does STARTTLS (RFC 3207 §4).
  var sendsAhead: Bool { pipelines && !awaitsReplyToDATA && !securing.isUnderWay }

  private var awaitsReplyToDATA: Bool {
    guard isConnected, let conversation, case .smtp = conversation.dialogue else { return false }
    return forecast?.isInText == true && conversation.guidance.typed != .content
  }

  /// What the next line would be if all lines before it were sent and accepted.
  var forecast: LineForecast? {
    connection.isSending ? connection.forecast : conversation?.dialogue.forecast
  }

  /// The network accepts no more for now, and waiting data takes memory.
  private var isFull: Bool { connection.inFlightOctets > 1 << 20 }

  /// A long message is sent before its earlier lines have come back from the network thread:
  /// waiting for each line would be slow. A short message waits, so that a lost connection is seen
  /// at the right line. After the final dot it is the server's turn.
  private var isSendingText: Bool {
    guard let conversation, conversation.guidance.typed == .content,
      connection.forecast?.isInText != false,
      case .smtp = conversation.dialogue
    else { return false }
    return conversation.client.octets > 8_192 && connection.inFlightOctets < 65_536
  }

  /// A counted HTTP body comes back in blocks, not in lines. Until all of it is sent, its lines do
  /// not wait.
  private var isSendingBody: Bool {
    guard case .octets(let left) = conversation?.dialogue.framing(from: .client) else {
      return false
    }
    return connection.inFlightOctets < left
  }

  /// The server may or may not answer a script's broken request before the rest of it is sent. The
  /// same holds for a line after status 101, and for the final dot of a message that was refused
  /// before it. A person sees which.
  private var isAnswerPossible: Bool {
    guard !settings.isInteractive, isConnected, let conversation else { return false }
    switch conversation.dialogue {
    case .smtp(let dialogue): return dialogue.mayAnswerDot
    // An unknown protocol owes no reply that byhand could wait for. It still gets a moment to
    // answer.
    case .http(let dialogue): return dialogue.isRequestBroken || dialogue.awaitsOtherProtocol
    }
  }

  /// The server has said goodbye, or that its response was the last, but has not closed the
  /// connection.
  var hasServerSaidGoodbye: Bool {
    isConnected && conversation?.isEndAnnounced == true
  }

  // MARK: Advancing

  mutating func startTurn(end: Turn.End = .reading) {
    activity = .waiting(Turn(since: now, end: end, mayReportSilence: !settings.isInteractive))
  }

  /// Does everything that can follow without another input.
  mutating func proceed() {
    if case .left = activity { return }
    noteGoodbye()
    endUnsecured()
    sayHeldStep()
    flushOutbox()
    while advance() {}
  }

  /// - Returns: Whether the activity has changed.
  private mutating func advance() -> Bool {
    switch activity {
    case .reading: return redoNext()
    case .entering, .left: return false
    case .waiting(let turn): return wait(turn)
    case .redoing(let start): return awaitRedone(since: start)
    case .closing(let deadline, let next):
      guard !isConnected && !connection.isDialling || now >= deadline else { return false }
      resume(next)
      return true
    case .typing(let typing): return type(typing)
    }
  }

  private mutating func wait(_ turn: Turn) -> Bool {
    let isDue =
      (isServersTurn || isAnswerPossible) && (!sendsAhead || connection.isDialling || isFull)
    let waited = now - turn.since
    guard isDue else {
      let isHeld = isMailDue && waited < Self.mailPatience || isStepDue
      return isHeld ? false : endTurn(turn)
    }
    if isLineUnfinished, waited >= Self.lineDelay {
      if connection.takeUnfinishedLine() { say(.lineHasNoEnd) }
      return endTurn(turn)
    }
    // A server that keeps sending is slow, not silent.
    let silent = now - max(turn.since, connection.lastArrival)
    if !isServersTurn, waited >= Self.answerDelay { return endTurn(turn) }
    if redo != nil {
      return silent >= Self.silenceDelay ? stopRedo(.silence) : false
    }
    if settings.isInteractive, waited >= Self.promptDelay { return endTurn(turn) }
    if !settings.isInteractive, silent >= .seconds(replyTimeout) {
      giveUp()
      return true
    }
    if connection.isDialling, waited >= Self.dialDelay { sayDialling() }
    if turn.mayReportSilence, silent > Self.silenceDelay {
      say(silence)
      activity = .waiting(Turn(since: turn.since, end: turn.end, mayReportSilence: false))
    }
    return false
  }

  /// A step may ask what became of a message. A person sees it come; a script's next line waits,
  /// and so does the next line of a solution that byhand types.
  private var isMailDue: Bool {
    let isUnseen = redo.map { $0.origin != .recording } ?? !settings.isInteractive
    return isUnseen && lesson != nil && !mailUnderWay.isEmpty
  }

  /// A script's next line may answer the step that is still to be shown.
  private var isStepDue: Bool { !settings.isInteractive && awaitsWatched }

  /// - Returns: Whether the activity has changed.
  mutating func endTurn(_ turn: Turn) -> Bool {
    switch turn.end {
    case .reading: activity = .reading
    case .leaving: leave()
    case .connected where connection.isDialling || securing.isUnderWay:
      if now > turn.since { startTurn(end: .connected) }
      return false
    case .connected where conversation == nil || securing == .failed: leave(.cannotConnect)
    case .connected: activity = .reading
    }
    return true
  }

  var turnWake: Duration? {
    switch activity {
    case .reading, .entering, .left: nil
    case .waiting, .redoing: now + Self.poll
    case .closing(let deadline, _): deadline
    case .typing(let typing): typing.pauseEnd
    }
  }

  /// While a script waits for a reply, its next line may already ask to hang up.
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
}
