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
    isBare: true
  ) { arguments, console in
    switch arguments.first {
    case nil:
      console.screen.table(.lessons(console.progress.progress), on: console.keyboard)
      console.say(.howToBegin)
    case "off":
      guard console.lesson != nil else { return console.say(.noLessonNow) }
      console.lesson?.save()
      console.lesson = nil
      console.say(.lessonOff)
      console.move(to: nil)
    case let id?:
      if !console.begin(lesson: id) { console.say(.noLesson(id)) }
    }
  }

  static let hint = ConsoleCommand(
    name: "hint", summary: Phrase(en: "a hint for this step of the lesson", zh: "给这一步一个提示")
  ) { _, console in console.inLesson { $0.hint(console: console) } }

  static let skip = ConsoleCommand(
    name: "skip", summary: Phrase(en: "leave this step of the lesson out", zh: "跳过这一步")
  ) { _, console in console.inLesson { $0.skip(console: console) } }

  static let back = ConsoleCommand(
    name: "back", summary: Phrase(en: "to the step before", zh: "回到上一步")
  ) { _, console in
    console.inLesson { lesson in
      lesson.back()
      lesson.currentStep.forEach(console.say)
    }
  }

  static let restart = ConsoleCommand(
    name: "restart", summary: Phrase(en: "begin the lesson anew", zh: "从头开始这一课")
  ) { _, console in
    console.inLesson { lesson in
      console.move(to: lesson.judge.lesson.world)
      lesson.restart()
      lesson.opening.forEach(console.say)
    }
  }
}

extension Console {
  /// Sits down in a lesson. Without an ID: the one left last, else the first not finished. `false`: there is none of that name.
  func begin(lesson id: String?) -> Bool {
    let unfinished = Course.entries.first { entry in
      (try? entry.lesson()).map { progress.progress[$0.id]?.passed.count != $0.steps.count }
        ?? false
    }
    let latest = progress.progress.latest
    let left = latest.flatMap { progress.progress[$0]?.step == nil ? nil : $0 }
    guard let id = id ?? left ?? unfinished?.id ?? latest,
      let entry = Course.entry(id), let lesson = try? entry.lesson()
    else { return false }
    // What is left behind is no doing of the lesson that begins.
    move(to: lesson.world)
    let seat = LessonSeat(lesson, store: progress)
    self.lesson = seat
    if let step = seat.judge.current {
      experience(.learner(.began(LessonAttempt(lesson: lesson.id, step: step.id))), in: 0)
    }
    if let aside = progress.keptAside { say(.keptAside(aside)) }
    seat.opening.forEach(say)
    return true
  }

  fileprivate func inLesson(_ body: (LessonSeat) -> Void) {
    if let lesson { body(lesson) } else { say(.noLessonNow) }
  }
}

extension Phrase {
  fileprivate static let howToBegin = Phrase(
    en: "Begin one with :lesson ID, for example :lesson first-conversation",
    zh: "用 :lesson ID 开始，例如 :lesson first-conversation")
  fileprivate static let lessonOff = Phrase(
    en: "You have left the lesson; your progress is kept.", zh: "已退出课程，进度已保存。")
  fileprivate static let noLessonNow = Phrase(
    en: "No lesson is going on. :lesson lists them.", zh: "现在没有进行课程。:lesson 列出全部课程。")
  static func noLesson(_ id: String) -> Phrase {
    Phrase(
      en: "No lesson \(id). :lesson lists them.", zh: "没有课程 \(id)。:lesson 列出全部课程。")
  }
  fileprivate static func keptAside(_ path: String) -> Phrase {
    Phrase(
      en: "Your progress could not be read; the old file is kept as \(path).",
      zh: "无法读取你的进度；旧文件保留为 \(path)。")
  }
}
