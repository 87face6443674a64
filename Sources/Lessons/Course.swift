import Language
import LessonFiles
import Synchronization

/// The lessons that the program carries, in the course's order.
package enum Course {
  package struct Entry: Hashable, Sendable {
    /// The file's name, with `.yaml`.
    package let file: String
    package let octets: [UInt8]

    /// `first-conversation` of `01-first-conversation.yaml`. A test checks that the lesson says so.
    package var id: String {
      String(file.dropLast(".yaml".count).drop { $0.isNumber || $0 == "-" })
    }

    package func lesson() throws(LessonError) -> Lesson {
      try LessonFile.parse(octets, name: file)
    }
  }

  package static let entries: [Entry] = (0..<byhand_lesson_count()).map { index in
    let file = byhand_lesson_at(index)
    return Entry(
      file: String(cString: file.name),
      octets: Array(UnsafeBufferPointer(start: file.text, count: file.length)))
  }

  package static func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  static let lessons = entries.compactMap { lesson($0.id) }

  /// Lessons that make a whole together.
  struct Part: Sendable {
    let title: Phrase
    /// The id of the lesson that it begins with. It ends where the next part begins.
    let first: String
  }

  /// In the course's order. A test checks that the first begins with the first lesson.
  static let parts = [
    Part(title: .lecture, first: "first-conversation"),
    Part(title: .delivery, first: "envelope-and-header"),
    Part(title: .today, first: "esmtp"),
  ]

  /// Each is read once, when it is first asked for: most runs need a single one.
  static func lesson(_ id: String) -> Lesson? {
    read.withLock { lessons in
      if let lesson = lessons[id] { return lesson }
      let lesson = try? entry(id)?.lesson()
      lessons[id] = lesson
      return lesson
    }
  }

  private static let read = Mutex<[String: Lesson]>([:])

  /// Whether it is one of these, octet by octet. A teacher's lesson may have the id of one.
  package static func contains(_ lesson: Lesson) -> Bool {
    self.lesson(lesson.id)?.digest == lesson.digest
  }
}

extension Phrase {
  fileprivate static let lecture = Phrase(en: "The lecture", zh: "课上的内容")
  fileprivate static let delivery = Phrase(en: "How mail finds its way", zh: "邮件怎样找到路")
  fileprivate static let today = Phrase(en: "Mail today", zh: "今天的邮件")
}
