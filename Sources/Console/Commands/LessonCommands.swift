import Language
import Lessons
import Presentation
import Teaching
import Transcripts

extension ConsoleCommand {
  static let lesson = ConsoleCommand(
    name: "lesson", aliases: ["lessons"], arguments: "[ID|off]",
    summary: Phrase(en: "the lessons, or begin one", zh: "课程列表，或开始一课"),
    detail: Phrase(
      en: "Your progress is kept; :lesson off leaves the lesson.", zh: "进度会保存；:lesson off 退出课程。"),
    needsNoColon: true
  ) { arguments, console in
    switch arguments.first {
    case nil:
      console.display(.listing(.lessons(console.progress.progress)))
      console.say(.howToBegin)
    case "off":
      guard console.lesson != nil else { return console.say(.noLessonNow) }
      console.handle(.learner(.asked(console: "lesson off")))
      console.keepProgress()
      console.lesson = nil
      console.say(.lessonOff)
      console.move(.home)
    case let id?:
      if !console.begin(lesson: id) { console.say(.noLesson(id)) }
    }
  }

  static let hint = ConsoleCommand(
    name: "hint", summary: Phrase(en: "a hint for this step of the lesson", zh: "给这一步一个提示")
  ) { _, console in console.hint() }

  static let skip = ConsoleCommand(
    name: "skip", summary: Phrase(en: "leave this step of the lesson out", zh: "跳过这一步")
  ) { _, console in console.skip() }

  static let back = ConsoleCommand(
    name: "back", summary: Phrase(en: "to the step before", zh: "回到上一步")
  ) { _, console in
    console.back()
  }

  static let restart = ConsoleCommand(
    name: "restart", summary: Phrase(en: "begin the lesson anew", zh: "从头开始这一课")
  ) { _, console in
    console.inLesson { console, lesson in console.move(.restart(lesson.lesson)) }
  }
}

extension Phrase {
  fileprivate static let howToBegin = Phrase(
    en: "Begin one with :lesson ID, for example :lesson first-conversation",
    zh: "用 :lesson ID 开始，例如 :lesson first-conversation")
  fileprivate static let lessonOff = Phrase(
    en: "You have left the lesson; your progress is kept.", zh: "已退出课程，进度已保存。")
  static func noLesson(_ id: String) -> Phrase {
    Phrase(
      en: "No lesson \(id). :lesson lists them.", zh: "没有课程 \(id)。:lesson 列出全部课程。")
  }
}
