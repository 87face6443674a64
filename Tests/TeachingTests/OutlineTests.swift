import Language
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

struct OutlineTests {
  private static let script = """
    S: 220 hamburger.edu
    C: EHLO crepes.fr
    S: 250-hamburger.edu
    S: 250 SIZE
    C: MAIL FROM <alice@crepes.fr>
    S: 501 5.5.2 Syntax error
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 2.1.0 Ok
    C: RCPT TO:<dave@hamburger.edu>
    S: 550 5.1.1 User unknown
    C: RCPT TO:<erin@hamburger.edu>
    S: 550 5.1.1 User unknown
    C: QUIT
    S: 221 2.0.0 Bye
    """

  private static func events(_ script: String) -> [Event] {
    let opening = Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "127.0.0.1:2525",
      local: nil, isPractice: true)
    let lines = DialogueLine.all(in: script).map {
      Act.heard($0.side, .line(Line(octets: $0.octets)))
    }
    return ([.opened(opening)] + lines + [.closed(by: .server, .finished)]).enumerated()
      .map { Event(number: $0 + 1, milliseconds: $0, conversation: 1, act: $1) }
  }

  @Test func `a reply is found with its first and its last line`() {
    let replies = Outline(Self.events(Self.script)).replies
    #expect(replies.map(\.code) == [220, 250, 501, 250, 550, 550, 221])
    #expect(replies.map(\.first) == [1, 3, 6, 8, 10, 12, 14])
    #expect(replies.map(\.last) == [1, 4, 6, 8, 10, 12, 14])
  }

  @Test func `phases begin where the dialogue says so`() {
    let bands = Outline(Self.events(Self.script)).bands
    #expect(bands.map(\.phase) == [.handshake, .transfer, .close])
    #expect(bands.map(\.start) == [0, 4, 13])
  }

  @Test func `mistakes join the errors in their order, each once`() {
    var outline = Outline(Self.events(Self.script))
    #expect(outline.errors == [6, 10, 12])
    let mistake = Note(.mistake, text: .empty)
    for index in [10, 5, 13, 0, 5] { outline.note([mistake], at: index) }
    #expect(outline.errors == [0, 5, 6, 10, 12, 13])
    outline.note([Note(.mistake, isRemark: true, text: .empty)], at: 2)
    #expect(outline.errors == [0, 5, 6, 10, 12, 13])
  }

  @Test func `a class is asked before each new code and each error`() {
    let outline = Outline(Self.events(Self.script))
    let asked = outline.predictions(.firstAndErrors)
    #expect(asked.map { $0.choices[$0.answer].code } == [220, 250, 501, 550, 550, 221])
    #expect(asked.map(\.place) == [1, 3, 6, 10, 12, 14])
    #expect(asked.map(\.end) == [2, 5, 7, 11, 13, 15])
    #expect(outline.predictions(.all).map(\.place) == [1, 3, 6, 8, 10, 12, 14])
  }

  /// Whatever was asked and answered: four codes, each with a meaning, the true one among them.
  @Test func `every question has four choices`() {
    let requests = [
      "NOOP", "DATA", "RCPT TO:<a@b.fr>", "WHAT", "QUIT now", "HELP", "VRFY bob", "RSET",
    ]
    for request in requests {
      for code in [211, 220, 250, 354, 421, 450, 500, 503, 550, 554, 299] {
        let script = "S: 220 a\nC: \(request)\nS: \(code) text\nS: 421 text"
        for prediction in Outline(Self.events(script)).predictions(.all) {
          let codes = prediction.choices.map(\.code)
          #expect(codes.count == 4 && codes == Set(codes).sorted())
          #expect(prediction.choices.allSatisfy { !$0.meaning.english.isEmpty })
          #expect(prediction.choices.allSatisfy { !$0.meaning.chinese.isEmpty })
        }
      }
    }
  }

  // MARK: Several requests under way

  @Test func `a question names the request where several wait, and says from where to be quiet`() {
    let script = """
      S: 220 hamburger.edu
      C: EHLO crepes.fr
      S: 250 PIPELINING
      C: MAIL FROM:<alice@crepes.fr>
      C: RCPT TO:<bob@hamburger.edu>
      C: DATA
      S: 250 2.1.0 Ok
      S: 250 2.1.5 Ok
      S: 354 go
      C: .
      C: QUIT
      S: 250 2.0.0 Ok
      S: 221 Bye
      """
    let asked = Outline(Self.events(script)).predictions(.all)
    #expect(
      asked.map(\.question.english) == [
        "Which reply comes now?", "Which reply comes now?",
        "Which reply to MAIL FROM:<alice@crepes.fr> comes now?",
        "Which reply to RCPT TO:<bob@hamburger.edu> comes now?", "Which reply comes now?",
        "Which reply to the dot that ends the message comes now?", "Which reply comes now?",
      ])
    #expect(asked.map(\.since) == [1, 2, 4, 5, 6, 10, 11])
  }

  @Test func `who speaks before the greeting is told that the greeting is asked for`() {
    let asked = Outline(Self.events("C: EHLO a\nS: 220 b\nS: 250 b")).predictions(.all)
    #expect(
      asked.map(\.question.english) == [
        "Which reply to the connection itself comes now?", "Which reply comes now?",
      ])
  }

  @Test func `no question quotes more than a line's beginning, nor what follows AUTH`() {
    let long = String(repeating: "x", count: 5_000)
    let script = "S: 220 a\nC: \(long)\nC: AUTH PLAIN c2VjcmV0\nC: NOOP\nS: 500 a\nS: 535 b"
    let asked = Outline(Self.events(script)).predictions(.all).map(\.question)
    #expect(asked.allSatisfy { $0.english.count < 100 && !$0.english.contains("c2Vj") })
    #expect(asked.contains { $0.english.contains("to AUTH comes") })
  }

  /// Those that are answered are forgotten now and then.
  @Test func `a long row of requests sent ahead is followed to its end`() {
    let count = 1_500
    let script =
      "S: 220 a\n" + String(repeating: "C: NOOP\n", count: count)
      + String(repeating: "S: 250 ok\nC: NOOP\n", count: count)
    let asked = Outline(Self.events(script)).predictions(.all)
    #expect(asked.map(\.since) == [1] + (2..<count + 2))
  }

  // MARK: What byhand redid

  @Test func `what byhand redid is neither an error nor a question, and its phases are known`() {
    let events = Self.events(Self.script)
    let acts: [LearnerAct] = [.resumed(step: "a"), .ready(step: "a")]
    let redoing = acts.map {
      Event(number: 1, milliseconds: 0, conversation: 1, act: .learner($0))
    }
    let outline = Outline([redoing[0]] + events + [redoing[1]])
    #expect(outline.errors.isEmpty)
    #expect(outline.predictions(.all).isEmpty)
    #expect(outline.bands.map(\.isRedone) == [true, true, true])
    #expect(Outline(events).bands.map(\.isRedone) == [false, false, false])
  }
}
