import Language
import Lessons
package import PracticeWorld
package import Presentation
import Protocols
import Teaching
package import Transcripts

/// The console's core: a value. Inputs go in, effects come out; it does no I/O and reads no clock.
///
/// Everything that decides what the console does is in this folder. In short:
///
/// - An input is a typed line, a key, something that the network told, a tick of the clock, or the result of a job that
///   an effect had asked for. Each comes with its moment, as the time since the console was opened.
/// - An effect is something that the shell (`Console`) does: send, show, dial, hang up, record, run a job. The shell
///   obeys in order and decides nothing.
/// - `activity` says whose turn it is. While it is `.reading`, the shell reads the keyboard. In every other activity it
///   only waits for the network, for Ctrl-C, and for `wakeAt`, at which it sends a tick.
/// - One typed line: `take(.line)` → `dispatch` (the console's own, or the server's) → `speak` → `StudentConnection`
///   notes it as under way → `.send`. Its octets come back as an arrival once they are on the wire: `hear` numbers and
///   folds the event (`SessionLog`), records it and shows it. A received line takes the second half of that way.
/// - A line typed before its turn waits in `outbox`. A script's next line is not even read before the reply to the one
///   before has come: `Turn` in `ConsoleCore+Turn.swift`.
package struct ConsoleCore {
  let settings: ConsoleSettings
  package internal(set) var view: ViewOptions
  package internal(set) var log: SessionLog
  var connection = StudentConnection()
  /// Lines typed before their turn: each waits for the reply to the one before.
  var outbox: [[UInt8]] = []
  var pipelines = false
  package internal(set) var activity = Activity.reading
  /// The world that names lead to, and the one in which the console was opened.
  var world: WorldMap
  let home: WorldMap
  /// The world of a lesson, not `home`.
  var isAway = false
  var lesson: LessonSession?
  /// Lessons begun.
  var attempts = 0
  var progress: ProgressRecord
  /// Servers whose own conversations are shown, in the order in which they were chosen.
  var watched: [String] = []
  /// The conversations of watched servers that are under way.
  var relays: [Arrival.Source: Int] = [:]
  var conversations = 0
  var typedFields = TypedFields()
  var garbled = GarbledReply()
  var unsent = UnsentLines()
  /// When the server said goodbye, and has not closed since.
  var goodbye: Duration?
  private var hasToldRecording = false
  /// Since the console was opened.
  package internal(set) var now = Duration.zero
  private var effects: [ConsoleEffect] = []

  package init(
    settings: ConsoleSettings, view: ViewOptions, home: WorldMap, progress: ProgressRecord,
    header: TranscriptHeader
  ) {
    self.settings = settings
    self.view = view
    self.home = home
    self.progress = progress
    world = home
    log = SessionLog(header: header)
  }

  /// What follows from `input`, which happened at `moment`, in the order in which it is to be done.
  package mutating func take(_ input: ConsoleInput, at moment: Duration) -> [ConsoleEffect] {
    now = max(now, moment)
    switch input {
    case .begin(let beginning): begin(beginning)
    case .line(let octets):
      startTurn()
      dispatch(octets)
    case .overlongLine:
      startTurn()
      say(.overlong)
    case .interrupt(let unread): interrupt(unread: unread)
    case .endOfInput: endInput()
    case .arrivals(let arrivals): hear(arrivals)
    case .unfinished(let octets): connection.notice(unfinished: octets, at: now)
    case .upcoming(let line): noteUpcoming(line)
    case .tick: break
    case .entered(let map): entered(map)
    case .notEntered(let reason): notEntered(reason)
    case .filesRead(let files, let purpose): typeFiles(files, for: purpose)
    case .behaves(let host, let scenario): say(.behaviour(of: host, scenario))
    case .jobInterrupted: if !settings.isInteractive { leave() }
    case .recordingEnded(let trouble): tellRecordingEnd(trouble)
    case .outputLost: leave()
    }
    proceed()
    defer { effects = [] }
    return effects
  }

  /// When the shell is to send a tick, if nothing else comes before.
  package var wakeAt: Duration? {
    [turnWake, goodbye.map { $0 + Self.goodbyePatience }, garbled.lastsFrom]
      .compactMap { $0 }.filter { $0 > now }.min()
  }

  var language: Language { view.language }

  /// The student's connection, as the fold knows it.
  package var conversation: Conversation? {
    connection.number.flatMap { log.session.conversations[$0] }
  }

  package var isConnected: Bool { conversation?.isOpen ?? false }

  // MARK: Effects

  mutating func perform(_ effect: ConsoleEffect) { effects.append(effect) }

  mutating func say(_ note: Note) { perform(.say(note)) }

  mutating func say(_ phrase: Phrase) { say(Note(.console, text: phrase)) }

  mutating func display(_ display: Display) { perform(.display(display)) }

  /// Said once: the recording ends here.
  private mutating func tellRecordingEnd(_ trouble: TranscriptFile.Trouble) {
    guard !hasToldRecording else { return }
    hasToldRecording = true
    switch trouble {
    case .full(let limit): say(.recordingFull(limit >> 20))
    case .failed: say(.recordingFailed)
    }
  }
}

/// What stays as it is while a console lives.
package struct ConsoleSettings: Sendable {
  package var version: String
  /// A person types, and sees what is typed; otherwise a script does.
  package var isInteractive: Bool
  /// A person reads along. JSON is the events themselves, all of them.
  package var showsWholeMessages: Bool
  /// Why the session is not recorded, where it should be.
  package var recordingFails: Bool
  /// The wall clock when the console was opened, in milliseconds since 1970.
  package var openedAt: Int
  /// Distinguishes this run from others: part of the Message-ID of what byhand composes.
  package var runID: Int
  /// Random: attempts at lessons get their ids from it.
  package var attemptSeed: UInt64

  package init(
    version: String, isInteractive: Bool, showsWholeMessages: Bool, recordingFails: Bool = false,
    openedAt: Int, runID: Int, attemptSeed: UInt64
  ) {
    self.version = version
    self.isInteractive = isInteractive
    self.showsWholeMessages = showsWholeMessages
    self.recordingFails = recordingFails
    self.openedAt = openedAt
    self.runID = runID
    self.attemptSeed = attemptSeed
  }
}

extension Phrase {
  fileprivate static let overlong = Phrase(
    en: "A line of more than 1 MiB was not sent: part of it would be another line.",
    zh: "有一行超过 1 MiB，没有发送：只发一部分，它就成了另一行。")
  fileprivate static func recordingFull(_ mebibytes: Int) -> Phrase {
    Phrase(
      en:
        "The recording of this session has \(mebibytes) MiB, its limit; what follows is not recorded.",
      zh: "本次会话的记录已达上限 \(mebibytes) MiB；之后的内容不再记录。")
  }
  fileprivate static let recordingFailed = Phrase(
    en:
      "The recording of this session cannot be written any more (is the disk full?); what follows is not recorded.",
    zh: "本次会话的记录无法继续写入（磁盘满了吗？）；之后的内容不再记录。")
}
