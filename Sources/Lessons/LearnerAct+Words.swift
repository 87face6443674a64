import Language
import Transcripts

/// What the student did to a lesson, in words that need nothing of its text. A recording may be
/// forged, so its words are cut.
extension LearnerAct {
  var words: Phrase {
    switch self {
    case .began(let attempt):
      let (lesson, step) = (Self.name(attempt.lesson), Self.name(attempt.step))
      return Phrase(
        en: "Lesson \(lesson) began at step \(step).", zh: "课 \(lesson) 从步骤 \(step) 开始。")
    case .resumed(let step):
      let step = Self.name(step)
      return Phrase(
        en: "byhand types what leads to step \(step):", zh: "byhand 输入到达步骤 \(step) 所需的内容：")
    case .ready(let step):
      let step = Self.name(step)
      return Phrase(en: "Step \(step) goes on.", zh: "步骤 \(step) 继续。")
    case .answered(let step, .choice(let choice)):
      let step = Self.name(step)
      return Phrase(
        en: "Answered \(choice) at step \(step).", zh: "在步骤 \(step) 回答了 \(choice)。")
    case .answered(let step, .text(let text)):
      let (step, text) = (Self.name(step), Self.shown(text))
      return Phrase(
        en: "Answered at step \(step): \(text)", zh: "在步骤 \(step) 的回答：\(text)")
    case .predicted(let step, let reply):
      let (step, reply) = (Self.name(step), Self.name(reply))
      return Phrase(
        en: "Predicted \(reply) at step \(step).", zh: "在步骤 \(step) 预测了 \(reply)。")
    case .hint(let step):
      let step = Self.name(step)
      return Phrase(
        en: "Asked for a hint at step \(step).", zh: "在步骤 \(step) 看了提示。")
    case .skipped(let step):
      let step = Self.name(step)
      return Phrase(en: "Skipped step \(step).", zh: "跳过了步骤 \(step)。")
    case .back(let step):
      let step = Self.name(step)
      return Phrase(en: "Went back to step \(step).", zh: "回到了步骤 \(step)。")
    case .restarted:
      return Phrase(en: "The lesson began anew.", zh: "从头开始了这一课。")
    case .asked(let command): return .verbatim(":" + Self.shown(command))
    }
  }

  private static func name(_ text: String) -> String { cut(text, 60) }

  /// As much of an answer as the console takes.
  static func shown(_ text: String) -> String { cut(text, LessonSession.answerLimit) }

  private static func cut(_ text: String, _ limit: Int) -> String {
    let head = text.prefix(limit)
    return head.endIndex == text.endIndex ? text : head + "…"
  }
}

extension Phrase {
  static func answered(_ answer: Phrase) -> Phrase {
    Phrase(en: "Answer: ", zh: "回答：") + answer
  }
  static func backTo(_ number: Int) -> Phrase {
    Phrase(en: "Back to step \(number).", zh: "回到第 \(number) 步。")
  }
  static let typedAgain = Phrase(
    en: "byhand types again what was done before this step:",
    zh: "byhand 把这一步之前做过的事重新输入一遍：")
  static let pointsOfThisRecording = Phrase(
    en: "The lesson was begun in an earlier session; points are counted from here on.",
    zh: "这一课是接着以前的会话做的；得分只从这里算起。")
  static let tooMuchToTell = Phrase(
    en: "The recording has very many acts of lessons; from here on they are not shown.",
    zh: "这份记录里课的内容太多，从这里起不再显示。")
  static func textNotHere(isKnown: Bool) -> Phrase {
    isKnown
      ? Phrase(
        en: "The recording does not fit byhand's version of this lesson, so no texts are shown.",
        zh: "这份记录与 byhand 里这一课的版本对不上，所以不显示课文。")
      : Phrase(
        en: "byhand does not have this lesson, so no texts are shown.",
        zh: "byhand 里没有这一课，所以不显示课文。")
  }
}
