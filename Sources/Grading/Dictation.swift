import Language
import Lessons

/// What a lesson itself shows to be typed, or names: equal lines of two students prove nothing
/// there.
struct Dictation: Sendable {
  private let lines: Set<String>
  /// All that is said, to look for a line within it.
  private let said: String

  init(_ lesson: Lesson) {
    var lines: Set<String> = []
    var said: [Phrase] = [lesson.introduction, lesson.goal].compactMap { $0 }
    for step in lesson.steps {
      lines.formUnion(step.solution + step.begin + step.wrong.joined())
      said += step.hints + step.mistakes.map(\.say)
      switch step.task {
      case .act(let say, let shown, _):
        lines.formUnion(shown)
        said.append(say)
      case .ask(let question):
        said += [question.text, question.explanation ?? .empty]
        said += question.choices.flatMap { [$0.text, $0.why ?? .empty] }
      case .fill(let question): said += [question.text, question.explanation ?? .empty]
      case .predict(let prediction):
        lines.formUnion(prediction.lines)
        said += [prediction.text, prediction.explanation ?? .empty]
      case .reflect(let say, let explanation): said += [say, explanation ?? .empty]
      }
    }
    self.lines = lines
    self.said = said.flatMap { [$0.english, $0.chinese] }.joined(separator: "\n")
  }

  func has(_ line: String) -> Bool { lines.contains(line) || said.contains(line) }
}
