import Language
import Lessons
import Markup

/// A step for the teacher: the task and its answer, what is said of it, and what wrong answers mean.
struct KeyStep: PaperStep {
  let step: LessonStep
  let number: Int
  let lesson: Lesson
  let language: Language

  init(_ step: LessonStep, _ number: Int, of lesson: Lesson, _ language: Language) {
    self.step = step
    self.number = number
    self.lesson = lesson
    self.language = language
  }

  var content: HTML {
    switch step.task {
    case .act(let say, _, _): text(say) + solution + reply
    case .ask(let question):
      text(question.text) + choices(question) + explanation(question.explanation)
    case .fill(let question):
      text(question.text) + accepted(question) + slips(question)
        + explanation(question.explanation)
    case .predict(let prediction):
      text(prediction.text) + self.prediction + solution + explanation(prediction.explanation)
    case .reflect(let say, let explanation):
      text(say) + label(.freeText) + example + self.explanation(explanation)
    }
  }

  // MARK: Done by hand

  private var solution: HTML {
    step.linesToSend.isEmpty ? "" : label(.solution) + lines(step.linesToSend)
  }

  /// Where the step asks for a reply by its code.
  private var reply: HTML { codes.isEmpty ? "" : fact(.reply, codes.joined(separator: " / ")) }

  private var codes: [String] {
    (step.expectation?.conditions ?? []).flatMap { condition -> [String] in
      switch condition {
      case .reply(let patterns), .status(let patterns): patterns.map(\.description)
      default: []
      }
    }
  }

  /// The code, and the first digit, which is as good.
  private var prediction: HTML {
    let digits = Set(codes.compactMap(\.first).map(String.init)).sorted()
    let right = codes.isEmpty ? Array(step.solution.prefix(1)) : codes + digits
    return fact(.prediction, right.joined(separator: " / "))
  }

  // MARK: Answers

  private func choices(_ question: LessonStep.Question) -> HTML {
    let items = order(of: question).enumerated().map { index, number -> HTML in
      let choice = question.choices[number - 1]
      let isRight = number == question.answer
      let why = choice.why.map { explanation($0) } ?? HTML()
      let text: HTML = "<b>\(index + 1)</b> \(choice.text[language])"
      return isRight
        ? "<li class=\"right\"><i class=\"box\">✓</i> \(text)\(why)</li>\n"
        : "<li><i class=\"box\"></i> \(text)\(why)\(belief(choice.misconception))</li>\n"
    }
    return "<ul class=\"choices\">\n\(items)</ul>\n"
  }

  private func accepted(_ question: LessonStep.ShortQuestion) -> HTML {
    "<p class=\"label right\">\(Phrase.accepted[language]) \(quoted(question.accepted))</p>\n"
  }

  private func slips(_ question: LessonStep.ShortQuestion) -> HTML {
    guard !question.slips.isEmpty else { return "" }
    let items = question.slips.map { slip -> HTML in
      "<li>\(quoted(slip.answers))\(explanation(slip.say))\(belief(slip.misconception))</li>\n"
    }
    return label(.slips) + "<ul class=\"slips\">\n\(items)</ul>\n"
  }

  private var example: HTML {
    step.solution.isEmpty ? "" : label(.example) + lines(step.solution)
  }

  private func quoted(_ answers: [String]) -> HTML {
    answers.enumerated().reduce(HTML()) { list, answer in
      let gap: HTML = answer.offset > 0 ? " · " : ""
      return list + gap + "<code>\(answer.element)</code>"
    }
  }

  // MARK: What is said

  private func fact(_ label: Phrase, _ value: String) -> HTML {
    "<p class=\"label right\">\(label[language]) <code>\(value)</code></p>\n"
  }

  private func explanation(_ phrase: Phrase?) -> HTML {
    phrase.map { "<p class=\"why\">\($0[language])</p>\n" } ?? ""
  }

  /// What a student who answers so believes.
  private func belief(_ id: String?) -> HTML {
    guard let belief = id.flatMap({ Misconception.named($0) })?.belief else { return "" }
    return """
      <p class="belief">\(Phrase.belief[language]) <q>\(belief[language])</q></p>

      """
  }
}

extension Phrase {
  fileprivate static let solution = Phrase(en: "Solution:", zh: "参考答案：")
  fileprivate static let reply = Phrase(en: "The reply:", zh: "响应：")
  fileprivate static let prediction = Phrase(en: "Right prediction:", zh: "正确的预测：")
  fileprivate static let accepted = Phrase(en: "Accepted:", zh: "可接受的回答：")
  fileprivate static let slips = Phrase(en: "Wrong answers to expect:", zh: "常见的错误回答：")
  fileprivate static let belief = Phrase(en: "The belief behind it:", zh: "背后的误解：")
  fileprivate static let freeText = Phrase(
    en: "Free text, which is not judged.", zh: "自由作答，不评判对错。")
  fileprivate static let example = Phrase(en: "For example:", zh: "例如：")
}
