import Language
import Lessons
import Presentation
import Teaching
import Transcripts

extension ConsoleCommand {
  static let lessons = ConsoleCommand(
    name: "lessons", summary: Phrase(en: "the lessons, with your progress", zh: "所有的课和你的进度"),
    needsNoColon: true
  ) { _, console in console.listLessons() }

  static let lesson = ConsoleCommand(
    name: "lesson", arguments: Phrase(en: "[ID|FILE|off]", zh: "[课名|文件|off]"),
    summary: Phrase(
      en: "this step of the lesson again, or begin a lesson", zh: "再看一遍当前步骤，或开始一课"),
    detail: Phrase(
      en:
        "ID is a lesson of the list (:lessons), also by its number or title; FILE is a lesson of your own, such as ./homework.yaml. Your progress is kept; :lesson off leaves the lesson.",
      zh: "课名见列表（:lessons），也可以用序号或标题；文件是自己写的课，例如 ./homework.yaml。进度会保存；:lesson off 退出这一课。"),
    needsNoColon: true, takesFiles: true,
    choices: { words, console in
      words.count == 1 ? console.settings.library.lessons.map(\.id) + ["off"] : []
    }
  ) { arguments, console in
    switch arguments.first {
    case nil where console.lesson != nil: console.repeatStep()
    case nil, "list": console.listLessons()
    case "off": console.leaveLesson()
    case let name? where LessonPath.isFile(name): console.perform(.job(.readLesson(path: name)))
    default:
      let name = arguments.joined(separator: " ").halfWidthLetters
      if !console.begin(lesson: name) { console.say(.noLesson(name)) }
    }
  }

  static let hint = ConsoleCommand(
    name: "hint", summary: Phrase(en: "a hint for this step of the lesson", zh: "给这一步一个提示")
  ) { _, console in console.hint() }

  static let skip = ConsoleCommand(
    name: "skip", summary: Phrase(en: "skip this step of the lesson", zh: "跳过这一步")
  ) { _, console in console.skip() }

  static let back = ConsoleCommand(
    name: "back", summary: Phrase(en: "go back to the step before", zh: "回到上一步")
  ) { _, console in
    console.back()
  }

  static let step = ConsoleCommand(
    name: "step", arguments: Phrase(en: "[N]", zh: "[序号]"),
    summary: Phrase(
      en: "go to step N of the lesson, or begin this one anew", zh: "跳到第 N 步，或重新开始这一步"),
    detail: Phrase(
      en:
        "The practice world becomes what it was when that step began. Steps that you jump over earn no points until you do them.",
      zh: "练习环境会恢复到那一步开始时的样子。跳过的步骤不得分，之后可以再做。")
  ) { arguments, console in console.go(to: arguments.first) }

  static let restart = ConsoleCommand(
    name: "restart", summary: Phrase(en: "start the lesson over", zh: "从头开始这一课")
  ) { _, console in
    console.inLesson { console, lesson in console.move(.restart(lesson.lesson)) }
  }
}

extension ConsoleCore {
  fileprivate mutating func listLessons() {
    let map = CourseMap(settings.library, progress.progress)
    display(.map(map))
    say(.howToBegin(map.next ?? settings.library.lessons.first?.id ?? ""))
  }

  fileprivate mutating func leaveLesson() {
    guard lesson != nil else { return say(.noLessonNow) }
    handle(.learner(.asked(console: "lesson off")))
    keepProgress()
    lesson = nil
    say(.lessonOff)
    move(.home)
  }
}

extension Phrase {
  fileprivate static func howToBegin(_ id: String) -> Phrase {
    Phrase(
      en: "Begin one, or go on with it, by :lesson ID, for example :lesson \(id)",
      zh: "用“:lesson 课名”开始一课或接着做，例如 :lesson \(id)")
  }
  fileprivate static let lessonOff = Phrase(
    en: "You have left the lesson; your progress is kept.", zh: "已退出这一课，进度已保存。")
  static func noLesson(_ id: String) -> Phrase {
    Phrase(
      en: "No lesson \(id). :lessons lists them.", zh: "没有叫 \(id) 的课。:lessons 列出所有的课。")
  }
}
