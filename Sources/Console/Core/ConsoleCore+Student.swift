import Language
package import Lessons
import Messages
import Presentation
import Teaching
package import Transcripts

/// The question who the student is. A terminal asks it once, before the first lesson, unless the
/// student is known.
enum StudentQuestion: Sendable {
  case notAsked
  /// The lesson begins once it is answered.
  case open(before: LessonRequest)
  case answered
}

/// A lesson that is about to begin. Which one the student left last depends on the student.
enum LessonRequest: Sendable {
  case named(String?)
  case file(Lesson)
}

/// Who the student is from here on, and what becomes of the recording.
package struct Identification: Sendable {
  package let student: StudentID
  /// The recording's header, with the student.
  package let header: TranscriptHeader
  /// The recording so far is another student's.
  package let isNewRecording: Bool

  /// The recording after it.
  package struct Recording: Sendable {
    /// The name of its file; `nil` if the session is not recorded.
    package var name: String?
    /// It should name the student, and cannot.
    package var hasFailed = false

    package init(name: String?, hasFailed: Bool = false) {
      self.name = name
      self.hasFailed = hasFailed
    }
  }
}

/// The student's identity: asked for, shown and changed.
///
/// **A recording is one student's, and its header names that student**, for a lecturer who gets the
/// file reads its header. A recording's header is written at its beginning, so a student who is
/// named later needs a rule:
///
/// - Who is named for the first time did what the session holds so far. The header is rewritten in
///   place, whole or not at all (`TranscriptFile.replaceHeader`); nothing is interrupted, and the
///   lessons of this session count for the student: they are judged again by the session's events,
///   on top of what the student had earned before. The progress without an ID is again what it was
///   before this session.
/// - Another ID than before is another student, or a typing mistake that was seen at the lesson's
///   first lines. The old recording stays the other student's. A new one begins, as if byhand had
///   been started anew with `--student ID`: without a connection, with the world opened again, and
///   a lesson that was going on begins where that student has left it.
extension ConsoleCore {
  package var student: String? { log.header.student }

  // MARK: Asking

  /// The next line tells who the student is.
  var asksForStudent: Bool { if case .open = studentQuestion { true } else { false } }

  /// Asks before the first lesson.
  ///
  /// - Returns: Whether the lesson has to wait for the answer.
  mutating func asksForStudent(before lesson: LessonRequest) -> Bool {
    guard settings.asksForStudent, student == nil else { return false }
    if case .answered = studentQuestion { return false }
    studentQuestion = .open(before: lesson)
    say(.whichStudent)
    return true
  }

  /// Begins a lesson that has been read from a file.
  mutating func begin(_ lesson: Lesson) {
    if !asksForStudent(before: .file(lesson)) { move(.lesson(lesson)) }
  }

  /// Takes a line as the answer, and goes on to the lesson. Before that no world may be open, so
  /// only few commands are run.
  ///
  /// - Returns: `false`: there is no such question, or the line is a command that can be run.
  mutating func takeAtStudentQuestion(_ text: String) -> Bool {
    guard asksForStudent else { return false }
    let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    guard let first = words.first else {
      answerStudentQuestion()
      return true
    }
    if first.hasPrefix(":") {
      let name = Commands.named(String(first.dropFirst()).halfWidthLetters)?.name
      if name.map(Self.whileAsking.contains) == true { return false }
      say(.whichStudentFirst)
    } else if words.count == 1, let command = Commands.withoutColon(first),
      Self.whileAsking.contains(command.name)
    {
      command.run([], &self)
    } else {
      identify(text)
    }
    return true
  }

  private static let whileAsking: Set<String> = [
    ConsoleCommand.student.name, ConsoleCommand.help.name, ConsoleCommand.lang.name,
    ConsoleCommand.lessons.name, ConsoleCommand.lesson.name, ConsoleCommand.quit.name,
  ]

  /// Begins the lesson that has waited.
  private mutating func answerStudentQuestion() {
    guard case .open(let request) = studentQuestion else { return }
    studentQuestion = .answered
    switch request {
    case .named(let id): _ = begin(lesson: id)
    case .file(let lesson): begin(lesson)
    }
  }

  // MARK: Showing

  /// At a lesson's start: who the student is, where anybody was named or asked.
  mutating func sayStudent() {
    if let student { return say(aside: .student(student)) }
    if case .answered = studentQuestion { say(aside: .noStudent) }
  }

  private mutating func say(aside phrase: Phrase) {
    var note = Note(.console, text: phrase)
    note.voice = .aside
    say(note)
  }

  /// `:student` alone.
  mutating func showStudent() {
    say(student.map { .student($0) } ?? .noStudent)
  }

  // MARK: Changing

  /// Names the student, or says why this cannot be an ID.
  mutating func identify(_ typed: String) {
    let id: StudentID
    do throws(StudentID.Fault) { id = try StudentID(typed) } catch {
      say(error.phrase)
      if asksForStudent { say(.whichStudent) }
      return
    }
    guard let student else {
      var header = log.header
      header.student = id.text
      if progress.progress != progressBefore { perform(.keepProgress(progressBefore)) }
      return perform(
        .identify(Identification(student: id, header: header, isNewRecording: false)))
    }
    if student == id.text { return showStudent() }
    keepProgress()
    if isConnected || connection.isDialling { say(.connectionEnds) }
    hangUp(then: .identify(id))
  }

  /// The other student's connection has ended.
  mutating func beginAnew(for student: StudentID) {
    activity = .entering(.homeAnew)
    let started = MailDate.iso8601(milliseconds: settings.openedAt + now.milliseconds)
    let header = TranscriptHeader(
      started: started, software: log.header.software, side: log.header.side,
      student: student.text)
    perform(.identify(Identification(student: student, header: header, isNewRecording: true)))
  }

  mutating func identified(
    _ named: Identification, _ record: ProgressRecord, _ recording: Identification.Recording
  ) {
    progress = record
    self.recording = recording.name
    say(.identified(named, recording))
    if named.isNewRecording {
      log = SessionLog(header: named.header, from: now)
      hasSaidRecordingEnded = false
      deliveriesTold = []
      if recording.hasFailed { say(.notRecorded) }
      let entry = lesson.map { WorldEntry.lesson($0.lesson) } ?? .homeAnew
      lesson = nil
      return enter(entry)
    }
    log.header = named.header
    if progressBefore.isBegun, !record.progress.isBegun { say(.keptApart) }
    takeOverLessons()
    answerStudentQuestion()
  }

  /// The lessons of this session are the named student's.
  private mutating func takeOverLessons() {
    if let aside = progress.keptAside, lesson != nil { say(.keptAside(aside)) }
    let current = lesson?.lesson
    for lesson in settings.library.lessons where lesson != current { takeOver(lesson) }
    if let current, let judge = lesson?.judge, progress.progress.isFurther(than: judge) {
      // The student was here before, and goes on there.
      lesson = nil
      return move(.lesson(current))
    }
    if let current {
      if let judge = takeOver(current) { lesson?.takeOver(judge) }
      keepProgress()
    } else if progress.progress != Progress() {
      perform(.keepProgress(progress.progress))
    }
  }

  /// Judges the session again, and notes what it adds to the student's progress.
  ///
  /// - Returns: The judge; `nil` if the lesson was not begun in this session, or the session is too
  ///   long to have been kept.
  @discardableResult
  private mutating func takeOver(_ lesson: Lesson) -> Judge? {
    let wasBegun = log.events.contains {
      guard case .learner(.began(let attempt)) = $0.act else { return false }
      return attempt.lesson == lesson.id && attempt.digest == lesson.digest
    }
    guard log.isComplete, wasBegun else { return nil }
    var judge = Judge(lesson, score: progress.progress.score(in: lesson))
    var session = Session()
    for event in log.events {
      let (position, score) = (judge.position, judge.score)
      for fact in session.take(event) { _ = judge.take(fact) }
      guard judge.attempt != nil, judge.position != position || judge.score != score else {
        continue
      }
      progress.progress.note(judge, in: recording)
    }
    return judge
  }
}

extension Progress {
  /// The lesson was left at a later step than the judge's.
  fileprivate func isFurther(than judge: Judge) -> Bool {
    guard attempt(at: judge.lesson) != nil else { return false }
    let step = step(in: judge.lesson)
    return judge.lesson.steps.dropFirst(judge.position + 1).contains { $0.id == step }
  }
}

extension Phrase {
  fileprivate static let whichStudent = Phrase(
    en:
      "Who are you? Type your student ID: recordings will name you, and your progress is kept under it. Only Enter: no ID.",
    zh: "你是哪位同学？请输入学号：会话记录里会写上它，进度也按它保存。不想填就直接按回车。")
  fileprivate static let whichStudentFirst = Phrase(
    en: "First type your student ID, or only Enter for none.", zh: "请先输入学号；不想填就直接按回车。")
  fileprivate static func student(_ id: String) -> Phrase {
    Phrase(en: "Student: \(id)   (:student ID changes it)", zh: "学号：\(id)  （用“:student 学号”更改）")
  }
  fileprivate static let noStudent = Phrase(
    en: "Student: no ID   (:student ID names one)", zh: "学号：未填  （用“:student 学号”填写）")
  fileprivate static func identified(
    _ named: Identification, _ recording: Identification.Recording
  ) -> Phrase {
    let id = named.student.text
    return switch (recording.name, isNew: named.isNewRecording, recording.hasFailed) {
    case (nil, isNew: false, _):
      Phrase(en: "You are \(id). This session is not recorded.", zh: "你的学号是 \(id)。本次会话没有记录。")
    case (nil, isNew: true, _):
      Phrase(
        en: "You are \(id) now, and the progress is \(id)'s.", zh: "现在的学号是 \(id)，进度也换成 \(id) 的。")
    case (_, isNew: true, _):
      Phrase(
        en: "You are \(id) now. A new recording begins, and the progress is \(id)'s.",
        zh: "现在的学号是 \(id)：会话记录重新开始，进度也换成 \(id) 的。")
    case (_, isNew: false, false):
      Phrase(
        en: "You are \(id). The recording of this session names you from its beginning.",
        zh: "你的学号是 \(id)，已写进本次会话的记录，从开头就算你的。")
    case (_, isNew: false, true):
      Phrase(
        en:
          "You are \(id), and your progress is kept under it. But the recording cannot be changed and does not name you (is the disk full?).",
        zh: "你的学号是 \(id)，进度会按它保存。但会话记录无法改写，里面没有学号（磁盘满了吗？）。")
    }
  }
  fileprivate static let keptApart = Phrase(
    en: "Lessons done here without an ID are kept apart: without an ID you can go on with them.",
    zh: "以前不填学号做的课单独保存：不填学号时可以接着做。")
  fileprivate static let connectionEnds = Phrase(
    en: "The connection is closed: it belongs to the student before.", zh: "连接已关闭：它属于前一位同学。")
}
