import Lessons
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// kill -9 takes nothing away: neither a step nor a point.
@Suite(.fewAtOnce) struct LessonKillTests {
  /// A student's data folder, and what is done there in several runs of the program.
  private struct Student {
    let lesson: Lesson
    let folder = Scratch()

    /// Runs the program, and kills it once the last words have been shown. Each group of lines is
    /// typed once the words before it have been.
    ///
    /// - Returns: The lines that were shown, and the progress that was kept at the first words.
    func play(_ script: [(lines: [String], words: String)]) async throws -> (
      output: [String], first: Progress
    ) {
      let result = try await Subprocess.run(
        .path(FilePath(Program.byhand)), arguments: ["lesson", lesson.id, "--plain"],
        environment: .inherit.updating([
          "LANG": "C.UTF-8", "XDG_DATA_HOME": "\(folder.path)/data", "SWIFT_BACKTRACE": "enable=no",
          "BYHAND_STUDENT": nil,
        ]), input: .inputWriter, output: .sequence, error: .discarded
      ) { execution in
        var (heard, first) = ([String](), Progress?.none)
        var output = execution.standardOutput.strings().makeAsyncIterator()
        for (lines, words) in script {
          let text = lines.map { $0 + "\n" }.joined()
          _ = try await execution.standardInputWriter.write(text)
          repeat {
            guard let line = try await output.next() else { return (heard, Progress()) }
            heard.append(line)
          } while heard.last?.hasPrefix(words) != true
          first = first ?? progress
        }
        try execution.send(signal: .kill)
        return (heard, first ?? Progress())
      }
      return result.closureResult
    }

    var progress: Progress {
      Program.octets(of: "\(folder.path)/data/byhand/progress.json").flatMap { Progress($0) }
        ?? Progress()
    }
  }

  @Test(arguments: Tries.one(in: 4, of: Course.entries.map(\.id)))
  func `a lesson goes on where it was killed, with the same points`(id: String) async throws {
    let lesson = try #require(Course.entry(id)).lesson()
    let student = Student(lesson: lesson)
    var random = SeededGenerator(seed: UInt64(lesson.steps.count))
    let places = Array((1..<lesson.steps.count).shuffled(using: &random).prefix(2)).sorted()
    let place = { (step: Int) in "# ▸ \(step + 1)/\(lesson.steps.count)  " }
    var (step, rest) = (0, lesson.steps[0].solution)
    var before = Progress()
    for next in places {
      let lines = rest + lesson.steps[(step + 1)..<next].flatMap(\.solution)
      // A part of the next solution is typed, too, where it is seen on the wire.
      let solution = lesson.steps[next].solution
      let part = lesson.steps[next].isDone(by: solution) ? solution.dropLast().prefix(2) : []
      var script = [([], place(step)), (lines, place(next))]
      if let last = part.last { script.append((Array(part), "C: \(last)")) }
      let (output, first) = try await student.play(script)
      #expect(output.last?.hasPrefix(script.last?.1 ?? "") == true, "\(output.suffix(5))")
      #expect(first.step(in: lesson) == before.step(in: lesson))
      #expect(first.score(in: lesson) == before.score(in: lesson))
      before = student.progress
      #expect(before.step(in: lesson) == lesson.steps[next].id)
      (step, rest) = (next, Array(solution.dropFirst(part.count)))
    }
    let (_, last) = try await student.play([([], place(step))])
    #expect(last.step(in: lesson) == before.step(in: lesson))
    #expect(last.score(in: lesson) == before.score(in: lesson))
    #expect(!student.progress.passed(in: lesson).isEmpty)
  }
}

extension LessonStep {
  /// Its solution is lines for a server, of which the last passes it.
  fileprivate func isDone(by solution: [String]) -> Bool {
    guard case .act = task, solution.count > 1 else { return false }
    return !solution.contains { $0.hasPrefix(":") || $0.hasPrefix("telnet ") || $0.isEmpty }
  }
}
