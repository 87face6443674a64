import Language
import Lessons
import Protocols
import Teaching
import Terminal
import Testing
import Transcripts

@testable import Console

/// The question who the student is.
@Suite struct StudentQuestionTests {
  private func bench(
    _ begin: Beginning = .lesson(id: "first-conversation"), student: String? = nil
  ) -> ConsoleBench {
    ConsoleBench(begin: begin, student: student, asksForStudent: true)
  }

  private static let question = "Who are you?"

  private func questions(_ bench: ConsoleBench) -> Int {
    bench.said.count { $0.hasPrefix(Self.question) }
  }

  @Test func `comes before the first lesson, and Enter means none`() {
    var bench = bench()
    #expect(questions(bench) == 1 && bench.core.lesson == nil)
    #expect(bench.core.isReading && bench.core.prompt.right == "[student ID]")
    bench.type("")
    #expect(bench.core.lesson?.lesson.id == "first-conversation")
    #expect(bench.core.student == nil && bench.identifications.isEmpty)
    #expect(bench.said.contains("Student: no ID   (:student ID names one)"))
    bench.type(":lesson push-and-pull")
    bench.settle()
    #expect(questions(bench) == 1 && bench.core.lesson?.lesson.id == "push-and-pull")
  }

  @Test func `an ID names the student before anything of the lesson is recorded`() {
    var bench = bench()
    bench.type("  2026112233 ")
    #expect(bench.core.lesson?.lesson.id == "first-conversation")
    #expect(bench.core.log.header.student == "2026112233")
    #expect(bench.identifications.map(\.header.student) == ["2026112233"])
    #expect(bench.identifications.map(\.isNewRecording) == [false])
    #expect(bench.said.contains("Student: 2026112233   (:student ID changes it)"))
    #expect(!bench.remembered.contains { $0.contains("2026112233") })
  }

  @Test func `which lesson goes on depends on the answer`() throws {
    var other = ConsoleBench(begin: .lesson(id: "push-and-pull"))
    other.type("telnet hamburger.edu 25")
    var bench = bench(.lesson(id: nil))
    bench.students[try StudentID("b")] = other.core.progress.progress
    bench.type("b")
    #expect(bench.core.lesson?.lesson.id == "push-and-pull")
  }

  @Test func `is not asked where the student is known, and not where nobody could answer`() {
    let known = bench(student: "a")
    #expect(questions(known) == 0 && known.core.lesson != nil)
    #expect(known.said.contains("Student: a   (:student ID changes it)"))
    let piped = ConsoleBench(isInteractive: false, begin: .lesson(id: "first-conversation"))
    #expect(questions(piped) == 0 && !piped.said.contains { $0.hasPrefix("Student:") })
  }

  @Test func `comes with a lesson from the console, whose connection stays till then`() {
    var bench = bench(.practice)
    #expect(questions(bench) == 0)
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr", ":lesson first-conversation")
    #expect(questions(bench) == 1 && bench.core.isConnected)
    let sent = bench.sent
    // Lines for a server have spaces, which no ID has.
    bench.type("MAIL FROM:<alice@crepes.fr>", "::x", ":mailbox bob", ":telnet crepes.fr 25")
    #expect(bench.sent == sent && bench.core.lesson == nil && bench.core.student == nil)
    #expect(bench.jobs.isEmpty)
    bench.type("a")
    bench.settle()
    #expect(bench.core.lesson != nil && !bench.core.isConnected)
  }

  @Test func `a slip is explained, and asked again`() {
    var bench = bench()
    bench.type("Zhang San", "a/b", ":student c d")
    #expect(questions(bench) == 4 && bench.core.lesson == nil)
    bench.type(":student 张三")
    #expect(bench.core.student == "张三" && bench.core.lesson != nil)
  }

  @Test func `help, language, another lesson and the way out work meanwhile`() {
    var bench = bench()
    bench.type("help", ":help", ":lang zh", ":lang en", ":lessons", ":student")
    #expect(bench.core.asksForStudent && bench.outcome == nil)
    #expect(Completions.candidates(for: "", in: bench.core).candidates.isEmpty)
    bench.type(":lesson push-and-pull", "")
    #expect(bench.core.lesson?.lesson.id == "push-and-pull")
    for line in ["quit", ":quit", "：quit"] {
      var leaving = self.bench()
      leaving.type(line)
      leaving.settle()
      #expect((leaving.outcome == .left) == (line != "：quit"))
      #expect(leaving.core.student == nil)
    }
    var ended = self.bench()
    ended.take(.interrupt(unread: 0))
    #expect(ended.core.asksForStudent && ended.core.isReading)
    ended.take(.endOfInput)
    ended.settle()
    #expect(ended.outcome == .left)
  }
}

/// `:student`.
@Suite struct StudentTests {
  private static let lines = [
    "telnet hamburger.edu 25", "1", "HELO", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
  ]

  private func lesson(_ lines: [String], student: String? = nil) -> ConsoleBench {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"), student: student)
    for line in lines { bench.type(line) }
    return bench
  }

  private func score(_ bench: ConsoleBench, _ id: String = "first-conversation") -> Score? {
    bench.core.settings.library[id].map { bench.core.progress.progress.score(in: $0) }
  }

  @Test func `shows who the student is, and refuses what cannot be an ID`() {
    var bench = ConsoleBench()
    bench.type(":student", ":student a b", ":student a/b")
    #expect(bench.identifications.isEmpty)
    #expect(bench.said.suffix(3).first == "Student: no ID   (:student ID names one)")
    bench.type(":student ２０２６", ":student 2026", ":student")
    #expect(bench.identifications.count == 1)
    #expect(bench.said.suffix(2).first == bench.said.last)
    #expect(bench.said.last == "Student: 2026   (:student ID changes it)")
  }

  // MARK: Named for the first time

  @Test func `in the middle of a lesson nothing is interrupted, and what was done counts`() throws {
    var named = lesson(Self.lines)
    let (before, events) = (named.core.lesson?.judge, named.recorded)
    #expect((before?.points ?? 0) > 0)
    named.type(":student 2026")
    #expect(named.core.isConnected && named.recorded == events)
    // Without an ID nothing has been done.
    let kept = named.effects.compactMap { effect -> Progress? in
      if case .keepProgress(let progress) = effect { progress } else { nil }
    }
    #expect(kept.suffix(2).first == Progress())
    #expect(named.core.lesson?.judge == before)
    #expect(score(named) == before?.score)
    let first = try Transcript(Array(named.core.log.transcript.utf8))
    #expect(first.header.student == "2026" && first.events == events)
    named.type("RCPT TO:<bob@hamburger.edu>")
    #expect(
      named.core.progress.progress.begun(among: []).map(\.recordings) == [["recording.jsonl"]])
    #expect(score(named)?.earned["recipient"] == 1)
  }

  @Test func `what others did without an ID does not count, and what the student had does`() throws
  {
    // Somebody without an ID has passed two steps here, another student the first.
    let nobody = lesson(["telnet hamburger.edu 25", "1"])
    var bench = ConsoleBench(begin: nil)
    bench.recording = nobody.recorded
    bench.core.progress = nobody.core.progress
    bench.students[try StudentID("a")] = lesson(["telnet hamburger.edu 25"]).core.progress.progress
    bench.take(.begin(.lesson(id: "first-conversation")))
    bench.settle()
    bench.type("HELO crepes.fr", ":student a")
    #expect(score(bench)?.earned.keys.sorted() == ["connect", "greet"])
    #expect(bench.core.lesson?.judge.score == score(bench))
    #expect(bench.core.lesson?.judge.current?.id == "sender")
  }

  @Test func `who is named late goes on where the lesson was left`() throws {
    let left = lesson(Self.lines, student: "b")
    let step = try #require(left.core.lesson?.judge.current?.id)
    var bench = ConsoleBench(begin: nil)
    bench.recording = left.recorded
    bench.students[try StudentID("b")] = left.core.progress.progress
    bench.take(.begin(.lesson(id: "first-conversation")))
    bench.settle()
    bench.type(":student b")
    bench.settle()
    #expect(bench.core.lesson?.judge.current?.id == step)
    #expect(bench.core.progress.progress == left.core.progress.progress)
  }

  @Test func `lessons that this session has left count, too`() {
    var bench = lesson(Self.lines)
    let left = score(bench)
    bench.type(":lesson push-and-pull", "telnet hamburger.edu 25", ":lesson off")
    bench.settle()
    let last = score(bench, "push-and-pull")
    bench.type(":student a")
    #expect(score(bench) == left && score(bench, "push-and-pull") == last)
    let ids = bench.core.progress.progress.begun(among: bench.core.settings.library.lessons).map(
      \.id)
    #expect(ids == ["first-conversation", "push-and-pull"])
    let current = bench.core.settings.library["first-conversation"]
    #expect(current.map { bench.core.progress.progress.step(in: $0) } == "recipient")
  }

  @Test func `inside a message it is a command all the same`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25", "HELO me.example", "MAIL FROM:<alice@crepes.fr>")
    bench.type("RCPT TO:<bob@hamburger.edu>", "DATA", "Hi", ":student a", ".")
    #expect(bench.sent.suffix(2) == ["Hi", "."] && bench.core.student == "a")
  }

  @Test func `what was done before without an ID is told to be kept apart`() {
    var bench = ConsoleBench(begin: nil)
    bench.core = ConsoleCore(
      settings: bench.core.settings, view: bench.core.view, world: bench.core.world,
      progress: lesson(Self.lines).core.progress, header: bench.core.log.header)
    bench.take(.begin(.practice))
    bench.type(":student a")
    #expect(bench.said.last?.hasPrefix("Lessons done here without an ID are kept apart") == true)
    #expect(!bench.core.progress.progress.isBegun)
  }

  @Test(arguments: [true, false])
  func `where the recording cannot name the student, that is said`(isRecorded: Bool) throws {
    var core = ConsoleBench().core
    let effects = core.take(.line(Array(":student a".utf8)), at: .zero)
    let named = try #require(
      effects.lazy.compactMap { effect -> Identification? in
        if case .identify(let named) = effect { named } else { nil }
      }.first)
    let recording = Identification.Recording(
      name: isRecorded ? "recording.jsonl" : nil, hasFailed: isRecorded)
    let said = core.take(.identified(named, ProgressRecord(), recording), at: .zero)
      .compactMap { effect -> String? in
        if case .say(let note) = effect { note.text.english } else { nil }
      }
    #expect(said.count == 1 && core.student == "a")
    #expect(said[0].contains(isRecorded ? "does not name you" : "is not recorded"))
  }

  // MARK: Another student

  @Test func `has a recording and progress of their own, and the lesson begins for them`() throws {
    var bench = lesson(Self.lines, student: "a")
    let kept = score(bench)
    let old = bench.recorded
    bench.tick(.seconds(3_600))
    bench.type(":student b")
    bench.settle()
    #expect(bench.identifications.map(\.isNewRecording) == [true])
    #expect(bench.core.student == "b" && bench.core.lesson?.judge.points == 0)
    #expect(bench.core.lesson?.judge.current?.id == "connect" && !bench.core.isConnected)
    let progress = bench.effects.compactMap { effect -> Progress? in
      if case .keepProgress(let progress) = effect { progress } else { nil }
    }
    let lesson = try #require(bench.core.settings.library["first-conversation"])
    #expect(progress.last?.score(in: lesson) == kept, "a's was kept last")
    // The old recording ends with its connection; the new one begins with a world.
    let new = try Transcript(Array(bench.core.log.transcript.utf8))
    #expect(bench.recorded == old + [bench.recorded[old.count]] + new.events)
    #expect(bench.recorded[old.count].act == .closed(by: .client, .finished))
    #expect(bench.recorded[old.count].by == .console)
    #expect(new.header.student == "b" && new.header.started == "1970-01-01T01:00:00.000Z")
    #expect(new.events.map(\.number) == Array(1...new.events.count))
    #expect(new.events.map(\.milliseconds).max() ?? 1 < 1_000)
    if case .world(.opened) = new.events[0].act {} else { Issue.record("no world") }
    bench.type("telnet hamburger.edu 25")
    #expect(bench.core.progress.progress.begun(among: []).map(\.recordings) == [["b.jsonl"]])
    #expect(bench.core.lesson?.judge.points == 1)
  }

  @Test func `without a lesson goes on in the practice world`() {
    var bench = ConsoleBench(student: "a")
    bench.type("telnet hamburger.edu 25", ":student b")
    bench.settle()
    #expect(bench.core.isReading && !bench.core.isConnected)
    #expect(bench.said.last == "You are b now. A new recording begins, and the progress is b's.")
    bench.type("telnet hamburger.edu 25")
    #expect(bench.core.isConnected)
  }

  @Test func `goes on where they left the lesson`() throws {
    let left = lesson(Self.lines, student: "b")
    var bench = lesson(["telnet hamburger.edu 25"], student: "a")
    bench.recording = left.recorded
    bench.students[try StudentID("b")] = left.core.progress.progress
    bench.type(":student b")
    bench.settle()
    #expect(bench.core.lesson?.judge.current?.id == "recipient" && bench.core.isConnected)
  }
}
