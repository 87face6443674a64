import Protocols
import Teaching
import Transcripts

/// Replies parsed, folded into the session and annotated, as the console does it with every line it
/// hears.
enum AnnotationRate {
  /// A conversation with mistakes in it, as students have them; how many replies it holds.
  private static let dialogue: [(Side, String)] = [
    (.server, "220 hamburger.edu"), (.client, "EHLO crepes.fr"), (.server, "250-hamburger.edu"),
    (.server, "250-PIPELINING"), (.server, "250-SIZE 35882577"), (.server, "250 HELP"),
    (.client, "MAIL FROM: <alice@crepes.fr>"), (.server, "250 2.1.0 alice@crepes.fr... Sender ok"),
    (.client, "RCPT TO:<nobody@hamburger.edu>"),
    (.server, "550 5.1.1 nobody@hamburger.edu... User unknown"),
    (.client, "RCPT TO:<bob@hamburger.edu>"),
    (.server, "250 2.1.5 bob@hamburger.edu ... Recipient ok"), (.client, "DATA"),
    (.server, "354 Enter mail, end with \".\" on a line by itself"),
    (.client, "Do you like ketchup?"), (.client, "."),
    (.server, "250 2.0.0 Message accepted for delivery"), (.client, "HELP ME"),
    (.server, "504 5.5.4 No help on that"), (.client, "QUIT"),
    (.server, "221 2.0.0 hamburger.edu closing connection"),
  ]

  /// Replies a second.
  static func measure(seconds: Double) -> Double {
    let start = Clock.seconds
    var replies = 0
    while Clock.seconds - start < seconds {
      for _ in 0..<20 { replies += converse() }
    }
    return Double(replies) / (Clock.seconds - start)
  }

  private static func converse() -> Int {
    var session = Session()
    var annotator = Annotator()
    var count = 0
    let opening = Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "127.0.0.1:2525",
      local: nil, isPractice: true)
    let acts =
      [.opened(opening)]
      + dialogue.map { side, text in Act.heard(side, .line(Line(text))) }
    for (index, act) in acts.enumerated() {
      let event = Event(number: index + 1, milliseconds: index, conversation: 1, act: act)
      let facts = session.take(event)
      let notes = annotator.notes(on: event, facts: facts, in: session)
      for fact in facts {
        if case .found(.smtp(.exchange)) = fact.matter, !notes.isEmpty { count += 1 }
      }
    }
    return count
  }
}
