import Language
import Lessons
import Markup

/// A step for the student: the task, and room to write.
struct SheetStep: PaperStep {
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
    case .act(let say, let lines, _): text(say) + typing(lines, .type)
    case .ask(let question): text(question.text) + choices(question)
    case .fill(let question): text(question.text) + rules(1, .answer)
    case .predict(let prediction):
      text(prediction.text) + rules(1, .prediction) + typing(prediction.lines, .thenType)
    case .reflect(let say, _): text(say) + rules(4)
    }
  }

  /// The lines to type, or room for those that the student finds; then room for what comes.
  private func typing(_ lines: [String], _ type: Phrase) -> HTML {
    let room = step.linesToSend.count > 2 ? 4 : 2
    let typed = lines.isEmpty ? rules(room, .typed) : label(type) + self.lines(lines)
    let isAnswered = step.expectation?.isOnConnection == true
    return typed + rules(lines.count > 1 ? 2 : 1, isAnswered ? .reply : .seen)
  }

  private func choices(_ question: LessonStep.Question) -> HTML {
    let items = order(of: question).enumerated().map { index, choice -> HTML in
      let text = question.choices[choice - 1].text[language]
      return "<li><i class=\"box\"></i> <b>\(index + 1)</b> \(text)</li>\n"
    }
    let remark = question.isShuffled ? label(.shuffled) : HTML()
    return "<ul class=\"choices\">\n\(items)</ul>\n\(remark)"
  }

  /// Ruled lines; the first begins behind the label.
  private func rules(_ count: Int, _ label: Phrase? = nil) -> HTML {
    let first: HTML = label.map { "<span>\($0[language])</span>" } ?? ""
    return (0..<count).reduce(HTML()) { rules, index in
      rules + "<p class=\"rule\">\(index == 0 ? first : HTML())</p>\n"
    }
  }
}

extension Phrase {
  fileprivate static let type = Phrase(en: "Type:", zh: "输入：")
  fileprivate static let thenType = Phrase(en: "Then type:", zh: "然后输入：")
  fileprivate static let typed = Phrase(en: "What I typed:", zh: "我输入的内容：")
  fileprivate static let reply = Phrase(en: "The reply:", zh: "收到的响应：")
  fileprivate static let seen = Phrase(en: "What I saw:", zh: "我看到的：")
  fileprivate static let answer = Phrase(en: "My answer:", zh: "我的回答：")
  fileprivate static let prediction = Phrase(en: "My prediction:", zh: "我的预测：")
  fileprivate static let shuffled = Phrase(
    en: "On the screen the choices may stand in another order.", zh: "屏幕上选项的顺序可能不同。")
}
