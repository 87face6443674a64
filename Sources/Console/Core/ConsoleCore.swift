import Language
package import Lessons
package import PracticeWorld
package import Presentation
import Protocols
import Teaching
package import Transcripts

/// The console's core, a value. It takes inputs and returns effects. It does no I/O and reads no
/// clock.
///
/// Everything that decides what the console does is in this folder:
///
/// - An input is a typed line, a key, an arrival from the network, a tick of the clock, or the
///   result of a job that an effect started. It comes with its time since the console was opened.
/// - An effect tells the shell (`Console`) to do something: send, show, dial, hang up, record, run
///   a job. The shell performs effects in order and decides nothing.
/// - `activity` says whose turn it is. While it is `.reading`, the shell reads the keyboard.
///   Otherwise the shell only waits for the network, for Ctrl-C, and for `wakeAt`, when it sends a
///   tick.
/// - The path of a typed line: `take(.line)` → `dispatch` (to the console or the server) →
///   `sendInTurn` → `StudentConnection` notes it as in flight → `.send`. When its octets are on the
///   wire, they come back as an arrival: `receive` adds the event to the session (`SessionLog`),
///   records it and shows it. A line from the server takes only the second half of this path.
/// - A line typed before its turn waits in `outbox`. A script's next line is not read before the
///   reply to the line before it has come: see `Turn` in `ConsoleCore+Turn.swift`.
package struct ConsoleCore {
  let settings: ConsoleSettings
  package internal(set) var view: ViewOptions
  package internal(set) var log: SessionLog
  var connection = StudentConnection()
  /// Lines typed before their turn. Each waits for the reply to the line before it.
  var outbox: [OutgoingLine] = []
  var pipelines = false
  package internal(set) var activity = Activity.reading
  /// The current world, in which host names are looked up: a lesson's, or the console's own.
  var world: WorldMap
  var lesson: LessonSession?
  /// The lesson's next step is shown once the connection has ended, or the watched ones have.
  var holdsNextStep = false
  /// When it does not wait for watched conversations any longer.
  var stepHeldUntil = Duration.zero
  /// The number of lessons begun.
  var attempts = 0
  /// What is done again of a lesson that is being resumed.
  var redo: Redo?
  /// The lines of the current message's text that were done again.
  var redoneLines = 0
  var progress: ProgressRecord
  /// As it was when the console was opened.
  let progressBefore: Progress
  var studentQuestion = StudentQuestion.notAsked
  var login = LoginProgress.none
  /// So many lines that come next may answer an AUTH that was not sent.
  var unsentResponses = 0
  var securing = Securing.none
  /// The name of the file in which this session is recorded.
  var recording: String?
  /// The servers whose own conversations are shown, in the order in which they were chosen.
  var watched: [String] = []
  /// The open conversations of watched servers.
  var relays: [Arrival.Source: Int] = [:]
  var conversations = 0
  /// What the student has been told about where accepted messages go.
  var deliveriesTold: Set<Delivery> = []
  var mailUnderWay = MailUnderWay()
  var typedFields = TypedFields()
  var garbled = GarbledReply()
  var unsent = UnsentLines()
  /// When the server said goodbye. `nil` once it has closed.
  var goodbye: Duration?
  var hasSaidRecordingEnded = false
  var hasSaidProgressLost = false
  /// Time since the console was opened.
  package internal(set) var now = Duration.zero
  private var effects: [ConsoleEffect] = []

  package init(
    settings: ConsoleSettings, view: ViewOptions, world: WorldMap, progress: ProgressRecord,
    header: TranscriptHeader
  ) {
    self.settings = settings
    self.view = view
    self.world = world
    self.progress = progress
    progressBefore = progress.progress
    recording = settings.recording
    log = SessionLog(header: header)
  }

  /// Processes an input that happened at `moment`.
  ///
  /// - Returns: The effects, in the order in which the shell must perform them.
  package mutating func take(_ input: ConsoleInput, at moment: Duration) -> [ConsoleEffect] {
    now = max(now, moment)
    switch input {
    case .begin(let beginning): begin(beginning)
    case .line(let octets):
      // A line may answer the step that was passed to.
      if holdsNextStep, !hasServerSaidGoodbye { sayNextStep() }
      startTurn()
      dispatch(octets)
    case .overlongLine:
      startTurn()
      say(.overlong)
    case .interrupt(let unread): interrupt(unread: unread)
    case .endOfInput: endInput()
    case .arrivals(let arrivals): receive(arrivals)
    case .unfinished(let octets): connection.notice(unfinished: octets, at: now)
    case .upcoming(let line): noteUpcoming(line)
    case .tick: break
    case .entered(let map): entered(map)
    case .notEntered(let reason): notEntered(reason)
    case .recalled(let events): recalled(events)
    case .lessonRead(let lesson): begin(lesson)
    case .latestRead(let lesson): goOn(with: lesson)
    case .filesRead(let files, let purpose): typeFiles(files, for: purpose)
    case .recordingEnded(let trouble): sayRecordingEnded(trouble)
    case .progressLost: sayProgressLost()
    case .identified(let named, let progress, let recording): identified(named, progress, recording)
    case .outputLost: leave()
    }
    proceed()
    defer { effects = [] }
    return effects
  }

  /// When the shell must send a tick, if nothing else happens before.
  package var wakeAt: Duration? {
    [
      turnWake, goodbye.map { $0 + Self.goodbyePatience }, garbled.lastsFrom,
      holdsNextStep ? stepHeldUntil : nil,
    ]
    .compactMap { $0 }.filter { $0 > now }.min()
  }

  var language: Language { view.language }

  /// The student's conversation, as the session knows it.
  package var conversation: Conversation? {
    connection.number.flatMap { log.session.conversations[$0] }
  }

  package var isConnected: Bool { conversation?.isOpen ?? false }

  // MARK: Effects

  mutating func perform(_ effect: ConsoleEffect) { effects.append(effect) }

  mutating func say(_ note: Note) { perform(.say(note)) }

  mutating func say(_ phrase: Phrase) { say(Note(.console, text: phrase)) }

  mutating func display(_ display: Display) { perform(.display(display)) }

  /// Says, once, that the recording ends here.
  private mutating func sayRecordingEnded(_ trouble: TranscriptFile.Trouble) {
    guard !hasSaidRecordingEnded else { return }
    hasSaidRecordingEnded = true
    switch trouble {
    case .full(let limit): say(.recordingFull(limit >> 20))
    case .failed: say(.recordingFailed)
    }
  }

  /// Says, once, that progress is not kept. The lesson goes on.
  private mutating func sayProgressLost() {
    guard !hasSaidProgressLost else { return }
    hasSaidProgressLost = true
    say(.progressLost)
  }
}

/// Settings that do not change while a console runs.
package struct ConsoleSettings: Sendable {
  package var version: String
  /// A person types and sees the typed text. Otherwise a script types.
  package var isInteractive: Bool
  /// A person reads the output. JSON output contains all events themselves.
  package var showsWholeMessages: Bool
  /// A password may go out in clear without asking.
  package var sendsLoginInClear: Bool
  /// The student is asked for a name before the first lesson, unless there is one: a person types
  /// and reads at a terminal.
  package var asksForStudent: Bool
  /// The session should be recorded, but cannot be.
  package var recordingFails: Bool
  /// The wall clock when the console was opened, in milliseconds since 1970.
  package var openedAt: Int
  /// Distinguishes this run from others. It is part of the Message-ID of messages that byhand
  /// composes.
  package var runID: Int
  /// A random number, from which attempts at lessons get their IDs.
  package var attemptSeed: UInt64
  /// The lessons that can be begun by name.
  package var library: Library
  /// The name of the file in which the session is recorded at first.
  package var recording: String?

  package init(
    version: String, isInteractive: Bool, showsWholeMessages: Bool,
    sendsLoginInClear: Bool = false, asksForStudent: Bool = false,
    recordingFails: Bool = false,
    openedAt: Int, runID: Int, attemptSeed: UInt64, library: Library = Library(),
    recording: String? = nil
  ) {
    self.version = version
    self.isInteractive = isInteractive
    self.showsWholeMessages = showsWholeMessages
    self.sendsLoginInClear = sendsLoginInClear
    self.asksForStudent = asksForStudent
    self.recordingFails = recordingFails
    self.openedAt = openedAt
    self.runID = runID
    self.attemptSeed = attemptSeed
    self.library = library
    self.recording = recording
  }
}

extension Phrase {
  fileprivate static let progressLost = Phrase(
    en:
      "Your progress cannot be saved (is the disk full?). You can go on, but byhand will not remember it.",
    zh: "无法保存你的进度（磁盘满了吗？）。可以接着做，但下次不会记得。")
  fileprivate static let overlong = Phrase(
    en: "A line of more than 1 MiB was not sent: part of it would be another line.",
    zh: "有一行超过 1 MiB，没有发送：只发一部分，它就成了另一行。")
  fileprivate static func recordingFull(_ mebibytes: Int) -> Phrase {
    Phrase(
      en:
        "The recording of this session has reached its limit of \(mebibytes) MiB; the rest is not recorded.",
      zh: "本次会话的记录已达上限 \(mebibytes) MiB；之后的内容不再记录。")
  }
  fileprivate static let recordingFailed = Phrase(
    en:
      "The recording of this session cannot be written any more (is the disk full?); the rest is not recorded.",
    zh: "本次会话的记录无法继续写入（磁盘满了吗？）；之后的内容不再记录。")
}
