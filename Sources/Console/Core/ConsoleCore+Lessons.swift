import Language
package import Lessons
import Protocols
import Teaching
import Transcripts

/// The student's progress, and where an unreadable progress file was moved.
package struct ProgressRecord: Sendable {
  package var progress: Progress
  package let keptAside: String?

  package init(_ progress: Progress = Progress(), keptAside: String? = nil) {
    self.progress = progress
    self.keptAside = keptAside
  }
}

extension ConsoleCore {
  /// Judges an event in the current lesson.
  mutating func judge(_ seen: SeenEvent) {
    guard var lesson else { return }
    // With a second reference, each fact would copy the judge.
    self.lesson = nil
    let (notes, hasAdvanced) = lesson.take(seen.facts)
    self.lesson = lesson
    notes.forEach { say($0) }
    if hasAdvanced { keepProgress() }
  }

  mutating func keepProgress() {
    guard let lesson else { return }
    progress.progress.note(lesson.judge)
    perform(.keepProgress(progress.progress))
  }

  /// Answers the lesson's question if the line is a number.
  mutating func answer(_ text: String) -> Bool {
    guard let answer = lesson?.choice(in: text),
      !isConnected || [.command, .nothing].contains(conversation?.guidance.typed)
    else { return false }
    handle(.learner(.answered(step: answer.step, .choice(answer.choice))))
    return true
  }

  /// Begins a lesson. Without an ID it is the lesson left last, or else the first unfinished one.
  ///
  /// - Returns: `false` if there is no such lesson.
  mutating func begin(lesson id: String?) -> Bool {
    let known = progress.progress
    let unfinished = Course.entries.first { entry in
      (try? entry.lesson()).map { known.passed(in: $0).count != $0.steps.count } ?? false
    }
    let latest = known.latest
    let left = latest.flatMap { known[$0]?.step == nil ? nil : $0 }
    guard let id = id ?? left ?? unfinished?.id ?? latest,
      let entry = Course.entry(id), let lesson = try? entry.lesson()
    else { return false }
    // The end of the old connection is not part of the new lesson.
    move(.lesson(lesson))
    return true
  }

  mutating func lessonBegan(_ lesson: Lesson) {
    let place = progress.progress.place(in: lesson)
    self.lesson = LessonSession(lesson, passedBefore: place.passed)
    attempts += 1
    let id = String(settings.attemptSeed &+ UInt64(attempts) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
    handle(.learner(.began(lesson.attempt(id: id, at: place.step))))
    if let aside = progress.keptAside { say(.keptAside(aside)) }
    self.lesson?.opening.forEach { say($0) }
  }

  /// Runs `body` in the current lesson, or says that there is none.
  mutating func inLesson(_ body: (inout ConsoleCore, LessonSession) -> Void) {
    if let lesson { body(&self, lesson) } else { say(.noLessonNow) }
  }

  /// Shows the next hint, or the solution after the last one.
  mutating func hint() {
    inLesson { core, lesson in
      guard let step = lesson.judge.current else { return core.say(.isFinished) }
      core.handle(.learner(.hint(step: step.id)))
      if let hint = core.lesson?.judge.hint { core.say(hint) }
    }
  }

  /// Goes back one step.
  mutating func back() {
    inLesson { core, lesson in
      core.handle(.learner(.back(step: lesson.judge.previous.id)))
      core.lesson?.currentStep.forEach { core.say($0) }
    }
  }

  /// The lesson's world has been opened again.
  mutating func lessonRestarted() {
    handle(.learner(.restarted))
    lesson?.restart()
    lesson?.opening.forEach { say($0) }
  }

  mutating func skip() {
    inLesson { core, lesson in
      guard let step = lesson.judge.current else { return core.say(.isFinished) }
      core.handle(.learner(.skipped(step: step.id)))
    }
  }
}

extension Phrase {
  fileprivate static let isFinished = Phrase(
    en: "The lesson is finished. :restart begins it anew, :lesson lists all.",
    zh: "这一课已经完成。:restart 从头开始，:lesson 列出全部课程。")
  fileprivate static func keptAside(_ path: String) -> Phrase {
    Phrase(
      en: "Your progress could not be read; the old file is kept as \(path).",
      zh: "无法读取你的进度；旧文件保留为 \(path)。")
  }
  static let noLessonNow = Phrase(
    en: "No lesson is going on. :lesson lists them.", zh: "现在没有进行课程。:lesson 列出全部课程。")
}
