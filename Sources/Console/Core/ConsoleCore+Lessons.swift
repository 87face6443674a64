package import Language
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

/// The current lesson in the console.
extension ConsoleCore {
  // MARK: Judging

  /// Judges an event in the current lesson.
  mutating func judge(_ seen: SeenEvent) {
    guard var lesson else { return }
    // With a second reference, each fact would copy the judge.
    self.lesson = nil
    let (notes, hasAdvanced) = lesson.take(seen.facts, by: seen.event.by)
    self.lesson = lesson
    notes.forEach { say($0) }
    if hasAdvanced {
      keepProgress()
      passToNextStep()
    } else if holdsNextStep, !isStepHeldBack {
      sayNextStep()
    } else if canAsk, !isServersTurn, lesson.holdsQuestion {
      showStep()
    } else if !canAsk {
      self.lesson?.holdQuestion().forEach { say($0) }
    }
  }

  mutating func keepProgress() {
    guard let lesson else { return }
    // While a lesson is being resumed, this session's recording has only part of the attempt.
    progress.progress.note(lesson.judge, in: redo == nil ? recording : nil)
    perform(.keepProgress(progress.progress))
  }

  mutating func showStep() {
    if redo == nil, let lesson, let step = lesson.unprepared {
      say(.beginning)
      return start(Redo(beginningOf: step, of: lesson.lesson), for: step.id)
    }
    let canAsk = canAsk
    lesson?.showStep(canAsk: canAsk).forEach { say($0) }
  }

  // MARK: Beginning

  /// Begins a lesson of the library. Without a name it is the one left last, which may have a file
  /// of its own, or else the first unfinished one.
  ///
  /// - Returns: `false` if there is no such lesson.
  mutating func begin(lesson id: String?) -> Bool {
    let library = settings.library
    if let id, library.lesson(called: id) == nil { return false }
    // Which lesson was left last depends on the student.
    if asksForStudent(before: .named(id)) { return true }
    let known = progress.progress
    if id == nil, let latest = known.latestFile, known.latest(of: library.lessons) == nil {
      if let path = latest.path { perform(.job(.readLatest(path: path))) } else { goOn(with: nil) }
      return true
    }
    let lesson = id.map { library.lesson(called: $0) } ?? library.lesson(toContinue: known)
    guard let lesson else { return false }
    // The end of the old connection is not part of the new lesson.
    move(.lesson(lesson))
    return true
  }

  /// Goes on with the lesson left last; `nil` if its file cannot be read, or is not known.
  mutating func goOn(with lesson: Lesson?) {
    if let lesson, progress.progress.latest(of: [lesson]) != nil { return move(.lesson(lesson)) }
    if let latest = progress.progress.latestFile { say(.latestIsElsewhere(latest)) }
    leave(.badInput)
  }

  /// The recording of the attempt that was left, if it has to be read: this session has not done
  /// it.
  func recordingToRecall(_ lesson: Lesson) -> String? {
    guard let left = progress.progress.attempt(at: lesson), !log.holds(attempt: left.id) else {
      return nil
    }
    return left.recording
  }

  /// - Parameter recalled: The events of the recording of the attempt that was left.
  mutating func lessonBegan(_ lesson: Lesson, _ recalled: [Event]?) {
    holdsNextStep = false
    let step = progress.progress.step(in: lesson)
    let left = progress.progress.attempt(at: lesson)
    let own = left.flatMap { log.holds(attempt: $0.id) ? log.events : nil }
    // A lesson that begins has nothing to be done again, and may have lines to begin with.
    let redo =
      left == nil && step == lesson.steps[0].id
      ? nil : Redo(own ?? recalled, attempt: left?.id, at: lesson, to: step)
    self.lesson = LessonSession(lesson, score: progress.progress.score(in: lesson))
    handle(.learner(.began(lesson.attempt(id: left?.id ?? newAttempt(), at: step))))
    if let aside = progress.keptAside { say(.keptAside(aside)) }
    self.lesson?.opening.forEach { say($0) }
    sayStudent()
    guard let redo, !redo.isEmpty else { return showStep() }
    say(.resuming(redo.origin))
    start(redo, for: step)
  }

  /// A random ID.
  private mutating func newAttempt() -> String {
    attempts += 1
    return String(settings.attemptSeed &+ UInt64(attempts) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
  }

  /// The lesson's world has been opened again.
  mutating func lessonRestarted() {
    holdsNextStep = false
    handle(.learner(.restarted))
    lesson?.opening.forEach { say($0) }
    showStep()
  }

  /// The lesson's world has been opened again.
  mutating func wentBack(to step: String) {
    let redo = way(to: step)
    handle(.learner(.back(step: step)))
    if redo.isEmpty { return showStep() }
    say(.goingBack)
    start(redo, for: step)
  }

  // MARK: Commands

  /// Runs `body` in the current lesson, or says that there is none.
  mutating func inLesson(_ body: (inout ConsoleCore, LessonSession) -> Void) {
    if let lesson { body(&self, lesson) } else { say(.noLessonNow) }
  }

  /// Runs `body` at the current step, or says that the lesson is finished or that there is none.
  private mutating func atStep(_ body: (inout ConsoleCore, LessonStep) -> Void) {
    inLesson { core, lesson in
      if let step = lesson.judge.current { body(&core, step) } else { core.say(.isFinished) }
    }
  }

  /// Shows the current step again.
  mutating func repeatStep() {
    inLesson { core, lesson in
      guard lesson.judge.current != nil else {
        core.say(.isFinished)
        return core.sayWhatFollows(lesson.lesson)
      }
      core.showStep()
      core.say(.otherLessons)
    }
  }

  /// Shows the next hint, or the solution after the last one.
  mutating func hint() {
    atStep { core, step in
      if core.lesson?.lesson.policy.allowsHints == true {
        core.handle(.learner(.hint(step: step.id)))
      }
      core.lesson?.hint.forEach { core.say($0) }
    }
  }

  /// Goes back one step, in a world as it was when that step began.
  mutating func back() {
    inLesson { core, lesson in
      let step = lesson.judge.previous.id
      let (then, now) = (core.way(to: step), core.way(to: nil))
      // After a question, for example, nothing has changed since.
      guard then.origin == .recording, then.acts == now.acts else {
        return core.move(.back(lesson.lesson, step: step))
      }
      core.handle(.learner(.back(step: step)))
      core.showStep()
    }
  }

  /// Goes to a step, in a world as it was when that step began; to one that is still to come, by the
  /// solutions of those before it. Without a name it begins this step anew.
  mutating func go(to name: String?) {
    inLesson { core, lesson in
      guard let step = lesson.step(called: name) else { return core.say(.noStep(lesson.lesson)) }
      let isAhead = step > lesson.judge.position
      guard !isAhead || lesson.lesson.policy.allowsSkipping else {
        return core.say(.skippingNotAllowed)
      }
      core.move(.back(lesson.lesson, step: lesson.lesson.steps[step].id))
    }
  }

  /// What the attempt consists of, as far as the step's beginning; `nil` is as far as now.
  private func way(to step: String?) -> Redo {
    guard let judge = lesson?.judge else { preconditionFailure("asked for inside a lesson") }
    return Redo(
      log.isComplete ? log.events : nil, attempt: judge.attempt?.id, at: judge.lesson,
      to: step ?? judge.current?.id ?? "", isBeginning: step != nil)
  }

  mutating func skip() {
    atStep { core, step in
      guard core.lesson?.lesson.policy.allowsSkipping == true else {
        return core.say(.skippingNotAllowed)
      }
      core.handle(.learner(.skipped(step: step.id)))
    }
  }
}

extension LessonSession {
  /// By its number or id; the current one without a name, the last one when all are done.
  fileprivate func step(called name: String?) -> Int? {
    let steps = lesson.steps
    guard let name else { return min(judge.position, steps.count - 1) }
    if let number = Int(name) { return steps.indices.contains(number - 1) ? number - 1 : nil }
    return steps.firstIndex { $0.id == name.lowercased() }
  }
}

extension Phrase {
  fileprivate static let isFinished = Phrase(
    en: "The lesson is finished. :restart starts it over, :lessons lists all.",
    zh: "这一课已经完成。:restart 从头开始，:lessons 列出所有的课。")
  package static func keptAside(_ path: String) -> Phrase {
    Phrase(
      en: "Your progress could not be read; the old file is kept as \(path).",
      zh: "无法读取你的进度；旧文件保留为 \(path)。")
  }
  static let noLessonNow = Phrase(
    en: "No lesson is going on. :lessons lists them.", zh: "现在没有在上课。:lessons 列出所有的课。")
  fileprivate static let skippingNotAllowed = Phrase(
    en: "In this lesson no step can be skipped.", zh: "这一课不能跳过步骤。")
  fileprivate static let otherLessons = Phrase(
    en: "(:lessons lists all lessons, :lesson off leaves this one)",
    zh: "（:lessons 列出所有的课，:lesson off 退出本课）")
  fileprivate static func latestIsElsewhere(_ latest: (id: String, path: String?)) -> Phrase {
    let (id, path) = latest
    let elsewhere = Phrase(
      en: "The lesson you left last, \(id), has a file of its own: go on with byhand lesson FILE.",
      zh: "你上次离开的课 \(id) 在单独的文件里：用“byhand lesson 文件”继续。")
    guard let path else { return elsewhere }
    return elsewhere
      + Phrase(en: " It is not in \(path) any more.", zh: "它已不在 \(path)。")
  }

  fileprivate static func noStep(_ lesson: Lesson) -> Phrase {
    Phrase(
      en: "This lesson has steps 1 to \(lesson.steps.count).",
      zh: "这一课有第 1 步到第 \(lesson.steps.count) 步。")
  }
}
