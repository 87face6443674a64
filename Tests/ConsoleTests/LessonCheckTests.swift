import FoundationEssentials
import Language
import Lessons
import Presentation
import TestSupport
import Testing

@testable import Console

@Suite struct LessonCheckTests {
  private static let options = ConsoleOptions(
    language: .english, form: .plain, hasColour: false, records: false, store: nil, version: "",
    dataFolder: nil)

  private func problems(_ lesson: Lesson, walks: Int = 500) throws -> [String] {
    try LessonCheck.check(lesson, Self.options, walks: walks).problems.map {
      "\($0.line) \($0.step): \($0.text[.english])"
    }
  }

  private func problems(in steps: String) throws -> [String] {
    try problems(
      LessonFile.parse(
        Array("lesson: one\nversion: 1\ntitle: {en: One, zh: 一}\nsteps:\n\(steps)".utf8),
        name: "one.yaml"))
  }

  private static let say = "say: {en: Do, zh: 做}"
  private static let connect = """
      - {id: connect, \(say), expect: {connected: smtp}, solution: [telnet hamburger.edu 25]}

    """

  @Test(arguments: SampleLessons.ids)
  func `whole lessons without dead ends are right`(id: String) throws {
    #expect(try problems(SampleLessons.lesson(id), walks: Tries.of(25, all: 150)).isEmpty)
  }

  private func lesson(inFile name: String) throws -> Lesson {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Lessons/\(name)")
    return try LessonFile.parse(Array(Data(contentsOf: file)), name: name)
  }

  @Test func `a text that is not true for a student who comes back is found`() throws {
    let found = try problems(lesson(inFile: "not-resumable.yaml"))
    #expect(
      found == [
        "11 open: a student who comes back here finds another state than one who never left: an earlier solution goes on after its step has passed"
      ])
  }

  @Test func `a step that cannot be done after a resume is found`() throws {
    let found = try problems(
      in: Self.connect + """
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [HELO me, ":drop"]}
          - {id: noop, \(Self.say), expect: {command: NOOP, reply: 250}, solution: [NOOP, ":lesson off", NOOP]}

        """)
    #expect(found.map { $0.prefix(7) } == ["7 noop:"])
  }

  @Test func `a dead end is found, with the line that leads there`() throws {
    let found = try problems(lesson(inFile: "dead-end.yaml"))
    #expect(
      found == [
        "28 greylisted: a dead end: after HELO crepes.fr | MAIL FROM:<alice@crepes.fr> | RCPT TO:<bob@hamburger.edu> at nobody, no solution passes it any more"
      ])
  }

  @Test func `a step without a solution is named`() throws {
    let found = try problems(
      in: Self.connect + "  - {id: helo, \(Self.say), expect: {command: HELO}}\n")
    #expect(
      found == ["6 helo: it has no solution"])
  }

  @Test func `a solution that does not pass is named, and a wrong answer that does`() throws {
    let found = try problems(
      in: Self.connect + """
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [HELO me], wrong: [HELO, HELO you]}
          - {id: mail, \(Self.say), expect: {command: MAIL, reply: 250}, solution: ["MAIL FROM:<a@b>", NOOP], wrong: [["NOOP", "MAIL FROM:<>"]]}
          - {id: rcpt, \(Self.say), expect: {command: RCPT, reply: 250}, solution: ["RCPT TO:<eve@hamburger.edu>"]}

        """)
    #expect(
      found == [
        "6 helo: a wrong answer passes it: HELO you",
        "7 mail: a wrong answer passes it: NOOP | MAIL FROM:<>",
        "8 rcpt: its solution does not pass it: seen RCPT eve@hamburger.edu → 550; still waited for: the reply 250",
      ])
  }

  @Test func `it is said what a solution lacks, and that a question waits`() throws {
    let open =
      Self.connect + """
          - {id: data, \(Self.say), expect: {command: DATA, reply: 354}, solution: [HELO me, "MAIL FROM:<a@b>", "RCPT TO:<bob@hamburger.edu>", DATA]}

        """
    let question = """
        - {id: ask, ask: {en: A, zh: 一}, choices: [{en: A, zh: 甲}, {en: B, zh: 乙, why: {en: C, zh: 丙}}], answer: 1}

      """
    #expect(
      try problems(in: open + question) == [
        "7 ask: its solution does not pass it: the question waits, for a message or a request is under way"
      ])
    let dot = """
        - {id: dot, \(Self.say), expect: {accepted: true, recipient: carol@hamburger.edu}, solution: [Hi, .]}

      """
    #expect(
      try problems(in: open + dot) == [
        "7 dot: its solution does not pass it: seen a message to bob@hamburger.edu → 250; still waited for: the recipient carol@hamburger.edu"
      ])
    let quit = """
        - {id: quit, \(Self.say), expect: {command: QUIT, reply: 221}, solution: [., NOOP]}

      """
    #expect(
      try problems(in: open + quit) == [
        "7 quit: its solution does not pass it: still waited for: QUIT, the reply 221"
      ])
  }

  @Test func `names are those of the lesson's world`() throws {
    let found = try problems(
      in: """
          - id: connect
            \(Self.say)
            begin: [telnet humburger.edu 25]
            expect: {connected: smtp}
            solution: [telnet hamburger.edu 25]
            mistakes:
              - {when: {connected: http, host: hamburger.com}, \(Self.say)}
              - {when: {command: RCPT, recipient: bob}, \(Self.say)}
              - {when: {command: RCPT, recipient: nobody@hamburger.edu}, \(Self.say)}
              - {when: {command: MAIL, sender: <alice@crepes.fr>}, \(Self.say)}
              - {when: {report: eve@crepes.fr}, \(Self.say)}
              - {when: {mailbox: postmaster@crepes.fr}, \(Self.say)}
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [HELO me]}
          - {id: eve, \(Self.say), expect: {command: RCPT, recipient: eve@hamburger.edu, reply: 550}, solution: ["MAIL FROM:<a@b>", "RCPT TO:<eve@hamburger.edu>"]}
          - {id: rcpt, \(Self.say), expect: {command: RCPT, recipient: bbo@hamburger.edu, reply: 250}, solution: ["RCPT TO:<bob@hamburger.edu>"]}

        """)
    let names = [
      "humburger.edu is not a host", "hamburger.com is not a host", "bob is not a whole address",
      "<alice@crepes.fr> is not a whole address", "eve@crepes.fr is not a mailbox",
    ]
    #expect(found.count == names.count + 2)
    for name in names { #expect(found.contains { $0.hasPrefix("5 connect: \(name)") }, "\(name)") }
    #expect(
      found.suffix(2) == [
        "19 rcpt: bbo@hamburger.edu is not a mailbox of this lesson's world",
        "19 rcpt: its solution does not pass it: seen RCPT bob@hamburger.edu → 250; still waited for: the recipient bbo@hamburger.edu",
      ])
  }

  /// What the relay takes comes back later.
  @Test func `a recipient that a relay takes need not exist`() throws {
    let found = try problems(
      in: """
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [telnet crepes.fr 25, HELO me]}
          - {id: rcpt, \(Self.say), expect: {command: RCPT, recipient: eve@hamburger.edu, reply: 250}, solution: ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<eve@hamburger.edu>"]}

        """)
    #expect(found == [])
  }

  @Test func `a mistake that an earlier one hides is named, and an answer that is a slip`() throws {
    let found = try problems(
      in: Self.connect + """
          - id: helo
            \(Self.say)
            expect: {command: [HELO, EHLO], reply: 250}
            solution: [HELO me]
            mistakes:
              - {when: {command: [HELO, NOOP], reply: 5xx}, \(Self.say)}
              - {when: {command: HELO, reply: [501, 502]}, \(Self.say)}
              - {when: {command: HELO}, \(Self.say)}
              - {when: {command: EHLO, reply: 250, host: hamburger.edu}, \(Self.say)}
              - {when: {closed: client}, \(Self.say)}
              - {when: {closed: true}, \(Self.say)}
              - {when: {closed: inside-data}, \(Self.say)}
              - {when: {closed: true, watched: true}, \(Self.say)}
          - {id: say, ask: {en: A, zh: 一}, accept: [Two, "3"], slips: [{accept: ["4", "the two!"], \(Self.say)}]}

        """)
    #expect(
      found == [
        "6 helo: mistake 2 is never said: mistake 1 fits whenever it does",
        "6 helo: mistake 4 is never said: the step passes then",
        "6 helo: mistake 7 is never said: mistake 6 fits whenever it does",
        "19 say: the two! is both right and a slip",
      ])
  }

  @Test func `what a step's end leaves over is said once, not at each later step`() throws {
    let found = try problems(
      in: """
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [telnet hamburger.edu 25, HELO me, NOOP, "MAIL FROM:<a@b>"]}
          - {id: noop, \(Self.say), expect: {command: NOOP}, solution: [NOOP]}
          - {id: vrfy, \(Self.say), expect: {command: VRFY}, solution: [VRFY bob]}
          - {id: quit, \(Self.say), expect: {command: QUIT}, solution: [QUIT]}

        """)
    #expect(found.map { $0.prefix(7) } == ["6 noop:"], "\(found)")
  }

  @Test func `a step is named that passes together with the one before`() throws {
    let found = try problems(
      in: Self.connect + """
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [HELO me]}
          - {id: transfer, \(Self.say), expect: {phase: transfer}, solution: [HELO me]}

        """)
    #expect(
      found == ["7 transfer: the solution of the step before passes it too, so nobody reads it"])
  }

  /// A student who knows the solutions hangs up, if need be, and does again what is needed.
  @Test func `what a new connection makes good is not a dead end`() throws {
    let found = try problems(
      in: """
          - {id: connect, \(Self.say), expect: {connected: smtp}, solution: [telnet hamburger.edu 25], wrong: [telnet hamburger.edu 80, NOOP]}
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [HELO me], wrong: [QUIT, ":drop", [":drop", telnet hamburger.edu 80]]}
          - {id: data, \(Self.say), expect: {command: DATA, reply: 354}, solution: ["MAIL FROM:<a@b>", "RCPT TO:<bob@hamburger.edu>", DATA], wrong: [[RSET, QUIT], ["MAIL FROM:<a@b>", "RCPT TO:<carol@hamburger.edu>"]]}
          - {id: dot, \(Self.say), expect: {accepted: true, recipient: bob@hamburger.edu}, solution: [Hello, .], wrong: [". ", RSET]}

        """)
    #expect(
      found == [])
  }

  @Test func `a line that takes the student out of the lesson is a dead end`() throws {
    let found = try problems(
      in: """
          - {id: connect, \(Self.say), expect: {connected: smtp}, solution: [telnet hamburger.edu 25], wrong: [":quit", NOOP]}

        """)
    #expect(
      found == ["5 connect: a dead end: after :quit at connect, no solution passes it any more"])
  }

  @Test func `a server that a wrong line has spoiled for good is a dead end`() throws {
    let found = try problems(
      in: Self.connect + """
          - {id: helo, \(Self.say), expect: {command: HELO, reply: 250}, solution: [HELO me], wrong: [":server hamburger.edu down"]}

        """)
    #expect(
      found == [
        "6 helo: a dead end: after :server hamburger.edu down at helo, no solution passes it any more"
      ])
  }
}
