package import Language
import Lessons

// What pages say beside what an overview says.

extension Phrase {
  static let report = Phrase(en: "Report of the class", zh: "全班报告")
  static let student = Phrase(en: "student", zh: "学生")
  static let score = Phrase(en: "score", zh: "得分")
  static let late = Phrase(en: "late", zh: "迟交")
  static let flags = Phrase(en: "flags", zh: "标记")
  static let flagList = Phrase(en: "Flags: what to look at", zh: "标记：值得查看之处")
  static let flagsAreNoVerdicts = Phrase(
    en: "They say what was seen. They are no verdicts, and take away no point.",
    zh: "标记只说明看到了什么，不是结论，也不扣分。")
  static let kind = Phrase(en: "kind", zh: "种类")
  static let reason = Phrase(en: "reason", zh: "原因")
  static let expected = Phrase(en: "expected", zh: "要求")
  static let seen = Phrase(en: "seen", zh: "实际")
  static let notShown = Phrase(en: "the lines alone do not show it", zh: "只看往来的各行看不出这一步")
  static let unseen = Phrase(en: "a server cannot see it", zh: "服务器看不到这一步")
  static let standing = Phrase(en: "standing", zh: "结果")
  static let points = Phrase(en: "points", zh: "分数")
  static let place = Phrase(en: "in the conversation", zh: "对话中的位置")
  static let number = Phrase(en: "no.", zh: "序号")
  static let allStudents = Phrase(en: "Students", zh: "学生")
  static let nothingHandedIn = Phrase(
    en: "Nothing that could be judged was handed in.", zh: "没有交来可以评判的内容。")
  static let recordingGone = Phrase(
    en: "The recording could not be read again.", zh: "无法再次读取这份会话记录。")
  static let whoIsMissing = Phrase(en: "Missing", zh: "未交的学生")
  static let unidentifiedFiles = Phrase(
    en: "Files of which nobody knows whose they are", zh: "不知道属于谁的文件")
  static let filter = Phrase(en: "find a student", zh: "查找学生")

  static func scored(_ score: Double, of maximum: Double) -> Phrase {
    let (score, maximum) = (Figures.number(score), Figures.number(maximum))
    return Phrase(en: "score \(score) of \(maximum)", zh: "得分 \(score) / \(maximum)")
  }
  static func minutes(_ milliseconds: Int) -> Phrase {
    let minutes = Figures.minutes(milliseconds)
    return Phrase(en: "\(minutes) min", zh: "\(minutes) 分钟")
  }
  static func mistakes(_ count: Int) -> Phrase {
    Phrase(en: "\(count) mistake\(count == 1 ? "" : "s")", zh: "\(count) 处错误")
  }
  static func hints(_ count: Int) -> Phrase {
    Phrase(en: "\(count) hint\(count == 1 ? "" : "s")", zh: "\(count) 次提示")
  }
  static func late(_ milliseconds: Int) -> Phrase {
    Phrase(en: "late by ", zh: "迟交 ") + delay(milliseconds)
  }

  /// The two largest units: `2 d 3 h`. A minute that has begun counts, as in the CSV.
  static func delay(_ milliseconds: Int) -> Phrase {
    let minutes = GradebookCSV.wholeMinutes(milliseconds)
    let parts = [
      (minutes / 1_440, TimeUnit.day), (minutes / 60 % 24, .hour), (minutes % 60, .minute),
    ]
    let shown = parts.drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }.map { $1.words($0) }
    return shown.dropFirst().reduce(shown.first ?? .empty) { $0 + Phrase(en: " ", zh: "") + $1 }
  }

  static func recording(_ number: Int) -> Phrase {
    Phrase(en: "Recording \(number)", zh: "会话记录 \(number)")
  }
  static func event(_ event: Int) -> Phrase {
    Phrase(en: "event \(event)", zh: "事件 \(event)")
  }
  static func event(_ event: Int, ofRecording number: Int) -> Phrase {
    Phrase(en: "recording \(number), event \(event)", zh: "记录 \(number)，事件 \(event)")
  }
  static func stepsOf(_ lesson: Lesson) -> Phrase {
    Phrase(en: "Steps of ", zh: "步骤：") + lesson.title
  }
  /// Above the table of students.
  static func studentsIn(_ lesson: Lesson) -> Phrase {
    let count = lesson.steps.count
    return Phrase(
      en: "Columns 1 to \(count) are the steps: ", zh: "第 1 至 \(count) 列是各步骤：") + .standings
      + Phrase(en: ".", zh: "。")
  }
  static let histogram = Phrase(
    en: "students, by percent of the maximum", zh: "得分率（%）与人数")
}

private enum TimeUnit {
  case minute, hour, day

  func words(_ count: Int) -> Phrase {
    switch self {
    case .minute: Phrase(en: "\(count) min", zh: "\(count)分钟")
    case .hour: Phrase(en: "\(count) h", zh: "\(count)小时")
    case .day: Phrase(en: "\(count) d", zh: "\(count)天")
    }
  }
}

extension Evidence {
  var words: Phrase {
    switch self {
    case .record: Phrase(en: "from the student's own record", zh: "依据学生自己的记录")
    case .server: Phrase(en: "from a server's recording", zh: "依据服务器的记录")
    }
  }
}

extension Flag.Kind {
  package var words: Phrase {
    switch self {
    case .copy: Phrase(en: "copy", zh: "雷同")
    case .timing: Phrase(en: "timing", zh: "时间")
    case .reply: Phrase(en: "reply", zh: "响应")
    case .lessonFile: Phrase(en: "lesson file", zh: "课文件")
    case .identity: Phrase(en: "identity", zh: "身份")
    case .unreadable: Phrase(en: "unreadable", zh: "无法读取")
    case .notCounted: Phrase(en: "not counted", zh: "未计入")
    case .incomplete: Phrase(en: "incomplete", zh: "不完整")
    }
  }
}
