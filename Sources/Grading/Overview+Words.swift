import Language
import Lessons

// What an overview says, on a terminal and on a page.

extension LessonOverview {
  /// `mean 8.4 of 12 (70 %)`
  var scoreWords: [Phrase] {
    guard let mean, let median else { return [] }
    return [Phrase.mean + points(mean), Phrase.median + points(median)]
  }

  private func points(_ share: Double) -> Phrase {
    let percent = Figures.percent(share)
    guard let maximum else { return .verbatim(percent) }
    let (score, full) = (Figures.number(share * maximum), Figures.number(maximum))
    return Phrase(en: "\(score) of \(full) (\(percent))", zh: "\(score) / \(full)（\(percent)）")
  }

  var timeWords: Phrase? {
    guard let medianMilliseconds, medianMilliseconds > 0 else { return nil }
    let minutes = Figures.minutes(medianMilliseconds)
    return Phrase(en: "median time \(minutes) min", zh: "用时中位数 \(minutes) 分钟")
  }

  var lateWords: Phrase? {
    late == 0 ? nil : Phrase(en: "\(late) late", zh: "\(late) 人迟交")
  }

  var judgedWords: Phrase { Phrase(en: "\(judged) judged", zh: "\(judged) 份已评分") }
}

extension Lesson {
  /// `step 4 · greet`
  func stepName(_ index: Int) -> Phrase {
    let id = steps.indices.contains(index) ? steps[index].id : ""
    return Phrase(en: "step \(index + 1) · \(id)", zh: "第 \(index + 1) 步 · \(id)")
  }
}

extension Phrase {
  static let overview = Phrase(en: "The class at a glance", zh: "全班概况")
  static let handedIn = Phrase(en: "handed in", zh: "已交")
  static let missing = Phrase(en: "missing", zh: "未交")
  static let unidentified = Phrase(en: "unidentified", zh: "身份不明")
  static let noRoster = Phrase(
    en: "Without a roster, nobody knows who else is missing.", zh: "没有名单，无法知道还有谁未交。")
  static let share = Phrase(en: "share of the maximum", zh: "得分占满分的比例")
  static let students = Phrase(en: "students", zh: "人数")
  static let mean = Phrase(en: "mean ", zh: "平均 ")
  static let median = Phrase(en: "median ", zh: "中位数 ")
  static let worstSteps = Phrase(en: "The hardest steps", zh: "最难的步骤")
  static let allPassed = Phrase(
    en: "Everybody passed every step that could be judged.", zh: "能评判的步骤，所有人都通过了。")
  static let noneJudged = Phrase(en: "Nobody could be judged.", zh: "没有可以评判的会话记录。")
  static let misconceptions = Phrase(en: "Misconceptions", zh: "误解")
  static let noMisconceptions = Phrase(
    en: "No wrong answer stands for a known misconception.", zh: "没有哪个错误答案对应已知的误解。")
  static let wrongLines = Phrase(en: "The commonest wrong lines", zh: "最常见的错误输入")
  static let noWrongLines = Phrase(
    en: "No wrong line was typed by two students.", zh: "没有两位学生输错过同一行。")
  static let reached = Phrase(en: "points", zh: "得分率")
  static let minutes = Phrase(en: "min", zh: "分钟")
  static let hints = Phrase(en: "hints", zh: "提示")
  static let mistakes = Phrase(en: "mistakes", zh: "错误")
  static let step = Phrase(en: "step", zh: "步骤")
  static let times = Phrase(en: "times", zh: "次数")
  static let reply = Phrase(en: "reply", zh: "响应")
  static let line = Phrase(en: "line", zh: "输入的行")
  static let belief = Phrase(en: "belief", zh: "误解")
  static let inTruth = Phrase(en: "In truth: ", zh: "其实：")
  static let dot = Phrase.verbatim(" · ")
  static let comma = Phrase(en: ", ", zh: "，")
  static let colon = Phrase(en: ": ", zh: "：")

  /// `✓ passed, ½ half, ✗ missed, · not judged`
  static var standings: Phrase {
    let all = Standing.allCases.map { Phrase.verbatim("\($0.sign) ") + $0.words }
    return all.dropFirst().reduce(all[0]) { $0 + .comma + $1 }
  }

  static func files(_ files: Int, unreadable: Int) -> Phrase {
    guard unreadable > 0 else {
      return Phrase(en: "\(files) file\(files == 1 ? "" : "s") read", zh: "共读取 \(files) 个文件")
    }
    return Phrase(
      en: "\(files) file\(files == 1 ? "" : "s"), of which \(unreadable) could not be read",
      zh: "共 \(files) 个文件，其中 \(unreadable) 个无法读取")
  }
}

extension MisconceptionCount {
  /// As a student would say it; its id where the program does not know it.
  var belief: Phrase { misconception?.belief ?? .verbatim(id) }
  var truth: Phrase? { misconception?.truth }
}

extension Overview {
  /// Said where no step is among the hardest.
  var noWorstSteps: Phrase {
    lessons.contains { $0.mean != nil } ? .allPassed : .noneJudged
  }
}
