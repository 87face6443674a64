import Console
import Glibc
import Grading
import Language
import Lessons
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct GradingLawTests {
  private static let lesson = SampleLessons.lesson("first-conversation")
  private static let id = "2026001755"

  // MARK: Deterministic

  @Test func `neither the number of jobs nor the order in which files were made changes anything`()
  {
    #expect(GradedClass.grade(jobs: 1).grades == GradedClass.gradebook.grades)
    var generator = ClassGenerator(seed: 5, lessons: Array(SampleLessons.lessons.prefix(1)))
    let simulated = generator.make(12)
    let folder = Scratch()
    func graded(_ files: [SimulatedClass.File]) -> [Grade] {
      for file in files { folder.save(file.octets, as: file.path) }
      defer { for file in files { remove(file, folder) } }
      return Grader(GradingJob(lessons: simulated.lessons, jobs: 2)).grade([folder.path]).grades
    }
    let grades = graded(simulated.files)
    #expect(graded(simulated.files.reversed()) == grades)
    #expect(!grades.isEmpty)
  }

  private func remove(_ file: SimulatedClass.File, _ folder: Scratch) {
    unlink("\(folder.path)/\(file.path)")
  }

  @Test func `a seed makes the same octets`() {
    let lessons = Array(SampleLessons.lessons.prefix(1))
    var (first, second) = (
      ClassGenerator(seed: 9, lessons: lessons), ClassGenerator(seed: 9, lessons: lessons)
    )
    let files = (first.make(8).files, second.make(8).files)
    #expect(files.0.map(\.path) == files.1.map(\.path))
    for (one, other) in zip(files.0, files.1) {
      #expect(withoutDates(one.octets) == withoutDates(other.octets), "\(one.path)")
    }
  }

  /// Whoever speaks SMTP to a web server is told the time of this machine.
  private func withoutDates(_ octets: [UInt8]) -> [String] {
    String(decoding: octets, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !$0.contains("\"Date: ") }
  }

  // MARK: Two recordings

  /// What a student types at a console, as a file.
  private func recording(
    _ lines: [String], at started: Int, of lesson: Lesson = lesson, seed: UInt64 = 1
  ) -> EditedRecording {
    var console = SimulatedConsole(lesson, attemptSeed: seed, keptLimit: .max)
    for (index, line) in lines.enumerated() {
      console.wait(.milliseconds(2_000 + index * 37))
      console.type(line)
    }
    return EditedRecording(started: started, student: Self.id, events: console.events)
  }

  private func grade(
    _ files: [(name: String, octets: [UInt8])], _ lessons: [Lesson] = [lesson]
  ) -> [Grade] {
    let folder = Scratch()
    for (name, octets) in files {
      folder.save(octets, as: name)
    }
    return Grader(GradingJob(lessons: lessons)).grade([folder.path]).grades
  }

  /// Points of these steps.
  private func points(_ grade: Grade?, _ ids: String...) -> [Double] {
    ids.map { id in
      let place = Self.lesson.steps.firstIndex { $0.id == id } ?? 0
      return grade?.steps[place].points.number ?? .nan
    }
  }

  @Test
  func `questions count by their first answer and steps by their best, whatever files are named`() {
    let hints = Array(repeating: ":hint", count: 3)
    let first = recording(
      ["telnet hamburger.edu 25", "2", "1"] + hints + ["HELO crepes.fr"], at: 36_000_000)
    let second = recording(
      ["telnet hamburger.edu 25", "1", "HELO crepes.fr"], at: 40_000_000, seed: 2)
    for names in [("a", "b"), ("b", "a")] {
      let grades = grade([
        ("\(Self.id)-\(names.0).jsonl", first.octets),
        ("\(Self.id)-\(names.1).jsonl", second.octets),
      ])
      #expect(grades.count == 1)
      #expect(points(grades.first, "connect", "who-first", "greet") == [1, 0, 1])
      let place = Self.lesson.steps.firstIndex { $0.id == "greet" } ?? 0
      let proof = grades.first.map { $0.recordings[Int($0.steps[place].recording)].path }
      #expect(proof?.hasSuffix("\(Self.id)-\(names.1).jsonl") == true)
    }
    let alone = grade([("\(Self.id).jsonl", first.octets)])
    #expect(points(alone.first, "connect", "who-first", "greet") == [1, 0, 0.5])
    let better = grade([("\(Self.id).jsonl", second.octets)])
    #expect(points(better.first, "connect", "who-first", "greet") == [1, 1, 1])
  }

  @Test func `of a session and its beginning the whole counts, whatever files are named`() {
    let whole = recording(["telnet hamburger.edu 25", "2", "1", "HELO crepes.fr"], at: 36_000_000)
    var part = whole
    part.events = Array(whole.events.prefix(whole.events.count / 2))
    var none = whole
    none.events = []
    let alone = grade([("\(Self.id).jsonl", whole.octets)])
    for names in [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]] {
      let files = zip(names, [whole, part, none]).map { name, file in
        (name: "\(Self.id)-\(name).jsonl", octets: file.octets)
      }
      let found = grade(files)
      #expect(found.count == 1 && found.first?.recordings.count == 1)
      #expect(
        found.first?.recordings.first?.path.hasSuffix("\(Self.id)-\(names[0]).jsonl") == true)
      #expect(found.first?.steps == alone.first?.steps)
      #expect(found.first?.mistakes == alone.first?.mistakes)
    }
  }

  // MARK: Several lessons in one recording

  @Test func `what is done in another lesson of the same recording is flagged nowhere`() throws {
    let (one, other) = (
      try #require(Library().lesson(called: "first-conversation")),
      try #require(Library().lesson(called: "relay-and-queue"))
    )
    let lines =
      one.steps.prefix(6).flatMap(\.solution) + [":lesson \(other.id)"]
      + other.steps.prefix(8).flatMap(\.solution)
    let file = recording(lines, at: 36_000_000, of: one)
    let grades = grade([("\(Self.id).jsonl", file.octets)], [one, other])
    #expect(grades.map(\.flags) == [[], []])
    #expect(grades.allSatisfy { $0.score > 0 })
  }

  // MARK: Out of turn

  @Test func `a step that was done before its turn is missed, and says so`() throws {
    // Everything but the one step that the others wait for.
    let left = try #require(Self.lesson.steps.firstIndex { $0.id == "sender" })
    let lines = ["telnet hamburger.edu 25", "1", "HELO crepes.fr", "QUIT"]
    let grade = try #require(grade([("\(Self.id).jsonl", recording(lines, at: 0).octets)]).first)
    let quit = try #require(Self.lesson.steps.firstIndex { $0.id == "quit" })
    let step = grade.steps[quit]
    #expect(step.standing == .missed && step.points == 0 && grade.score == 3)
    let words = try #require(grade.seen[quit])
    for text in [words.english, words.chinese] {
      #expect(text.contains("\(step.lastEvent)") && text.contains("\(left + 1)"))
    }
    #expect(grade.recording(of: step) == grade.recordings[0])
    // What was never done says nothing, and neither does what was done in its turn.
    #expect(grade.seen[left] == nil && grade.seen[0] == nil && grade.seen[quit - 1] == nil)
  }

  @Test func `what passes a step is not said to be another's before its turn`() throws {
    // The lesson names two recipients; one line is one step's.
    let lines = Self.lesson.steps.flatMap(\.solution)
    for count in lines.indices {
      let file = recording(Array(lines.prefix(count)), at: 36_000_000)
      for grade in grade([("\(Self.id).jsonl", file.octets)]) {
        for (place, step) in grade.steps.enumerated() where step.standing == .missed {
          #expect(grade.seen[place] == nil, "\(count): \(Self.lesson.steps[place].id)")
        }
      }
    }
  }

  // MARK: Two kinds of evidence

  private func served(_ lines: [String]) -> EditedRecording {
    let opening = Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "127.0.0.1:2525",
      local: nil, isPractice: true)
    let acts =
      [.opened(opening)]
      + DialogueLine.all(in: lines.joined(separator: "\n")).map {
        Act.heard($0.side, .line($0.line))
      }
    let events = acts.enumerated().map { index, act in
      Event(number: index + 1, milliseconds: index * 900, conversation: 1, act: act)
    }
    return EditedRecording(started: 30_000_000, student: nil, events: events, side: .server)
  }

  @Test func `beside a server's recording the student's own does not count`() {
    let own = recording(
      ["telnet hamburger.edu 25", "1", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>"],
      at: 36_000_000)
    let server = served([
      "S: 220 hamburger.edu", "C: HELO \(Self.id).crepes.fr",
      "S: 250 Hello \(Self.id).crepes.fr, pleased to meet you",
    ])
    let grades = grade([("\(Self.id).jsonl", own.octets), ("session-1.jsonl", server.octets)])
    #expect(grades.count == 1)
    let found = grades.first
    #expect(found?.student.id == Self.id && found?.evidence == .server)
    #expect(found?.recordings.map { $0.path.hasSuffix("session-1.jsonl") } == [true])
    #expect(found?.flags.map(\.kind) == [.notCounted])
    #expect(points(found, "connect", "greet", "sender", "who-first") == [1, 1, 0, 0])
    let seen = Set(Self.lesson.byHand.steps.map(\.id))
    for (step, grade) in zip(Self.lesson.steps, found?.steps ?? []) {
      #expect((grade.standing == .notJudged) == !seen.contains(step.id), "\(step.id)")
    }
    #expect(found?.maximum == Self.lesson.byHand.points)
    let record = grade([("\(Self.id).jsonl", own.octets)]).first
    #expect(record?.evidence == .record && record?.maximum == Self.lesson.points)
  }

  @Test func `of a server's recordings, each in which somebody spoke is in a row`() {
    let spoken = served(["S: 220 hamburger.edu", "C: NOOP", "S: 250 Ok"])
    let silent = served(["S: 220 hamburger.edu"])
    let corrected = served([
      "S: 220 hamburger.edu", "C: HELO crepes.fr", "S: 250 Hello crepes.fr, pleased to meet you",
      "C: HELO \(Self.id).crepes.fr",
      "S: 250 Hello \(Self.id).crepes.fr, pleased to meet you",
    ])
    let grades = grade([
      ("1.jsonl", spoken.octets), ("2.jsonl", silent.octets), ("3.jsonl", corrected.octets),
    ])
    #expect(grades.map(\.student.id) == [Self.id, ""])
    #expect(grades.map(\.evidence) == [.server, .server])
    #expect(grades.map { $0.flags.map(\.kind) } == [[], [.identity]])
    #expect(grades[1].recordings[0].path.hasSuffix("/1.jsonl"))
  }

  @Test func `who is not on the roster is called as the recording calls them`() throws {
    let server = served([
      "S: 220 hamburger.edu", "C: HELO 2026999.crepes.fr",
      "S: 250 Hello 2026999.crepes.fr, pleased to meet you",
    ])
    let own = recording(["telnet hamburger.edu 25"], at: 36_000_000)
    let folder = Scratch()
    folder.save(server.octets, as: "1.jsonl")
    var named = own
    named.events.removeAll { if case .learner(.began) = $0.act { true } else { false } }
    folder.save(named.octets, as: "王五_12345_assignsubmission_file_/r.jsonl")
    var job = GradingJob(lessons: [Self.lesson])
    job.roster = try Roster(Array("学号,姓名\n7,张三".utf8), name: "")
    let grades = Grader(job).grade([folder.path]).grades
    let reasons = grades.flatMap(\.flags).filter { $0.kind == .identity }.map(\.reason)
    #expect(reasons.contains { $0.english.contains("2026999") && $0.chinese.contains("2026999") })
    #expect(reasons.count == 2)
    for flag in grades.flatMap(\.flags) {
      // Every output puts the file beside the reason.
      #expect(flag.recording.map { flag.reason.english.contains($0.name) } != true)
    }
  }

  @Test func `what is handed in under an id beyond the roster is nobody else's`() throws {
    let own = recording(["telnet hamburger.edu 25"], at: 36_000_000)
    let folder = Scratch()
    folder.save(own.octets, as: "byhand-2026000006.jsonl")
    var job = GradingJob(lessons: [Self.lesson])
    job.roster = try Roster(Array("学号,姓名\n\(Self.id),张三".utf8), name: "")
    let grades = Grader(job).grade([folder.path]).grades
    #expect(grades.map(\.student.id) == [Self.id, "2026000006"])
    #expect(grades.map(\.isJudged) == [false, true])
    #expect(grades.last?.flags.map(\.kind) == [.identity, .identity])
  }

  // MARK: What is flagged

  @Test func `an id that two students name is flagged at both`() {
    let (one, other) = (
      recording(["telnet hamburger.edu 25"], at: 36_000_000),
      recording(["telnet hamburger.edu 25", "2"], at: 40_000_000, seed: 2)
    )
    let grades = grade([
      ("张三_11_assignsubmission_file_/r.jsonl", one.octets),
      ("李四_12_assignsubmission_file_/r.jsonl", other.octets),
    ])
    #expect(grades.map(\.student.id) == [Self.id, Self.id])
    #expect(Set(grades.map(\.student.name)) == ["张三", "李四"])
    #expect(grades.allSatisfy { $0.flags.contains { $0.kind == .identity } })
  }

  @Test func `a recording may hold a conversation outside the practice world`() {
    var file = recording(Self.lesson.steps.prefix(4).flatMap(\.solution), at: 36_000_000)
    let opening = Opening(
      attempt: Attempt(dialect: .smtp, host: "smtp.example.com", port: 25),
      address: "192.0.2.1:25", local: nil, isPractice: false)
    let last = file.events[file.events.count - 1]
    for (offset, act) in [
      Act.opened(opening), .heard(.server, .line(Line("220 smtp.example.com"))),
    ].enumerated() {
      file.events.append(
        Event(
          number: last.number + offset + 1, milliseconds: last.milliseconds + 900, conversation: 9,
          act: act))
    }
    let grades = grade([("\(Self.id).jsonl", file.octets)])
    #expect(grades.map(\.flags) == [[]] && grades[0].score > 0)
  }

  @Test func `a recording that goes on with another is flagged where the other is missing`() {
    var console = SimulatedConsole(Self.lesson, attemptSeed: 1, keptLimit: .max)
    for line in Self.lesson.steps.prefix(3).flatMap(\.solution) { type(line, to: &console) }
    var rest = SimulatedConsole(
      Self.lesson, progress: console.progress, recording: console.events, attemptSeed: 2,
      keptLimit: .max)
    type(Self.lesson.steps[3].solution[0], to: &rest)
    let files = [console, rest].enumerated().map { place, console in
      EditedRecording(
        started: 36_000_000 + place * 3_600_000, student: Self.id, events: console.events)
    }.enumerated().map { ("\(Self.id)-\($0).jsonl", $1.octets) }
    #expect(grade(files).map(\.flags) == [[]])
    let alone = grade(Array(files.suffix(1)))
    #expect(alone.map { $0.flags.map(\.kind) } == [[.incomplete]])
    #expect(alone[0].flags[0].recording == alone[0].recordings[0])
  }

  private func type(_ line: String, to console: inout SimulatedConsole) {
    console.wait(.milliseconds(2_000 + line.utf8.count * 37))
    console.type(line)
  }

  @Test func `the recording made with another file of the lesson is named`() {
    let own = recording(["telnet hamburger.edu 25", "1"], at: 36_000_000)
    var other = recording(["telnet hamburger.edu 25", "1"], at: 40_000_000, seed: 2)
    for index in other.events.indices {
      guard case .learner(.began(var attempt)) = other.events[index].act else { continue }
      attempt.digest = "0000000000000000"
      other.events[index].act = .learner(.began(attempt))
    }
    let grades = grade([
      ("\(Self.id)-1.jsonl", own.octets), ("\(Self.id)-2.jsonl", other.octets),
    ])
    #expect(grades.map { $0.flags.map(\.kind) } == [[.lessonFile]])
    #expect(grades[0].flags[0].recording == grades[0].recordings[1])
  }

  // MARK: A stream

  @Test func `a line of a stream is graded as the file of it`() {
    let grader = Grader(GradingJob(lessons: GradedClass.simulated.lessons))
    var count = 0
    for student in GradedClass.simulated.students where count < 12 || Tries.isAll {
      for file in student.files where file.path.hasPrefix("byhand-") {
        let lines = file.octets.split(separator: 0x0A)
        guard lines.count == student.work.count else { continue }
        for (place, line) in lines.enumerated() {
          let streamed = grader.grade(line: Array(line))[place]
          let filed = GradedClass.grades["\(student.id)/\(place)"]
          #expect(streamed.student == filed?.student)
          #expect(streamed.steps == filed?.steps && streamed.score == filed?.score)
          #expect(streamed.mistakes == filed?.mistakes && streamed.hints == filed?.hints)
          #expect(streamed.milliseconds == filed?.milliseconds)
          // Only who sees the whole class can see a copy.
          #expect(
            Set(streamed.flags.map(\.kind))
              == Set(filed?.flags.map(\.kind) ?? []).subtracting([.copy]))
          count += 1
        }
      }
    }
    #expect(count > 10)
  }

  @Test(arguments: [
    "", "{", "[]", #"{"student":"1","transcript":[]}"#,
    #"{"transcript":[{"format":"byhand-transcript","version":99}]}"#, "\u{0}\u{1}", "null",
  ])
  func `a hostile line costs its own row, which says so`(line: String) {
    let grades = Grader(GradingJob(lessons: [Self.lesson])).grade(line: Array(line.utf8))
    #expect(grades.map { $0.flags.map(\.kind) } == [[.unreadable]])
    #expect(grades.allSatisfy { !$0.isJudged })
    #expect(grades.map(\.student.id) == [line.contains("student") ? "1" : ""])
  }
}
