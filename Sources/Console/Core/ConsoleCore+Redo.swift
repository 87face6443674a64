import Language
import Lessons
import PracticeWorld
import Protocols
import Teaching
import Transcripts

/// Resumes a lesson: does again what its attempt consists of (see `Redo`).
extension ConsoleCore {
  /// How long something may take that happened at once before.
  private static let patience = Duration.seconds(10)
  /// After this time a queue is told to try again: then, it waited for its own time.
  private static let queuePatience = Duration.milliseconds(500)
  /// How many lines of a message are shown.
  private static let shownLines = 3

  // MARK: Beginning

  mutating func start(_ redo: Redo, for step: String) {
    guard !redo.isEmpty else { return }
    handle(.learner(.resumed(step: step)))
    self.redo = redo
    startTurn()
  }

  /// Does the next act, now that everything before it has been answered.
  ///
  /// - Returns: Whether the activity has changed.
  mutating func redoNext() -> Bool {
    guard let act = redo?.takeAct() else {
      if redo != nil { finishRedo() }
      return false
    }
    switch act {
    case .dial(let attempt):
      guard !isConnected else { return stopRedo(.connectionLost) }
      guard let place = world.resolve(host: attempt.host, port: attempt.port) else {
        return stopRedo(.noServer(attempt.host))
      }
      startTurn()
      let wish = securityWish(for: attempt, at: place)
      let verb = wish.mode == .none ? ConsoleCommand.telnet : .connect
      sayRedone("\(verb.name) \(attempt.host) \(attempt.port)")
      call(attempt, at: place, wish)
    case .send(let octets):
      guard isConnected else { return stopRedo(.connectionLost) }
      startTurn()
      send(again: octets)
    case .hangUp: hangUp(then: .read)
    case .awaitEnd where isConnected, .awaitDeed where redo?.isDone(act) == false:
      redo?.putBack(act)
      activity = .redoing(since: now)
    case .awaitEnd: break
    case .awaitDeed(let deed): redo?.use(deed)
    case .behave(let host, let scenario):
      startTurn()
      perform(.job(.behave(host: host, scenario)))
    case .flushQueues:
      startTurn()
      perform(.job(.flushQueues))
      handle(.learner(.asked(console: "queue run")))
    case .watch(let hosts):
      // Some may have been refused.
      watch(hosts.filter { world.host(named: $0)?.description.relays == true })
      // Resumed from this session, the lesson watches again.
      let name = ConsoleCommand.watch.name
      handle(.learner(.asked(console: "\(name) \(hosts.last ?? "off")")))
    case .type(let line):
      startTurn()
      if !isConnected || line.hasPrefix(":") { sayRedone(line) }
      dispatch(Array(line.utf8))
    }
    return true
  }

  /// Waits for what must happen before the next act.
  ///
  /// - Returns: Whether the activity has changed.
  mutating func awaitRedone(since start: Duration) -> Bool {
    guard let act = redo?.acts.first else { return stopRedo(.silence) }
    let isDone = act == .awaitEnd ? !isConnected : redo?.isDone(act) == true
    if isDone {
      activity = .reading
      return true
    }
    if now - start >= Self.patience { return stopRedo(.silence) }
    if act != .awaitEnd, now - start >= Self.queuePatience, redo?.hasHurried == false {
      redo?.hasHurried = true
      perform(.job(.flushQueues))
    }
    return false
  }

  /// A line for byhand itself. It does not go to the server.
  private mutating func sayRedone(_ line: String) {
    var note = Note(.console, text: .verbatim(line))
    note.voice = .aside
    say(note)
  }

  /// The text of a message is shown in part, to a person.
  private mutating func send(again octets: [UInt8]) {
    let isText = conversation?.guidance.typed == .content && octets != [.dot] + Ending.crlf.octets
    redoneLines = isText ? redoneLines + 1 : 0
    let isShown =
      redoneLines <= Self.shownLines || !settings.isInteractive || settings.showsWholeMessages
    if redoneLines == Self.shownLines + 1, !isShown { say(.moreText) }
    let forecast = conversation?.dialogue.forecast
    perform(.send(connection.send(exactly: octets, after: forecast, by: .resume, isShown: isShown)))
  }

  // MARK: Ending

  /// - Returns: `true`: the activity has changed.
  @discardableResult
  mutating func stopRedo(_ deviation: Redo.Deviation) -> Bool {
    redo?.stop(deviation)
    activity = .reading
    return true
  }

  private mutating func finishRedo() {
    redo?.finish()
    guard let done = redo else { return }
    // What follows is the student's own.
    redo = nil
    unsent = UnsentLines()
    guard let step = lesson?.judge.current else { return }
    handle(.learner(.ready(step: step.id)))
    keepProgress()
    if let deviation = done.deviation { say(.deviation(deviation)) }
    showStep()
  }
}

extension Redo {
  /// Whether what the act waits for has happened.
  fileprivate func isDone(_ act: Act) -> Bool {
    if case .awaitDeed(let deed) = act { has(deed) } else { true }
  }
}

extension Phrase {
  static func resuming(_ origin: Redo.Origin) -> Phrase {
    let beginning = Phrase(en: "You continue where you stopped. ", zh: "从上次停下的地方继续。")
    let rest =
      switch origin {
      case .recording, .beginning:
        Phrase(
          en: "byhand types again what you typed then:", zh: "byhand 把你当时输入的内容再输入一遍：")
      case .solutions(.noRecording):
        Phrase(
          en:
            "There is no recording of what you typed, so byhand types the solutions of the steps before:",
          zh: "没有当时的记录，byhand 输入前面各步的答案：")
      case .solutions(.lessonChanged):
        Phrase(
          en:
            "The lesson has changed since then, so byhand types the solutions of the steps before:",
          zh: "这一课在那之后改过，byhand 输入前面各步的答案：")
      case .solutions(.secret):
        Phrase(
          en:
            "What you typed held a secret, which is never recorded, so byhand types the solutions of the steps before:",
          zh: "你当时输入的内容里有机密，不会记录下来，byhand 输入前面各步的答案：")
      case .solutions(.neverThere):
        Phrase(
          en: "You have not been here yet, so byhand types the solutions of the steps before:",
          zh: "你还没有做到这里，byhand 输入前面各步的答案：")
      }
    return beginning + rest
  }

  fileprivate static let moreText = Phrase(
    en: "… the rest of the text, sent and recorded, not shown", zh: "……正文的其余部分照常发送和记录，不再显示")

  fileprivate static func deviation(_ deviation: Redo.Deviation) -> Phrase {
    let what =
      switch deviation {
      case .answer(let line, let was, let code):
        Phrase(
          en: "Here it goes otherwise than before: \(line) is answered \(code), not \(was).",
          zh: "这里和上次不一样：\(line) 这次得到 \(code)，上次是 \(was)。")
      case .connectionLost:
        Phrase(
          en: "The connection ended before everything was typed.", zh: "还没有输入完，连接就断了。")
      case .silence:
        Phrase(
          en: "Something that happened before does not happen now.", zh: "上次发生过的事，这次没有发生。")
      case .noServer(let host):
        Phrase(en: "There is no server \(host) here.", zh: "这里没有服务器 \(host)。")
      case .interrupted:
        Phrase(en: "Ctrl-C: not everything was typed.", zh: "Ctrl-C：没有全部输入完。")
      case .notThere:
        Phrase(
          en: "The solutions did not lead to where this step begins.", zh: "这些答案没有到达这一步开始的地方。")
      }
    let rest = Phrase(
      en: " The step may need more by hand; :restart begins the lesson anew.",
      zh: "这一步可能还要自己补上一些；:restart 从头开始这一课。")
    return what + rest
  }
}
