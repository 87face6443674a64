import Language
import Lessons
import TestSupport
import Testing

/// What the practice world answers, written down: the judge sees the same facts as at the console.
private let scripts: [String: [(step: String, right: String, wrong: [String])]] = [
  "first-conversation": [
    ("connect", "T: smtp\nS: 220 hamburger.edu", ["T: http", "T: smtp\nS: 554 no service"]),
    ("who-first", "A: 1", ["A: 2", "A: 0", "A: 3"]),
    (
      "greet", "C: HELO crepes.fr\nS: 250 Hello crepes.fr, pleased to meet you",
      ["C: HELO\nS: 501 Syntax error", "C: GREET crepes.fr\nS: 500 Unknown command", "A: 1"]
    ),
    (
      "sender", "C: MAIL FROM: <alice@crepes.fr>\nS: 250 alice@crepes.fr... Sender ok",
      ["C: MAIL alice@crepes.fr\nS: 501 Syntax error", "C: RCPT TO:<bob@hamburger.edu>\nS: 503 No"]
    ),
    (
      "recipient", "C: rcpt to:<Bob@Hamburger.EDU>\nS: 250 bob@hamburger.edu ... Recipient ok",
      [
        "C: RCPT TO:<dave@hamburger.edu>\nS: 550 No such user",
        "C: RCPT TO:<bob@hamburger.edu>\nS: 451 Later",
        "C: RCPT TO:<carol@hamburger.edu>\nS: 250 Recipient ok",
      ]
    ),
    ("data", "C: DATA\nS: 354 Enter mail", ["C: SEND\nS: 500 What?", "C: DATA\nS: 451 Later"]),
    (
      "text", "C: Do you like ketchup?\nC: How about pickles?\nC: .\nS: 250 Message accepted",
      ["C: Do you like ketchup?", "C: text\nC: .\nS: 452 Full", "C: text\nC: .."]
    ),
    ("mailbox", "K: mailbox", ["K: compare", "C: mailbox bob\nS: 500 What?"]),
    ("end-mark", "A: 2", ["A: 1", "A: 3"]),
    ("seven-bit", "A: 3", ["A: 1", "A: 2"]),
    (
      "carol-envelope", envelope(to: "carol"),
      [recipient("carol", 503), envelope(to: "bob"), "C: QUIT\nS: 221 Bye\nX:"]
    ),
    (
      "carol-text", "C: DATA\nS: 354 Enter mail\nC: Pickles?\nC: .\nS: 250 Message accepted",
      ["C: DATA\nS: 354 Enter mail\nC: Pickles?", "C: Pickles?\nS: 500 What?", "X:"]
    ),
    ("quit", "C: QUIT\nS: 221 hamburger.edu closing", ["C: RSET\nS: 250 Reset", "X:"]),
    ("phases", "A: 2", ["A: 1", "A: 3"]),
    ("who-are-you", "A: 3", ["A: 1", "A: 2"]),
  ],
  "push-and-pull": [
    ("connect", "T: smtp\nS: 220 hamburger.edu", ["T: http"]),
    (
      "push", hello + message(to: "bob"),
      [hello, hello + message(to: "carol"), hello + message(to: "bob").dropping("C: .\nS: 250 Ok")]
    ),
    ("direction", "A: 1", ["A: 2", "A: 3"]),
    ("second", message(to: "carol"), [message(to: "bob"), "C: QUIT\nS: 221 Bye"]),
    ("leave", "C: QUIT\nS: 221 Bye\nX:", ["C: NOOP\nS: 250 Ok", "X:"]),
    ("web", "T: http", ["T: smtp\nS: 220 hamburger.edu"]),
    ("silence", "A: 2", ["A: 1"]),
    (
      "pull",
      "C: GET /bob/1.eml HTTP/1.1\nC: Host: hamburger.edu\nC: \n" + response("200 OK"),
      [
        "C: GET /bob/1 HTTP/1.1\nC: Host: hamburger.edu\nC: \n" + response("200 OK"),
        "C: GET /bob/99.eml HTTP/1.1\nC: Host: hamburger.edu\nC: \n" + response("404 Not Found"),
        "C: GET /bob/1.eml HTTP/1.1\nC: \n" + response("400 Bad Request"),
        "C: GET /bob/1.eml HTTP/1.1\nC: Host: hamburger.edu\nC: ",
        "C: HEAD /bob/1.eml HTTP/1.1\nC: Host: hamburger.edu\nC: \nS: HTTP/1.1 200 OK\nS: ",
      ]
    ),
    ("objects", "A: 3", ["A: 1", "A: 2"]),
    ("compare", "K: compare", ["K: phase", "K: mailbox"]),
    ("conclusion", "A: 2", ["A: 1", "A: 3"]),
  ],
  "when-the-answer-is-no": [
    (
      "connect", "T: smtp\nS: 220 hamburger.edu",
      ["T: http", "T: smtp pickles.example\nS: 220 pickles.example", "T: smtp\nS: 554 No"]
    ),
    (
      "nobody", hello + "C: MAIL FROM:<alice@crepes.fr>\nS: 250 Ok\n" + recipient("nobody", 550),
      [recipient("nobody", 503), hello + recipient("bob", 450), hello + recipient("bob", 250)]
    ),
    ("never", "A: 2", ["A: 1", "A: 3"]),
    ("greylisted", recipient("bob", 450), [recipient("eve", 550), recipient("carol", 450)]),
    ("later", "A: 1", ["A: 2", "A: 3"]),
    (
      "again", recipient("bob", 250) + "\nC: DATA\nS: 354 Go\nC: Here I am\nC: .\nS: 250 Ok",
      [recipient("bob", 250), recipient("bob", 450), message(to: "carol")]
    ),
    (
      "other-server",
      "C: QUIT\nS: 221 Bye\nX:\nT: smtp pickles.example\nS: 220 pickles.example",
      ["C: QUIT\nS: 221 Bye\nX:", "C: QUIT\nS: 221 Bye\nX:\nT: smtp\nS: 220 hamburger.edu"]
    ),
    (
      "full",
      hello + "C: MAIL FROM:<alice@crepes.fr>\nS: 250 Ok\n"
        + recipient("dave", 452, "pickles.example"),
      [hello, hello + recipient("eve", 550, "pickles.example")]
    ),
    ("hope", "A: 2", ["A: 1", "A: 3"]),
  ],
]

private let hello = "C: HELO crepes.fr\nS: 250 Hello crepes.fr, pleased to meet you\n"

private func recipient(_ user: String, _ code: Int, _ host: String = "hamburger.edu") -> String {
  "C: RCPT TO:<\(user)@\(host)>\nS: \(code) as it may be"
}

private func envelope(to user: String) -> String {
  "C: MAIL FROM:<alice@crepes.fr>\nS: 250 Sender ok\n" + recipient(user, 250)
}

private func message(to user: String) -> String {
  """
  \(envelope(to: user))
  C: DATA
  S: 354 Enter mail
  C: How about pickles?
  C: .
  S: 250 Ok
  """
}

private func response(_ status: String) -> String {
  "S: HTTP/1.1 \(status)\nS: Content-Length: 5\nS: \nS# hello"
}

extension String {
  fileprivate func dropping(_ ending: String) -> String {
    hasSuffix(ending) ? String(dropLast(ending.count)) : self
  }
}

struct `Golden conversations of lessons` {
  @Test(arguments: SampleLessons.ids)
  func `pass every step, one after the other`(id: String) throws {
    let lesson = SampleLessons.lesson(id)
    let script = try #require(scripts[lesson.id])
    #expect(script.map(\.step) == lesson.steps.map(\.id))
    var student = LessonDialogue(lesson)
    for (step, right, _) in script {
      #expect(student.play(right).passed == [step])
    }
    #expect(student.verdicts.last?.finding == .finished(lesson.points, of: lesson.points))
  }

  @Test(arguments: SampleLessons.ids)
  func `pass no step by what is wrong`(id: String) throws {
    let lesson = SampleLessons.lesson(id)
    var student = LessonDialogue(lesson)
    for (step, right, wrong) in try #require(scripts[lesson.id]) {
      for trial in wrong {
        var other = student
        #expect(other.play(trial).passed.isEmpty, "\(step): \(trial)")
      }
      student.play(right)
    }
  }

  @Test(arguments: Course.entries)
  func `are wrong where the file says so`(entry: Course.Entry) throws {
    // A question's wrong choices stand in the file; all but the answer must be there.
    for step in try entry.lesson().steps {
      guard case .ask(let question) = step.task else { continue }
      let others = (1...question.choices.count).filter { $0 != question.answer }
      // Where each attempt shows them in another order, they are typed by their text.
      let typed = { (number: Int) in
        question.isShuffled ? question.choices[number - 1].text.english : "\(number)"
      }
      #expect(step.wrong == others.map { [typed($0)] })
      #expect(step.solution == [typed(question.answer)])
    }
  }
}
