import Language
import Lessons
import Teaching
import Transcripts

/// When the next step of a lesson is shown, and what follows the last one.
extension ConsoleCore {
  /// How long the next step waits for watched conversations to end.
  private static let watchPatience = Duration.seconds(1)

  /// First comes the end of the connection, where the server has announced it, and the end of the
  /// conversations between servers that the student is reading.
  var isStepHeldBack: Bool { hasServerSaidGoodbye || awaitsWatched }

  /// The next step waits for watched conversations to end.
  var awaitsWatched: Bool {
    holdsNextStep && !relays.isEmpty && redo == nil && now < stepHeldUntil
  }

  mutating func passToNextStep() {
    holdsNextStep = true
    stepHeldUntil = now + Self.watchPatience
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
    guard let lesson, lesson.judge.current != nil else { return }
    let isOwn = settings.library.lesson(called: lesson.lesson.id)?.digest != lesson.lesson.digest
    say(isOwn ? .comeBackByFile : .comeBack)
  }
}

extension Phrase {
  fileprivate static let next = Phrase(en: "Next: ", zh: "下一课：")
  fileprivate static let wasLast = Phrase(
    en: "You have done all lessons. :lessons lists them.", zh: "所有的课都已完成。:lessons 列出所有的课。")
  fileprivate static let stillInWorld = Phrase(
    en: "You are still in this lesson's practice world; :lesson off leaves it.",
    zh: "你还在本课的练习环境里；:lesson off 可以离开。")
  fileprivate static let comeBack = Phrase(
    en: "The lesson is not finished. Your progress is kept: byhand lesson --continue goes on here.",
    zh: "这一课还没有做完，进度已保存：用“byhand lesson --continue”接着做。")
  fileprivate static let comeBackByFile = Phrase(
    en:
      "The lesson is not finished. Your progress is kept: byhand lesson FILE, with the lesson's file, goes on here.",
    zh: "这一课还没有做完，进度已保存：用“byhand lesson 文件”（写这一课的文件名）接着做。")
}
