import Lessons
import Testing

struct `The plays of a lesson` {
  @Test func `try each wrong line after all earlier solutions, then the solution`() throws {
    let lesson = try lesson(
      step("a", "{closed: true}", ", solution: [A, B], wrong: [X]")
        + step("b", "{closed: true}", ", solution: [\"\"], wrong: [[Y, Z], W]"))
    let plays = LessonPlay.plays(of: lesson)
    #expect(
      plays.map(\.lines) == [
        ["X"], ["A", "B"], ["A", "B", "Y", "Z"], ["A", "B", "W"], ["A", "B", ""],
      ])
    #expect(plays.map(\.mustPass) == [false, true, false, false, true])
    #expect(plays.map(\.step) == ["a", "a", "b", "b", "b"])
    #expect(plays.last?.before == ["A", "B"])
    #expect(plays.last?.own == [""])
  }

  @Test(arguments: ["my-lesson", "a", "1", "true", "null", "-", "---"])
  func `are there for a new lesson too`(id: String) throws {
    let lesson = try parse(LessonTemplate.text(id: id))
    #expect(lesson.id == id)
    #expect(LessonPlay.plays(of: lesson).count == 4)
  }
}
