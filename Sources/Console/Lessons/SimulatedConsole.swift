import Language
package import Lessons
import PracticeWorld
import Presentation
import Protocols
import Teaching
package import Transcripts

/// The console's core in a practice world in memory: lines in, events out, without a terminal, a
/// socket, a disk or a clock. A value, so any moment can be kept and continued in several ways.
///
/// It takes the place of the shell (`Console`), and decides as little: it performs effects.
package struct SimulatedConsole: Sendable {
  private(set) var core: ConsoleCore
  private(set) var world: MemoryWorld
  private(set) var outcome: ConsoleOutcome?
  /// What was said to the student; kept only where asked for.
  private(set) var said: [Note] = []
  private let keepsNotes: Bool
  private let recording: [Event]?
  private var watch = RelayWatch()
  private var now = Duration.zero
  /// Inputs that effects have produced, oldest first.
  private var pending: [ConsoleInput] = []

  /// A student at a terminal who begins this lesson.
  ///
  /// - Parameters:
  ///   - progress: The student's.
  ///   - recording: The events of the attempt that was left; `nil` if there is no recording.
  ///   - attemptSeed: A random number, from which attempts get their IDs.
  ///   - keptLimit: How many octets of events the session keeps. Each state that is kept has a copy.
  package init(
    _ lesson: Lesson, progress: Progress = Progress(), recording: [Event]? = nil,
    attemptSeed: UInt64 = 0, keptLimit: Int = 0, keepsNotes: Bool = false
  ) {
    self.recording = recording
    self.keepsNotes = keepsNotes
    world = MemoryWorld(lesson.world)
    core = ConsoleCore(
      settings: ConsoleSettings(
        version: "", isInteractive: true, showsWholeMessages: true, sendsLoginInClear: true,
        openedAt: 0, runID: 0, attemptSeed: attemptSeed, recording: "simulated"),
      view: ViewOptions(language: .english), world: WorldMap(hosts: []),
      progress: ProgressRecord(progress),
      header: TranscriptHeader(started: "", software: "", side: .client))
    core.log = SessionLog(header: core.log.header, keptLimit: keptLimit)
    take(.begin(.lessonFile(lesson)))
    settle()
  }

  /// Types a line, and waits for all that follows from it.
  package mutating func type(_ line: String) {
    guard outcome == nil else { return }
    take(.line(Array(line.utf8)))
    settle()
  }

  /// Lets time pass in which the student does nothing.
  package mutating func wait(_ pause: Duration) {
    now += pause
    world.advance(to: now)
    hear()
    take(.tick)
    settle()
  }

  // MARK: What a student leaves

  /// The events that were recorded, as far as they are kept.
  package var events: [Event] { core.log.events }

  package var progress: Progress { core.progress.progress }

  /// The step whose turn it is; `nil` if the lesson or the program was left.
  package var position: Int? { outcome == nil ? core.lesson?.judge.position : nil }

  /// The next typed line may answer the step.
  package var asksForAnswer: Bool { core.lesson?.openQuestion != nil }

  /// How long a line may keep the console or a server busy.
  private static let patience = Duration.seconds(3_600)

  /// Lets everything happen that happens by itself, up to the student's next line.
  private mutating func settle() {
    let limit = now + Self.patience
    hear()
    while outcome == nil, now < limit, let moment = nextMoment {
      now = moment
      world.advance(to: now)
      hear()
      take(.tick)
      hear()
    }
  }

  /// Nothing is waited for once the console reads and the servers have nothing more to say.
  private var nextMoment: Duration? {
    let wakes = [core.isReading ? nil : core.wakeAt, world.wakeAt].compactMap { $0 }
    return wakes.min()
  }

  private mutating func hear() {
    while case let news = world.takeNews(), !news.isEmpty {
      for (source, act) in news {
        guard let source = arrival(source, act) else { continue }
        take(.arrivals([Arrival(source: source, act: act, moment: now)]))
      }
    }
  }

  /// `nil` for a conversation that is not watched.
  private mutating func arrival(
    _ source: MemoryWorld.Source, _ act: Act
  ) -> Arrival.Source? {
    switch source {
    case .student(let number): .student(number)
    case .relay(let host, let number):
      watch.includes(act, of: number, at: host) ? .relay(host: host, connection: number) : nil
    case .world: .world
    }
  }

  private mutating func take(_ input: ConsoleInput) {
    pending.append(input)
    guard pending.count == 1 else { return }
    while let next = pending.first {
      for effect in core.take(next, at: now) { perform(effect) }
      pending.removeFirst()
    }
  }

  private mutating func perform(_ effect: ConsoleEffect) {
    switch effect {
    case .dial(let attempt, _, let port, let isPractice, let wish, let number):
      world.dial(
        attempt, port: isPractice ? port : 0, isImplicitTLS: wish.mode == .implicit,
        isInsecure: wish.isInsecure, conversation: number)
    case .send(let octets): world.send(octets)
    case .hangUp: world.hangUp()
    case .watch(let hosts): watch.hosts = hosts
    case .enter(let hosts):
      world = MemoryWorld(hosts ?? HostDescription.lectureWorld)
      watch.reset()
      for (_, act) in world.takeNews() {
        take(.arrivals([Arrival(source: .world, act: act, moment: now)]))
      }
      take(.entered(world.map))
    case .job(.behave(let host, let behaviours)):
      world.behave(behaviours, at: host)
      hear()
    case .job(.flushQueues): world.flushQueues()
    case .job(.recall): take(.recalled(recording))
    case .leave(let outcome): self.outcome = outcome
    case .say(let note): if keepsNotes { said.append(note) }
    case .identify(let named):
      take(.identified(named, ProgressRecord(), Identification.Recording(name: nil)))
    case .show, .display, .setView, .remember, .mask, .acknowledge, .record, .keepProgress, .job:
      break
    }
  }
}
