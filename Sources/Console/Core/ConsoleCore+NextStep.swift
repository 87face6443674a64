import Language
import Lessons
import Teaching
import Transcripts

/// When the next step of a lesson is shown, and what follows the last one.
extension ConsoleCore {
  /// First comes the end of the connection, where the server has announced it, and the end of the
  /// conversations between servers that the student is reading.
  var isStepHeldBack: Bool { hasServerSaidGoodbye || awaitsWatched }

  /// The next step waits for watched conversations to end.
  var awaitsWatched: Bool {
    holdsNextStep && !relays.isEmpty && redo == nil && now < stepHeldUntil
  }

  mutating func passToNextStep() {
    holdsNextStep = true
    stepHeldUntil = now + LessonSession.watchPatience
    sayHeldStep()
  }

  /// Shows the next step if it has been held back and need not be any longer.
  mutating func sayHeldStep() {
    if holdsNextStep, !isStepHeldBack { sayNextStep() }
  }

  mutating func sayNextStep() {
    holdsNextStep = false
    guard let lesson else { return }
    lesson.judge.current == nil ? sayWhatFollows(lesson.lesson) : showStep()
  }

  /// After the last step: the next lesson, and the way out of this one's world.
  mutating func sayWhatFollows(_ lesson: Lesson) {
    if let next = settings.library.next(after: lesson, progress.progress) {
      say(Note(.console, suggestion: ":lesson \(next.id)", text: .next + next.title))
    } else {
      say(.wasLast)
    }
    say(.stillInWorld)
  }

  /// Where the program is left in the middle of a lesson.
  mutating func sayHowToComeBack() {
    guard let lesson, lesson.judge.current != nil, !hasSaidProgressLost else { return }
    // Where a file is, progress remembers.
    if Course.contains(lesson.lesson) || lesson.lesson.path != nil {
      say(.comeBack(Phrase(en: "--continue", zh: "--continue")))
    } else if settings.library[lesson.lesson.id]?.digest == lesson.lesson.digest {
      say(.comeBack(Phrase(en: "--continue --lessons DIR", zh: "--continue --lessons 文件夹")))
    } else {
      say(.comeBack(Phrase(en: "FILE", zh: "文件")))
    }
  }
}

extension Phrase {
  fileprivate static let next = Phrase(en: "Next: ", zh: "下一课：")
  fileprivate static let wasLast = Phrase(
    en: "You have done all lessons. :lessons lists them.", zh: "所有的课都已完成。:lessons 列出所有的课。")
  fileprivate static let stillInWorld = Phrase(
    en: "You are still in this lesson's practice world; :lesson off leaves it.",
    zh: "你还在本课的练习环境里；:lesson off 可以离开。")
  /// - Parameter how: What stands after `byhand lesson`.
  fileprivate static func comeBack(_ how: Phrase) -> Phrase {
    Phrase(
      en:
        "The lesson is not finished. Your progress is kept; to go on: byhand lesson \(how.english)",
      zh: "这一课还没有做完，进度已保存。接着做：byhand lesson \(how.chinese)")
  }
}
