import Language
import Lessons
import Markup

/// What a step has on the sheet and in the key alike.
protocol PaperStep {
  var step: LessonStep { get }
  /// From 1, as the console counts.
  var number: Int { get }
  var lesson: Lesson { get }
  var language: Language { get }
  /// What stands below the lines that byhand types.
  var content: HTML { get }
}

extension PaperStep {
  var html: HTML {
    """
    <section class="step"><h2>\(number)</h2>\(points)
    \(prepared)\(content)</section>

    """
  }

  private var points: HTML {
    guard step.points > 0 else { return "" }
    return "<small class=\"points\">\(Phrase.points(step.points)[language])</small>"
  }

  private var prepared: HTML {
    guard !step.begin.isEmpty else { return "" }
    return label(.prepared) + lines(step.begin)
  }

  func text(_ phrase: Phrase) -> HTML { "<p class=\"say\">\(phrase[language])</p>\n" }

  func label(_ phrase: Phrase) -> HTML { "<p class=\"label\">\(phrase[language])</p>\n" }

  /// Lines as they are typed. The empty one would not be seen.
  func lines(_ lines: [String]) -> HTML {
    let shown = lines.map { $0.isEmpty ? "⏎" : $0 }.joined(separator: "\n")
    return "<pre>\(shown)</pre>\n"
  }

  /// The choices in their order on paper, numbered as in the file. What is shuffled on the screen
  /// is shuffled here, in the same way on each sheet and its key: authors often put the right
  /// choice first.
  func order(of question: LessonStep.Question) -> [Int] {
    question.order(in: lesson.attempt(id: lesson.digest, at: step.id), at: step.id)
  }
}

extension Phrase {
  fileprivate static let prepared = Phrase(
    en: "byhand types these lines before the step:", zh: "这一步之前，byhand 会先输入这几行：")
}
