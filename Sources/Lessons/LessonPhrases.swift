package import Language

/// What a lesson says at every step.
extension Phrase {
  static let mark = verbatim("▸ ")
  static let goal = Phrase(en: "Goal: ", zh: "目标：")
  static let wrongAnswer = Phrase(
    en: "Not that one. Look at the conversation again.", zh: "不对。再看看刚才的对话。")
  static let skipped = Phrase(
    en: "Skipped; it earns no points. :back goes back.", zh: "已跳过，这一步不得分。:back 可以返回。")
  static let typeNumber = Phrase(
    en: "Type the number of your answer.", zh: "请输入答案的编号。")
  static let typeAnswer = Phrase(en: "Type a short answer.", zh: "请输入简短的答案。")
  static let typeCode = Phrase(
    en: "Predict the reply: type its code, or only the first digit.",
    zh: "先预测响应：输入状态码，或者只输入第一位数字。")
  static let typeThought = Phrase(
    en: "Write what you think, in one line. Your teacher may read it; nobody grades it.",
    zh: "用一行写下你的想法。老师可能会看，但不评分。")
  static let questionLater = Phrase(
    en: "▸ Next comes a question. It waits until the message or request under way has ended.",
    zh: "▸ 接下来是一个问题，等正在输入的邮件或请求结束之后再问。")
  static let doneAlready = Phrase(en: "  You did this already: ", zh: "  这一步你已经做过了：")
  static let learnt = Phrase(en: "What you know now:", zh: "你学到了：")
  static let wasAbout = Phrase(en: "What this lesson is about:", zh: "这一课讲的是：")
  static let kept = Phrase(en: " Kept for your teacher.", zh: " 已为老师保存。")

  static func nearMiss(_ seen: Phrase, _ expected: Phrase) -> Phrase {
    Phrase(
      en: "Seen: \(seen.english). This step still waits for: \(expected.english).",
      zh: "刚才是：\(seen.chinese)。这一步还在等：\(expected.chinese)。")
  }

  // MARK: Preparing

  package static let beginning = Phrase(
    en: "byhand types what has happened before this step:", zh: "byhand 先输入这一步之前发生的事：")
  package static let goingBack = Phrase(
    en: "byhand brings back what was there when this step began:", zh: "byhand 恢复到这一步开始时的样子：")

  // MARK: Predictions

  static func expected(_ reply: String) -> Phrase {
    Phrase(en: "You expect \(reply). ", zh: "你的预测是 \(reply)。")
  }
  static let nowType = Phrase(en: "Now type, and see:", zh: "现在输入，看看结果：")
  static let nowDoIt = Phrase(en: "Now do it, and see.", zh: "现在动手做，看看结果。")
  static func predicted(_ reply: String, _ code: Int) -> Phrase {
    let isRight = reply == "\(code)" || reply == "\(code / 100)"
    return isRight
      ? Phrase(en: "You said \(reply), and \(code) came.", zh: "你预测 \(reply)，结果是 \(code)。")
      : Phrase(en: "You said \(reply), but \(code) came.", zh: "你预测 \(reply)，结果却是 \(code)。")
  }
  static let notForeseen = Phrase(
    en: "✓ Done; the prediction earns nothing. A wrong guess teaches most.",
    zh: "✓ 完成；预测没有得分。猜错的地方最值得记住。")
  static let halfForDigit = Phrase(
    en: ": half, for the first digit", zh: "：第一位数字对了，得一半")

  // MARK: Hints

  static func tier(_ number: Int, of count: Int) -> Phrase {
    Phrase(en: "Hint \(number) of \(count): ", zh: "提示 \(number)/\(count)：")
  }
  static let noHints = Phrase(en: "This step has no hints.", zh: "这一步没有提示。")
  static let noHint = Phrase(en: "There are no more hints.", zh: "没有更多提示了。")
  package static let skipping = Phrase(en: " :skip skips this step.", zh: ":skip 可以跳过这一步。")
  static let hintsNotAllowed = Phrase(
    en: "This lesson gives no hints.", zh: "这一课不提供提示。")
  static let oneWay = Phrase(en: "One way that is right:", zh: "一种正确的做法：")
  static func lineIsNext(_ half: Points) -> Phrase {
    Phrase(
      en: "(The next :hint shows the line; the step then gives half its points, \(half).)",
      zh: "（再输入一次 :hint 就会显示要输入的内容，但这一步只得一半分数：\(half) 分。）")
  }
  static func lineShown(_ half: Points) -> Phrase {
    Phrase(
      en:
        "(The step now gives half its points, \(half); done again without this hint, all of them.)",
      zh: "（这一步现在只得一半分数：\(half) 分；之后不看这个提示重做一次，可得全分。）")
  }

  // MARK: Points

  static func gained(_ points: Points) -> Phrase {
    Phrase(en: "✓ +\(points)", zh: "✓ +\(points) 分")
  }
  static let earnedBefore = Phrase(
    en: "✓ (its points were earned before)", zh: "✓（这一步的分数之前已经得到）")
  static let answeredBefore = Phrase(
    en: "✓ Right. You answered it before, so it no longer counts.",
    zh: "✓ 答对了。这道题之前回答过，不再计分。")
  static let halfForLine = Phrase(
    en:
      ": half, because a hint showed the line. :back, and once more without the hint, brings the rest.",
    zh: "：提示里已经给出了内容，所以得一半。用 :back 回去，不看提示再做一次，可以补上另一半。")
  static let halfForSecond = Phrase(
    en: ": half, for the second answer", zh: "：第二次才答对，得一半")
  static let nothingGained = Phrase(
    en: "✓ Right. Only the first answers bring points, so this one brings none.",
    zh: "✓ 答对了。只有最初的回答才得分，这次不得分。")
  static func finished(_ title: Phrase, _ points: Points, _ all: Points) -> Phrase {
    Phrase(
      en: "✓ Lesson finished: \(title.english). \(points) of \(all) points.",
      zh: "✓ 本课完成：\(title.chinese)。得分 \(points)，满分 \(all)。")
  }
}
