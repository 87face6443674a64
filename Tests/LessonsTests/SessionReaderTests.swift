import Language
import Lessons
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

/// The notes of a recording, event by event.
private func read(_ acts: [Act], _ library: Library = Library()) -> [[Note]] {
  var moment = Moment(SessionReader(lessons: library))
  return acts.enumerated().map { index, act in
    let conversation = if case .learner = act { 0 } else { 1 }
    return moment.take(
      Event(number: index + 1, milliseconds: index, conversation: conversation, act: act))
  }
}

private func texts(_ notes: [[Note]]) -> [[String]] { notes.map { $0.map(\.text.english) } }

@Suite struct SessionReaderTests {
  private static let file = """
    lesson: own
    version: 1
    title: {en: Own, zh: 自编}
    steps:
      - id: first
        ask: {en: Who speaks first?, zh: 谁先说话？}
        choices: [{en: The server, zh: 服务器}, {en: The client, zh: 客户端, why: {en: It waits., zh: 它在等。}}]
        answer: 1
        points: 2
      - id: think
        reflect: {en: What do you think?, zh: 你怎么想？}
        points: 0
      - id: look
        say: {en: Look, zh: 看}
        expect: {console: mailbox bob}
        hints: [{en: Open it., zh: 打开它。}]
        solution: [":mailbox bob"]
    """

  private static func lesson() throws -> Lesson { try parse(file) }

  private static func acts(_ began: LessonAttempt) -> [Act] {
    let acts: [LearnerAct] = [
      .began(began), .answered(step: "first", .choice(2)), .answered(step: "first", .choice(1)),
      .answered(step: "think", .text("I\nsee")), .hint(step: "look"),
      .asked(console: "mailbox bob"),
    ]
    return acts.map { .learner($0) }
  }

  @Test func `tells steps, answers and hints where they happened`() throws {
    let lesson = try Self.lesson()
    let notes = read(
      Self.acts(lesson.attempt(id: "a", at: "first")), Library(own: [lesson]))
    #expect(
      texts(notes) == [
        ["Lesson: Own", "▸ 1/3  Who speaks first?", "  1  The server", "  2  The client"],
        ["Answer: 2  The client", "✗ It waits."],
        [
          "Answer: 1  The server",
          "✓ Right. Only the first answers bring points, so this one brings none.",
          "▸ 2/3  What do you think?",
        ],
        ["Answer: I\nsee", "✓ Kept for your teacher.", "▸ 3/3  Look"],
        [
          "▸ Open it.",
          "(The next :hint shows the line; the step then gives half its points, 0.5.)",
        ],
        [":mailbox bob", "✓ +1", "✓ Lesson finished: Own. 1 of 3 points."],
      ])
    #expect(
      notes.enumerated().allSatisfy { index, notes in notes.allSatisfy { $0.event == index + 1 } })
  }

  @Test(arguments: [nil, "0000000000000000"])
  func `tells the acts alone where the file is another one`(digest: String?) throws {
    let lesson = try Self.lesson()
    var began = lesson.attempt(id: "a", at: "first")
    began.digest = digest
    let told = texts(read(Self.acts(began) + Self.acts(began), Library(own: [lesson])))
    #expect(
      Array(told.prefix(6)) == [
        [
          "Lesson own began at step first.",
          "The recording does not fit byhand's version of this lesson, so no texts are shown.",
        ],
        ["Answered 2 at step first."], ["Answered 1 at step first."],
        ["Answered at step think: I\nsee"], ["Asked for a hint at step look."], [":mailbox bob"],
      ])
    // The remark is not repeated.
    #expect(told[6] == ["Lesson own began at step first."])
  }

  @Test func `tells the acts alone where the lesson is not here`() throws {
    let told = texts(read(Self.acts(LessonAttempt(lesson: "nowhere", step: "x"))))
    #expect(
      told[0] == [
        "Lesson nowhere began at step x.",
        "byhand does not have this lesson, so no texts are shown.",
      ])
  }

  @Test func `says nothing of acts outside any lesson but what was asked of the console`() {
    let acts: [LearnerAct] = [
      .answered(step: "x", .choice(1)), .hint(step: "x"), .restarted, .ready(step: "x"),
      .asked(console: "mailbox bob"),
    ]
    #expect(texts(read(acts.map { .learner($0) })) == [[], [], [], [], [":mailbox bob"]])
  }

  @Test func `tells plainly what fits no step`() throws {
    let lesson = try Self.lesson()
    let acts: [LearnerAct] = [
      .began(lesson.attempt(id: "a", at: "first")), .answered(step: "first", .choice(-1)),
      .answered(step: "first", .choice(Int.max)), .answered(step: "first", .text("one")),
      .answered(step: "look", .choice(1)), .predicted(step: "first", reply: "2"),
      .hint(step: String(repeating: "long", count: 100)), .back(step: "nowhere"),
      .skipped(step: "look"),
    ]
    let told = texts(read(acts.map { .learner($0) }, Library(own: [lesson])))
    let wrong = "✗ Not that one. Look at the conversation again."
    #expect(
      Array(told.dropFirst()) == [
        ["Answered -1 at step first.", wrong], ["Answered \(Int.max) at step first.", wrong],
        ["Answered at step first: one"], ["Answered 1 at step look."], [],
        ["Asked for a hint at step \(String(repeating: "long", count: 15))…."],
        ["Went back to step nowhere."] + told[0].dropFirst(), ["Skipped step look."],
      ])
  }

  @Test func `a lesson that was left says nothing more`() throws {
    let lesson = try Self.lesson()
    let acts: [LearnerAct] = [
      .began(lesson.attempt(id: "a", at: "first")), .asked(console: "lesson off"),
      .answered(step: "first", .choice(1)), .hint(step: "first"),
    ]
    let told = texts(read(acts.map { .learner($0) }, Library(own: [lesson])))
    #expect(Array(told.dropFirst()) == [[":lesson off"], [], []])
  }

  @Test func `points of an earlier attempt in the recording count, as they did`() throws {
    let lesson = try Self.lesson()
    let began = LearnerAct.began(lesson.attempt(id: "a", at: "first"))
    let right = LearnerAct.answered(step: "first", .choice(1))
    let acts = [began, right, .asked(console: "lesson off"), began, right, .restarted, right]
    let told = texts(read(acts.map { .learner($0) }, Library(own: [lesson])))
    #expect(told[1].dropFirst().first == "✓ +2")
    for again in [4, 6] {
      #expect(told[again].dropFirst().first == "✓ (its points were earned before)")
    }
  }

  @Test func `a step that the student had not begun is counted from there, and says so`() throws {
    let lesson = try Self.lesson()
    let acts: [LearnerAct] = [
      .began(lesson.attempt(id: "a", at: "look")), .resumed(step: "look"),
      .asked(console: "mailbox bob"), .ready(step: "look"), .asked(console: "mailbox bob"),
    ]
    let told = texts(read(acts.map { .learner($0) }, Library(own: [lesson])))
    #expect(
      told == [
        [
          "Lesson: Own",
          "The lesson was begun in an earlier session; points are counted from here on.",
        ],
        ["byhand types again what was done before this step:"], [":mailbox bob"], ["▸ 3/3  Look"],
        [":mailbox bob", "✓ +1", "✓ Lesson finished: Own. 1 of 3 points."],
      ])
    // Where byhand typed nothing again, the step stands before what followed.
    let at = texts(read([acts[0], acts[4]].map { .learner($0) }, Library(own: [lesson])))
    #expect(at[1].prefix(3) == ["▸ 3/3  Look", ":mailbox bob", "✓ +1"])
  }

  /// The watched conversation is the second one; times are in milliseconds.
  private func shownAt(_ rest: [(Int, Int, Act)]) throws -> Int? {
    let lesson = try parse(
      "lesson: own\nversion: 1\ntitle: {en: Own, zh: 自编}\nsteps:\n"
        + step("one", "{console: mailbox bob}") + step("two", "{console: compare}"))
    let watched = Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "", local: nil,
      isPractice: true, client: "crepes.fr")
    let acts: [(Int, Int, Act)] =
      [
        (0, 0, .learner(.began(lesson.attempt(id: "a", at: "one")))), (0, 2, .opened(watched)),
        (0, 0, .learner(.asked(console: "mailbox bob"))),
      ] + rest
    var moment = Moment(SessionReader(lessons: Library(own: [lesson])))
    let notes = acts.enumerated().map { index, act in
      moment.take(
        Event(number: index + 1, milliseconds: act.0, conversation: act.1, act: act.2))
    }
    return notes.firstIndex { $0.contains { $0.text.english.hasPrefix("▸ 2/2") } }.map { $0 - 3 }
  }

  @Test func `the next step waits for the end of watched conversations, but not for long`() throws {
    let line = Act.heard(.server, .line(Line("220 x")))
    let closed = Act.closed(by: .server, .finished)
    #expect(try shownAt([(1, 2, line), (2, 2, line), (3, 2, closed)]) == 2)
    #expect(try shownAt([(1, 2, line), (1_000, 2, line), (2_000, 2, closed)]) == 1)
    #expect(try shownAt([(1, 2, line), (2, 0, .learner(.hint(step: "two")))]) == 1)
    #expect(try shownAt([(Int.max, 2, line)]) == 0)
  }

  /// Any acts in any order, as nobody could have typed them.
  @Test(arguments: 0..<UInt64(Tries.of(6, all: 20)))
  func `a forged recording harms nothing`(seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    let lesson = SampleLessons.lessons[Int(seed) % 3]
    let steps = lesson.steps.map(\.id) + ["", "nowhere", "\u{1B}[2J"]
    func act() -> LearnerAct {
      let step = steps.randomElement(using: &numbers) ?? ""
      return switch Int.random(in: 0..<12, using: &numbers) {
      case 0: .began(lesson.attempt(id: "a", at: step))
      case 1: .began(LessonAttempt(lesson: step, step: step))
      case 2: .resumed(step: step)
      case 3: .ready(step: step)
      case 4: .answered(step: step, .choice(Int.random(in: -9...9, using: &numbers)))
      case 5: .answered(step: step, .text(step))
      case 6: .predicted(step: step, reply: step)
      case 7: .hint(step: step)
      case 8: .skipped(step: step)
      case 9: .back(step: step)
      case 10: .restarted
      default: .asked(console: Bool.random(using: &numbers) ? "lesson off" : "mailbox bob")
      }
    }
    let acts = (0..<2_000).map { _ in Act.learner(act()) }
    for notes in read(acts, SampleLessons.library) { #expect(notes.count < 20) }
  }

  /// As many as a long recording may have, and steps that no lesson has.
  @Test(.timeLimit(.minutes(1)), arguments: ["began", "hint", "back", "answered"])
  func `very many forged acts are read in a moment`(kind: String) throws {
    let lesson = SampleLessons.lesson("first-conversation")
    let began = lesson.attempt(id: "a", at: "open")
    let acts = (0..<20_000).map { number -> Act in
      switch kind {
      case "began": .learner(.began(began))
      case "hint": .learner(.hint(step: "step\(number)"))
      case "back": .learner(.back(step: lesson.steps[number % lesson.steps.count].id))
      default: .learner(.answered(step: "step\(number)", .text("\(number)")))
      }
    }
    let notes = read([.learner(.began(began))] + acts, SampleLessons.library)
    #expect(notes.count == acts.count + 1)
    let said = notes.flatMap { $0 }
    #expect(said.count <= 20_020)
    // What follows is the wire's alone.
    let isCut = said.last?.text.english.contains("from here on they are not shown") == true
    #expect(isCut == (said.count >= 20_000))
  }
}
