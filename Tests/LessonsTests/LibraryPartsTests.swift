import Lessons
import Testing

struct `The parts of a library` {
  @Test func `hold the course's lessons in its order, and none is empty`() {
    let parts = Library().parts
    #expect(parts.flatMap(\.lessons) == Library().lessons)
    #expect(parts.count == 3)
    #expect(parts.allSatisfy { !$0.lessons.isEmpty })
    #expect(parts.map { $0.lessons.last?.id } == ["repair", "finding-the-server", "evolution"])
  }

  @Test func `leave a lesson in its part whose place a teacher's takes; others come last`() throws {
    // Also the lesson with which a part begins.
    let ids = ["envelope-and-header", "phases", "mine"]
    let own = try ids.map { id in
      try parse(
        "lesson: \(id)\nversion: 9\ntitle: {en: Own, zh: 自编}\nsteps:\n"
          + step("a", "{console: mailbox}"))
    }
    let course = Library().parts
    let parts = Library(own: own).parts
    #expect(parts.flatMap(\.lessons) == Library(own: own).lessons)
    #expect(parts.dropLast().map { $0.lessons.map(\.id) } == course.map { $0.lessons.map(\.id) })
    #expect(parts.last?.lessons == [own[2]])
    #expect(parts[1].lessons.first == own[0])
  }
}
