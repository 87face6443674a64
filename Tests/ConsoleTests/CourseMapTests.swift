import Language
import Lessons
import Presentation
import Testing

@testable import Console

/// The map of the course, from progress.
@Suite struct CourseMapTests {
  private static let library: Library = {
    let texts = ["one", "two", "three"].map { id in
      let minutes = id == "three" ? "" : "minutes: 10\n"
      let steps = ["a", "b", "c", "d"].map {
        "  - {id: \($0), say: {en: Do, zh: 做}, expect: {console: mailbox}}\n"
      }
      return "lesson: \(id)\nversion: 1\n\(minutes)title: {en: \(id), zh: 课}\nsteps:\n"
        + steps.joined()
    }
    return Library(own: texts.compactMap { try? LessonFile.parse(Array($0.utf8), name: "l.yaml") })
  }()

  private static let course = Course.entries.count

  /// - Parameters:
  ///   - steps: By lesson: how many of its four steps have passed, and whether it is being done.
  ///   - latest: The lesson that was left last.
  private func map(
    _ steps: [String: Int], again: Set<String> = [], latest: String? = nil, courseDone: Bool = true
  ) throws -> CourseMap {
    let names = ["a", "b", "c", "d"]
    func standing(_ version: Int, _ passed: [String], _ step: String?) -> String {
      let step = step.map { "\"step\": \"\($0)\", " } ?? ""
      return
        "{\"version\": \(version), \(step)\"passed\": [\(passed.map { "\"\($0)\"" }.joined(separator: ","))]}"
    }
    var members = steps.map { id, count in
      let step = again.contains(id) ? "b" : count < 4 ? names[count] : nil
      let key = "\(id)@\(Self.library[id]?.digest ?? "")"
      return "\"\(key)\": " + standing(1, Array(names[..<count]), step)
    }
    if courseDone {
      for entry in Course.entries {
        let lesson = try entry.lesson()
        members.append("\"\(lesson.id)\": " + standing(lesson.version, lesson.steps.map(\.id), nil))
      }
    }
    let digest = latest.map { Self.library[$0]?.digest ?? "" }
    let last = latest.map { "\"latest\": \"\($0)@\(digest ?? "")\", " } ?? ""
    let text = "{\(last)\"lessons\": {\(members.joined(separator: ", "))}}"
    return CourseMap(Self.library, try #require(Progress(Array(text.utf8))))
  }

  private func own(_ map: CourseMap) -> [CourseMap.Entry.Standing] {
    map.rows.suffix(3).map(\.standing)
  }

  @Test func `before anything was done the first lesson is the next`() throws {
    let map = try map([:], courseDone: false)
    #expect(map.next == "first-conversation")
    #expect(map.rows.allSatisfy { $0.standing == .fresh })
    #expect(map.rows.map(\.number) == Array(1...Self.course + 3))
    #expect(map.sums[0].english == "0 of \(Self.course + 3) lessons done")
  }

  @Test func `what was left last is the next; what was begun is told by its step`() throws {
    let map = try map(["one": 4, "two": 1, "three": 2], latest: "three")
    #expect(own(map) == [.done, .begun(step: 2, of: 4), .begun(step: 3, of: 4)])
    #expect(map.next == "three")
    #expect(map.rows.count { $0.isNext } == 1)
    #expect(map.rows.last?.points == "2/4")
    #expect(map.sums[0].english == "\(Self.course + 1) of \(Self.course + 3) lessons done")
  }

  @Test func `minutes left are those of the steps that are left`() throws {
    let minutes = try map(["one": 1, "two": 4, "three": 4]).sums.last
    #expect(minutes == Phrase(en: "about 8 minutes left", zh: "还需约 8 分钟"))
    let unknown = try map(["one": 1]).sums.last
    #expect(unknown == Phrase(en: "at least 18 minutes left", zh: "至少还需 18 分钟"))
  }

  @Test func `when all is done nothing is left, unless a lesson is being done again`() throws {
    let done = ["one": 4, "two": 4, "three": 4]
    let all = try map(done, latest: "two")
    #expect(all.next == nil && all.sums.count == 2)
    let again = try map(done, again: ["two"], latest: "two")
    #expect(again.next == "two" && own(again) == [.done, .done, .done])
  }

  @Test func `the console says how to go on with the next lesson`() {
    var bench = ConsoleBench()
    bench.type(":lessons")
    let next = bench.core.settings.library.lessons.first?.id ?? ""
    #expect(bench.said.last?.hasSuffix(":lesson \(next)") == true)
  }
}
