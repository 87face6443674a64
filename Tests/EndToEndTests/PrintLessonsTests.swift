import Subprocess
import TestSupport
import Testing

/// `byhand lessons print`.
@Suite(.fewAtOnce) struct PrintLessonsTests {
  private static let homework = """
    lesson: homework
    version: 1
    title: {en: "Homework <1>", zh: "作业 <1>"}
    steps:
      - {id: look, say: {en: Look, zh: 看}, expect: {console: mailbox}, solution: [":mailbox"]}
    """

  private func print(_ arguments: [String]) async throws -> Program.Outcome {
    try await Program.byhand(["lessons", "print"] + arguments)
  }

  private func titles(_ html: String) -> [String] {
    html.matches(of: /<h1>(.*?)<\/h1>/).map { String($0.1) }
  }

  @Test func `lessons of the course, by id, number or title, go to standard output`() async throws {
    let sheet = try await print(["push-and-pull", "1", "Three phases"])
    #expect(sheet.status == 0 && sheet.errors.isEmpty)
    #expect(titles(sheet.output) == ["Push and pull", "A first conversation", "Three phases"])
    let key = try await print(["1", "--answers", "--lang", "zh"])
    #expect(titles(key.output) == ["第一次对话"])
    #expect(key.output.contains("答案（供教师使用）") && key.output.contains("lang=\"zh-Hans\""))
  }

  @Test func `a teacher's lesson is printed from its file, or from a folder`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/mine.yaml"
    try Program.write(Self.homework, to: file)
    for arguments in [[file], ["homework", "--lessons", scratch.path]] {
      let sheet = try await print(arguments)
      #expect(sheet.status == 0 && titles(sheet.output) == ["Homework &lt;1&gt;"])
    }
  }

  @Test func `each unknown lesson is named, nothing is printed, and the status is 65`()
    async throws
  {
    let outcome = try await print(["nosuch", "phases", "nothing"])
    #expect(outcome.status == 65 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("there is no lesson nosuch"))
    #expect(outcome.errors.contains("there is no lesson nothing"))
    let chinese = try await print(["nosuch", "--lang", "zh"])
    #expect(chinese.status == 65 && chinese.errors.contains("没有叫 nosuch 的课"))
    #expect(try await print([]).status == 64)
    let played = try await Program.byhand(["lesson", "nosuch", "--no-record"])
    #expect(played.status == 65 && played.output.contains("No lesson nosuch"))
  }

  @Test func `a file is written, and none is replaced unasked`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/sheet.html"
    let first = try await print(["phases", "-o", file])
    #expect(first.status == 0 && first.output.hasPrefix("Written: \(file)"))
    let again = try await print(["phases", "--output", file])
    #expect(again.status == 74 && again.errors.contains("exists already"))
    #expect(try await print(["1", "-o", file, "--force"]).status == 0)
    #expect(try await print(["1", "-o", "\(scratch.path)/none/sheet.html"]).status == 74)
    #expect(try await print(["1", "-o", "-"]).output.hasPrefix("<!doctype html>"))
  }
}
