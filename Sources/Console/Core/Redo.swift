import Lessons
import PracticeWorld
import Protocols
import Transcripts

// How a lesson is resumed
// -----------------------
// A step may speak of a connection, a message or a mailbox that the lines before it have made. So
// byhand does all of them again, in a new world, refused ones too: a greylist and a count remember
// those. It reads them from the recording of the attempt. A session that resumed has redone them
// itself, so the latest recording has everything. Where there is none, where the lesson's file has
// changed, and where a secret was withheld, it types the solutions of the steps before.
//
//   began (same attempt) → resumed → what is redone, by `resume` → ready → the student's turn
//
// - The core does one act after the other, each in its turn, as a script's lines are sent:
//   `ConsoleCore+Redo`.
// - Nothing of it earns anything or is explained: the judge and the annotator read `resumed` and
//   `ready`.
// - A reply other than the recorded one, a lost connection and Ctrl-C end it. The student is at the
//   step all the same, and is told.
// - `:back` is done in the same way: it brings back what was there when that step began.

/// What byhand does again when a lesson is resumed.
struct Redo: Sendable {
  enum Act: Hashable, Sendable {
    case dial(Attempt)
    /// Octets as they crossed the wire, with their line end.
    case send([UInt8])
    case hangUp
    /// The server ends the connection.
    case awaitEnd
    case behave(host: String, [Behaviour])
    case flushQueues
    /// A server has done this with a message in its queue.
    case awaitDeed(Deed)
    case watch([String])
    /// A line of a solution, as a student would type it.
    case type(String)
  }

  struct Deed: Hashable, Sendable {
    let deed: QueueAct.Deed
    let host: String
    let recipient: String

    init(_ act: QueueAct) { (deed, host, recipient) = (act.deed, act.host, act.recipient) }
  }

  /// Where the acts come from.
  enum Origin: Hashable, Sendable {
    case recording
    /// The lesson: what has happened before its step, and byhand types.
    case beginning
    /// The solutions of the steps before, because of this.
    case solutions(Reason)

    enum Reason: Error, Hashable, Sendable { case noRecording, lessonChanged, secret, neverThere }
  }

  /// Why it ended before its end, or elsewhere than before.
  enum Deviation: Hashable, Sendable {
    case answer(to: String, was: Int, is: Int)
    case connectionLost
    case silence
    /// There is no such server here.
    case noServer(String)
    case interrupted
    /// All solutions were typed, and some step before did not pass.
    case notThere
  }

  let origin: Origin
  private(set) var acts: ArraySlice<Act>
  /// The codes that the servers answered then, oldest first; `nil` if nobody knows.
  private var answers: ArraySlice<Int>?
  /// What the servers have done with messages since it began.
  private var deeds: [Deed: Int] = [:]
  /// The lesson as a student does it who types what is typed here.
  private var path: LessonPassage
  private let goal: Int
  private(set) var deviation: Deviation?
  /// The queues have been told not to wait, since the latest act.
  var hasHurried = false
  /// The latest command, for messages.
  private var command = ""

  var isEmpty: Bool { acts.isEmpty }

  private init(
    _ acts: [Act], _ origin: Origin, answers: [Int]?, of lesson: Lesson, to step: String
  ) {
    self.acts = acts[...]
    self.origin = origin
    self.answers = answers.map { $0[...] }
    path = LessonPassage(lesson)
    goal = lesson.steps.firstIndex { $0.id == step } ?? 0
  }

  // MARK: From a recording

  /// - Parameters:
  ///   - events: of the session in which the attempt was left, or is.
  ///   - isBeginning: as far as the step's beginning. Otherwise everything. What has to happen
  ///     before the step is done in either case.
  init(
    _ events: [Event]?, attempt id: String?, at lesson: Lesson, to step: String,
    isBeginning: Bool = false
  ) {
    do throws(Origin.Reason) {
      var attempt = try RecordedAttempt(id, at: lesson, in: events ?? [])
      if isBeginning { try attempt.cut(before: step, of: lesson) }
      let isPrepared = !isBeginning && attempt.hasPrepared(step)
      let rest = isPrepared ? [] : lesson.steps.first { $0.id == step }?.beginning ?? []
      self.init(
        try attempt.acts + rest, .recording, answers: attempt.answers, of: lesson, to: step)
    } catch {
      self.init(solutionsOf: lesson, before: step, because: error)
    }
  }

  // MARK: From the solutions

  init(solutionsOf lesson: Lesson, before step: String, because reason: Origin.Reason) {
    let steps = lesson.steps.prefix { $0.id != step }
    let acts = steps.flatMap { step in
      step.beginning + step.linesToSend.filter(Self.changesSomething).map { Act.type($0) }
    }
    let last = lesson.steps.first { $0.id == step }?.beginning ?? []
    self.init(acts + last, .solutions(reason), answers: nil, of: lesson, to: step)
  }

  // MARK: From the step

  /// What has to happen before the step.
  init(beginningOf step: LessonStep, of lesson: Lesson) {
    self.init(step.beginning, .beginning, answers: nil, of: lesson, to: step.id)
  }

  /// Commands that only show something are left out.
  private static func changesSomething(_ line: String) -> Bool {
    guard line.hasPrefix(":"), !line.hasPrefix("::") else { return true }
    let words = line.dropFirst().split(separator: " ").map { $0.lowercased() }
    // `:-)` is mail.
    guard let name = words.first, let command = Commands.named(name) else { return true }
    return command.name == ConsoleCommand.drop.name
      || words.count > 1 && changing.contains { $0.name == command.name }
  }

  /// They show something where they are typed without an argument.
  private static let changing: [ConsoleCommand] = [
    .telnet, .connect, .auth, .server, .queue, .watch, .attach, .send, .bdat, .raw, .pipeline,
  ]

  // MARK: Doing it

  mutating func takeAct() -> Act? {
    hasHurried = false
    return acts.popFirst()
  }

  /// Something else than what is done next must happen before.
  mutating func putBack(_ act: Act) { acts = [act] + acts }

  func has(_ deed: Deed) -> Bool { deeds[deed, default: 0] > 0 }

  /// Counts a deed as waited for.
  mutating func use(_ deed: Deed) { deeds[deed, default: 0] -= 1 }

  mutating func stop(_ deviation: Deviation) {
    acts = []
    self.deviation = self.deviation ?? deviation
  }

  /// Hears what happened.
  mutating func take(_ facts: [Fact]) {
    path.take(facts)
    for fact in facts where !fact.isWatched {
      if case .heard(.client, .line(let line)) = fact.matter { command = line.lossyText }
      if case .world(.queue(let act)) = fact.matter { deeds[Deed(act), default: 0] += 1 }
      guard let code = fact.answerCode, let expected = answers?.popFirst(), code != expected else {
        continue
      }
      stop(.answer(to: String(command.prefix(60)), was: expected, is: code))
    }
  }

  /// Everything has been done.
  mutating func finish() {
    if case .solutions = origin, path.position < goal { stop(.notThere) }
  }
}

extension LessonStep {
  /// The lines that byhand types before the step. They begin without a connection where they open
  /// one.
  fileprivate var beginning: [Redo.Act] {
    let opens = begin.first.map { $0.hasPrefix("telnet ") || $0.hasPrefix("connect ") } ?? false
    return (opens ? [.hangUp] : []) + begin.map { .type($0) }
  }
}

extension Fact {
  /// The code of a reply or a response.
  var answerCode: Int? {
    switch matter {
    case .found(.smtp(.exchange(let exchange))): exchange.reply.code.value
    case .found(.http(.exchange(let exchange))): exchange.status
    default: nil
    }
  }
}
