import Language
import Lessons
import Protocols
import Teaching
import Terminal
import Transcripts

/// Lines typed ahead, Ctrl-C, the end of the input, and how a connection and the program end.
extension ConsoleCore {
  // MARK: Lines typed ahead

  /// Sends the lines that were typed ahead, one for each reply.
  mutating func flushOutbox() {
    while !outbox.isEmpty, isConnected, !isServersTurn || sendsAhead {
      let line = outbox.removeFirst()
      if answer(String(decoding: line.octets, as: UTF8.self)) { continue }
      transmit(line, isEchoed: false)
      if !pipelines { return }
    }
    if !isConnected, !connection.isDialling { giveUpOutbox() }
  }

  /// The connection has ended, or is about to.
  mutating func giveUpOutbox() {
    guard !outbox.isEmpty else { return }
    say(.unsent(outbox.count))
    outbox = []
  }

  // MARK: Ending

  /// Ctrl-C discards what was typed ahead, as a terminal does. A script whose file is being typed
  /// goes on after it.
  package var dropsInputOnInterrupt: Bool {
    if case .typing = activity { settings.isInteractive } else { true }
  }

  /// On Ctrl-C a person starts a new line. A script ends: its lines cannot be taken back.
  mutating func interrupt(unread: Int) {
    cancelLogin()
    let dropped = outbox.count + unread
    outbox = []
    if dropped > 0 { say(settings.isInteractive ? .takenBack(dropped) : .interrupted(dropped)) }
    if case .typing(let typing) = activity { return stop(typing) }
    // A connection that is not open yet loses nothing, and it may take long to fail.
    if connection.isDialling { perform(.hangUp) }
    guard !settings.isInteractive else {
      redo?.stop(.interrupted)
      switch activity {
      case .reading: startTurn()
      case .waiting(let turn): _ = endTurn(turn)
      case .redoing: activity = .reading
      case .closing, .typing, .entering, .left: break
      }
      return
    }
    leave()
  }

  /// Ctrl-D hangs up if a person has a connection. Otherwise the console waits for the replies that
  /// are still due, then ends.
  mutating func endInput() {
    if loginQuestion != nil { return cancelLogin() }
    if settings.isInteractive, isConnected || connection.isDialling {
      noteDrop()
      return hangUp(then: .read)
    }
    pipelines = false
    startTurn(end: .leaving)
  }

  /// Closes an open connection without QUIT, then goes on with `next`.
  mutating func hangUp(then next: Continuation) {
    guard isConnected || connection.isDialling else { return resume(next) }
    perform(.hangUp)
    activity = .closing(until: now + Self.closeDelay, then: next)
  }

  mutating func resume(_ next: Continuation) {
    switch next {
    case .read: startTurn()
    case .line(let octets):
      startTurn()
      // The end of the connection may have brought a question.
      if !takeAtQuestion(String(decoding: octets, as: UTF8.self)) { sendOrExplain(octets) }
    case .enter(let entry): enter(entry)
    case .identify(let student): beginAnew(for: student)
    case .leave(let outcome):
      sayUnsent()
      keepProgress()
      sayHowToComeBack()
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

  /// After its goodbye a server has two seconds to close the connection. Then byhand closes it.
  mutating func noteGoodbye() {
    guard hasServerSaidGoodbye else {
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

  /// Closes the connection after the server's goodbye.
  mutating func closeAfterGoodbye() {
    unsent.hasClosedAfterGoodbye = true
    perform(.hangUp)
  }
}

extension Phrase {
  fileprivate static func unsent(_ count: Int) -> Phrase {
    Phrase(
      en: "The connection has ended; lines typed ahead and not sent: \(count).",
      zh: "连接已经结束，提前输入的 \(count) 行没有发送。")
  }
  fileprivate static func takenBack(_ count: Int) -> Phrase {
    Phrase(
      en: "Ctrl-C: lines typed ahead and not sent: \(count).",
      zh: "Ctrl-C：提前输入的 \(count) 行没有发送。")
  }
  fileprivate static func interrupted(_ count: Int) -> Phrase {
    Phrase(
      en: "Ctrl-C: lines of the input that had come and are not sent: \(count).",
      zh: "Ctrl-C：已经读到的输入还有 \(count) 行没有发送。")
  }
}
