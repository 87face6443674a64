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
      dial(target)
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

  /// Each lesson gets a new world. An open connection ends, because its server stays in the old
  /// world.
  mutating func move(_ entry: WorldEntry) {
    if entry.description == nil, !isInLessonWorld { return begin(entry) }
    if isConnected || connection.isDialling { say(.leftBehind) }
    hangUp(then: .enter(entry))
  }

  mutating func enter(_ entry: WorldEntry) {
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
  fileprivate static let leftBehind = Phrase(
    en: "The connection is closed: the lesson plays in another world.", zh: "连接已关闭：课程在另一个世界里进行。")
  fileprivate static let home = Phrase(
    en: "You are back in the world you came from.", zh: "已回到原来的世界。")
}
