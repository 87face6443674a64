import Exports
import Glibc
import Grading
import Language
import Lessons
import Protocols
import TestSupport
import Transcripts

/// A class that never was: the same in every run.
enum SampleClass {
  static let lessons = Array(Library().lessons.prefix(3))

  /// What must never become markup, run, or turn the text around it.
  static let hostile = [
    "<script>harmed=1</script>", "</script><script>harmed=1</script>",
    "\"><img src=x onerror=harmed=1>", "' onmouseover='harmed=1", "\u{202E}gnp.\u{2066}exe",
    "&lt;b&gt;", "</style><style>*{display:none}", "a\u{0}b\u{1B}[2Jc\r\nd", "{{7*7}}${7*7}",
    "javascript:harmed=1",
  ]

  private static let familyNames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"]
  private static let givenNames = ["伟", "芳", "秀英", "敏", "静", "磊", "强", "洋", "艳", "小明"]
  private static let foreignNames = ["Alice Martin", "Bob Hamburger", "Zoë O'Neill"]

  /// Made once.
  static let usual = gradebook()
  /// Twelve students with hostile names.
  static let small = gradebook(12, hostile: hostile)

  static func gradebook(
    _ count: Int = 200, lessons: [Lesson] = lessons, seed: UInt64 = 1, hostile: [String] = []
  ) -> Gradebook {
    var numbers = SeededGenerator(seed: seed)
    var grades: [Grade] = []
    for index in 0..<count {
      let student = student(index, hostile: hostile, &numbers)
      let skill = Double.random(in: 0.35...1, using: &numbers)
      let isMissing = Int.random(in: 0..<25, using: &numbers) == 0
      for place in lessons.indices {
        let skips = isMissing || Int.random(in: 0..<30, using: &numbers) == 0
        grades.append(
          grade(student, lessons[place], place, skill: skips ? nil : skill, hostile, &numbers))
      }
    }
    if count > 0 { grades += unknown(lessons) }
    var gradebook = Gradebook(lessons: lessons, grades: grades)
    gradebook.wrongLines = wrongLines(hostile)
    gradebook.files = count
    gradebook.unreadable = min(2, count)
    gradebook.hasRoster = true
    gradebook.hasDueTime = true
    return gradebook
  }

  /// A file that names nobody.
  private static func unknown(_ lessons: [Lesson]) -> [Grade] {
    lessons.indices.map { place in
      var grade = Grade(student: Student(id: ""), lesson: place)
      let recording = GradedRecording(path: "hand-in/session (1).jsonl")
      grade.flags = [
        Flag(.identity, Phrase(en: "It names no student", zh: "没有写明是哪位学生"), in: recording)
      ]
      guard place == 0 else { return grade }
      grade.evidence = .record
      grade.recordings = [recording]
      grade.steps = lessons[0].steps.map { _ in StepGrade() }
      grade.maximum = lessons[0].points
      return grade
    }
  }

  private static func student(
    _ index: Int, hostile: [String], _ numbers: inout SeededGenerator
  ) -> Student {
    let family = familyNames.randomElement(using: &numbers) ?? ""
    let given = givenNames.randomElement(using: &numbers) ?? ""
    let foreign = foreignNames.randomElement(using: &numbers) ?? ""
    var student = Student(
      id: "\(20_260_001 + index)", name: index % 9 == 4 ? foreign : family + given,
      group: index % 2 == 0 ? "网络 1 班" : "网络 2 班")
    guard !hostile.isEmpty else { return student }
    student.name = hostile[index % hostile.count]
    student.id += hostile[(index + 3) % hostile.count]
    student.group = hostile[(index + 5) % hostile.count]
    return student
  }

  private static func grade(
    _ student: Student, _ lesson: Lesson, _ place: Int, skill: Double?, _ hostile: [String],
    _ numbers: inout SeededGenerator
  ) -> Grade {
    var grade = Grade(student: student, lesson: place)
    guard let skill else { return grade }
    grade.evidence = .record
    let file = "hand-in/\(student.id)_\(student.name).jsonl"
    grade.recordings = [GradedRecording(path: file, place: place + 1)]
    grade.maximum = lesson.points
    var event: Int32 = 3
    var seen: [Int: Phrase] = [:]
    for (index, step) in lesson.steps.enumerated() {
      let hardness = index % 5 == 3 ? 0.7 : 1.1
      var made = self.step(step, chance: skill * hardness, &event, &numbers)
      if index == lesson.steps.count - 1, Int.random(in: 0..<8, using: &numbers) == 0 {
        made.standing = .notJudged
        made.points = 0
      }
      if made.standing == .missed || made.standing == .half {
        seen[index] =
          hostile.isEmpty
          ? Phrase(en: "the reply 503 to RCPT", zh: "RCPT 得到了响应 503")
          : .verbatim(hostile[index % hostile.count])
        if let id = step.misconceptions.randomElement(using: &numbers) {
          grade.misconceptions.append(id)
        }
      }
      grade.steps.append(made)
      grade.score = grade.score + made.points
      grade.hints += Int(made.hints)
      grade.mistakes += Int(made.mistakes)
      grade.milliseconds += Int(made.milliseconds)
    }
    grade.seen = WordsOfSteps(seen)
    if Int.random(in: 0..<20, using: &numbers) == 0 { grade.late = 3_600_000 }
    if Int.random(in: 0..<15, using: &numbers) == 0 {
      grade.flags.append(
        Flag(
          .copy,
          hostile.isEmpty
            ? Phrase(
              en: "3 wrong lines are also in the file of another student.",
              zh: "有 3 行错误的输入也出现在另一名学生的文件里。") : .verbatim(hostile[place % hostile.count]),
          in: grade.recordings[0], event: 12))
    }
    return grade
  }

  private static func step(
    _ step: LessonStep, chance: Double, _ event: inout Int32, _ numbers: inout SeededGenerator
  ) -> StepGrade {
    var made = StepGrade()
    let luck = Double.random(in: 0...1, using: &numbers)
    made.standing = luck < chance ? .passed : luck < chance + 0.12 ? .half : .missed
    made.points =
      made.standing == .passed ? step.points : made.standing == .half ? step.points.half : 0
    made.mistakes = made.standing == .passed ? 0 : UInt16.random(in: 1...4, using: &numbers)
    made.hints = made.standing == .half ? 1 : 0
    made.firstEvent = event
    made.lastEvent = event + 1
    event += Int32.random(in: 2...5, using: &numbers)
    made.milliseconds = Int32.random(in: 8_000...240_000, using: &numbers)
    return made
  }

  private static func wrongLines(_ hostile: [String]) -> [WrongLine] {
    let texts =
      hostile.isEmpty
      ? [
        "MAIL alice@crepes.fr", "HELO", "RCPT TO: bob@hamburger.edu", "mail from alice@crepes.fr",
        "Subject: 你好", "DATA.", "EHLO crepes,fr", "QUIT ", "MAIL FROM:<alice@crepes.fr",
        "HELO crepes.fr\u{8}\u{8}", "NOOP NOOP NOOP",
      ] : hostile
    return texts.enumerated().map { index, text in
      let place = index % 2 == 0 ? nil : index
      var line = WrongLine(
        text: text, code: index % 3 == 0 ? 501 : 500,
        in: GradedRecording(path: "hand-in/2026000\(index) 王伟.jsonl", place: place),
        event: 9 + index)
      line.count = 40 - 3 * index
      line.students = 30 - 2 * index
      return line
    }
  }
}

// MARK: Conversations

extension SampleClass {
  /// The beginning of the first lesson, with a line that goes wrong.
  static func recording(_ wrong: String) -> Recording {
    let lesson = lessons[0]
    let question = lesson.steps.first { $0.isQuestion }?.id ?? ""
    let opening = Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25),
      address: "127.0.0.1:2525", local: "127.0.0.1:50000", isPractice: true, client: nil)
    let began = LearnerAct.began(lesson.attempt(id: "a", at: lesson.steps[0].id))
    let script = """
      C: HELO crepes.fr
      S: 250 Hello crepes.fr, pleased to meet you
      C: \(wrong.filter { !$0.isNewline })
      S: 501 Syntax: MAIL FROM:<address>
      C: MAIL FROM:<alice@crepes.fr>
      S: 250 alice@crepes.fr... Sender ok
      C: QUIT
      S: 221 hamburger.edu closing connection
      """
    let acts: [(Int, Act)] =
      [(0, .learner(began)), (1, .opened(opening))] + lines("S: 220 hamburger.edu")
      + [
        (0, .learner(.answered(step: question, .choice(2)))),
        (0, .learner(.answered(step: question, .choice(1)))),
      ] + lines(script) + [(1, .closed(by: .server, .finished))]
    return Recording(
      header: TranscriptHeader(
        started: "2026-11-23T15:00:00.000Z", software: "byhand 0.1.0", side: .client),
      events: acts.enumerated().map {
        Event(number: $0 + 1, milliseconds: 900 * $0, conversation: $1.0, act: $1.1)
      })
  }

  private static func lines(_ script: String) -> [(Int, Act)] {
    DialogueLine.all(in: script).map { (1, .heard($0.side, .line($0.line))) }
  }
}

// MARK: To look at

extension SampleClass {
  /// Where pages are written, for a person to open; `nil`: nobody asked for them.
  static let folder = getenv("BYHAND_REPORT_PAGES").map { String(cString: $0) }

  static func write(_ text: String, as name: String) {
    guard let folder, let file = fopen("\(folder)/\(name)", "w") else { return }
    fwrite(Array(text.utf8), 1, text.utf8.count, file)
    fclose(file)
  }
}
