import Language
package import Lessons
import PracticeWorld
import Presentation
import Teaching
import Transcripts

/// What begins once a world is open.
package enum WorldEntry: Sendable {
  /// The world in which the console was opened.
  case home
  /// A lesson, in its own world or in the one in which the console was opened.
  case lesson(Lesson)
  /// The current lesson, from its beginning.
  case restart(Lesson)

  /// `nil` means the world in which the console was opened.
  fileprivate var description: [HostDescription]? {
    switch self {
    case .home: nil
    case .lesson(let lesson), .restart(let lesson): lesson.world
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
      display(.banner)
      startTurn()
      if !begin(lesson: id) {
        if let id { say(.noLesson(id)) }
        leave(.badInput)
      }
    case .lessonFile(let lesson):
      display(.banner)
      startTurn()
      move(.lesson(lesson))
    }
  }

  /// A lesson begins without a connection. Another world ends one too, because its server stays in
  /// the old world.
  mutating func move(_ entry: WorldEntry) {
    if case .home = entry, !isInLessonWorld { return }
    if isConnected || connection.isDialling { say(.connectionEnds(for: entry)) }
    hangUp(then: .enter(entry))
  }

  mutating func enter(_ entry: WorldEntry) {
    guard isInLessonWorld || entry.description != nil else {
      startTurn()
      return begin(entry)
    }
    if isInLessonWorld, entry.description == nil { say(.home) }
    activity = .entering(entry)
    perform(.enter(entry.description))
  }

  /// The world is open.
  mutating func entered(_ map: WorldMap) {
    guard case .entering(let entry) = activity else { return }
    world = map
    isInLessonWorld = entry.description != nil
    relays = [:]
    startTurn()
    if isInLessonWorld { display(.lessonWorld) }
    begin(entry)
  }

  /// The world could not be opened, so the lesson runs in the world in which the console was
  /// opened.
  mutating func notEntered(_ reason: Phrase) {
    guard case .entering(let entry) = activity else { return }
    world = home
    isInLessonWorld = false
    relays = [:]
    startTurn()
    say(reason)
    begin(entry)
  }

  private mutating func begin(_ entry: WorldEntry) {
    switch entry {
    case .home: break
    case .lesson(let lesson): lessonBegan(lesson)
    case .restart: lessonRestarted()
    }
  }
}

extension Note {
  fileprivate static let notRecorded = Note(
    .console,
    text: Phrase(
      en: "This session is not recorded: its file cannot be made. :save FILE keeps it elsewhere.",
      zh: "本次会话没有记录：无法创建记录文件。可以用 :save FILE 保存到别处。"))
}

extension Phrase {
  fileprivate static func connectionEnds(for entry: WorldEntry) -> Phrase {
    switch entry {
    case .home:
      Phrase(
        en: "The connection is closed: its server belongs to the lesson.",
        zh: "连接已关闭：那台服务器属于这一课。")
    case .lesson, .restart:
      Phrase(
        en: "The connection is closed: a lesson begins without one.",
        zh: "连接已关闭：每一课都从没有连接的状态开始。")
    }
  }
  fileprivate static let home = Phrase(
    en: "You are back in the world you came from.", zh: "已回到原来的世界。")
}
