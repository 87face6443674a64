import Language
package import Lessons
import PracticeWorld
import Presentation
import Teaching
import Transcripts

/// What begins once a world is open.
package enum WorldEntry: Sendable {
  /// The console's own world.
  case home
  /// The same, for another student.
  case homeAnew
  /// A lesson, in a world of its own.
  case lesson(Lesson)
  /// The current lesson, from its beginning.
  case restart(Lesson)
  /// The current lesson, as it was when this step began.
  case back(Lesson, step: String)

  /// `nil` means the console's own world.
  fileprivate var description: [HostDescription]? {
    switch self {
    case .home, .homeAnew: nil
    case .lesson(let lesson), .restart(let lesson), .back(let lesson, _): lesson.world
    }
  }
}

/// Enters the world of a lesson and returns from it.
extension ConsoleCore {
  /// Starts the console.
  mutating func begin(_ beginning: Beginning) {
    if settings.recordingFails { say(Note.notRecorded) }
    switch beginning {
    case .practice:
      display(.banner)
      startTurn()
    case .connect(let target):
      startTurn(end: .connected)
      guard asks(about: target.spelling, line: target.line(to:)) else { return dial(target) }
      if settings.isInteractive { startTurn() }
    case .lesson(let id):
      display(.title)
      startTurn()
      if !begin(lesson: id) {
        if let id { say(.noLesson(id)) }
        leave(.badInput)
      }
    case .lessonFile(let lesson):
      display(.title)
      startTurn()
      begin(lesson)
    }
  }

  /// A lesson begins without a connection. Another world ends one too, because its server stays in
  /// the old world.
  mutating func move(_ entry: WorldEntry) {
    if isConnected || connection.isDialling { say(.connectionEnds(for: entry)) }
    hangUp(then: .enter(entry))
  }

  mutating func enter(_ entry: WorldEntry) {
    // What an earlier lesson watched does not go on in the next.
    if case .lesson = entry, !watched.isEmpty { watch([]) }
    activity = .entering(entry)
    perform(.enter(entry.description))
  }

  /// The world is open.
  mutating func entered(_ map: WorldMap) {
    guard case .entering(let entry) = activity else { return }
    world = map
    relays = [:]
    if case .lesson(let lesson) = entry, let recording = recordingToRecall(lesson) {
      return perform(.job(.recall(recording: recording)))
    }
    startTurn()
    begin(entry, nil)
  }

  /// The recording of the attempt has been read.
  mutating func recalled(_ events: [Event]?) {
    guard case .entering(let entry) = activity else { return }
    startTurn()
    begin(entry, events)
  }

  /// The world could not be opened. Without a world of its own the lesson does not begin, and
  /// without the console's own there is nowhere to be.
  mutating func notEntered(_ reason: Phrase) {
    guard case .entering(let entry) = activity else { return }
    lesson = nil
    say(reason)
    if entry.description == nil { leave(.noWorld) } else { enter(.home) }
  }

  /// `events`: of the recording of the attempt.
  private mutating func begin(_ entry: WorldEntry, _ events: [Event]?) {
    switch entry {
    case .home: say(.home)
    case .homeAnew: break
    case .lesson(let lesson):
      display(.lessonWorld)
      lessonBegan(lesson, events)
    case .restart:
      display(.lessonWorld)
      lessonRestarted()
    case .back(_, let step): wentBack(to: step)
    }
  }
}

extension Note {
  static let notRecorded = Note(
    .console,
    text: Phrase(
      en:
        "This session is not recorded: its file cannot be created. :save FILE keeps it elsewhere.",
      zh: "本次会话没有记录：无法创建记录文件。可以用 :save 文件名 保存到别处。"))
}

extension Phrase {
  fileprivate static func connectionEnds(for entry: WorldEntry) -> Phrase {
    switch entry {
    case .home, .homeAnew:
      Phrase(
        en: "The connection is closed: its server belongs to the lesson.",
        zh: "连接已关闭：那台服务器属于这一课。")
    case .back:
      Phrase(
        en: "The connection is closed: the practice world goes back with you.",
        zh: "连接已关闭：练习环境也一起退回去。")
    case .lesson, .restart:
      Phrase(
        en: "The connection is closed: a lesson begins without one.",
        zh: "连接已关闭：每一课都从没有连接的状态开始。")
    }
  }
  fileprivate static let home = Phrase(
    en: "You are back in the practice world.", zh: "已回到平常的练习环境。")
}
