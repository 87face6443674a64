import Protocols
import TestSupport
import Transcripts

extension Event {
  static func opened(
    _ conversation: Int = 1, dialect: Dialect = .smtp, port: Int = 25, at milliseconds: Int = 0
  ) -> Event {
    Event(
      milliseconds: milliseconds, conversation: conversation,
      act: .opened(
        Opening(
          attempt: Attempt(dialect: dialect, host: "hamburger.edu", port: port),
          address: "127.0.0.1:2525", local: nil, isPractice: true)))
  }

  static func line(_ side: Side, _ text: String, _ conversation: Int = 1) -> Event {
    Event(milliseconds: 0, conversation: conversation, act: .heard(side, .line(Line(text))))
  }
}

extension [Event] {
  /// Numbered as a recorder numbers them.
  var numbered: [Event] {
    enumerated().map { index, event in
      var event = event
      event.number = index + 1
      event.milliseconds = index
      return event
    }
  }

  /// A session with one SMTP conversation, its lines written as `C: ` and `S: `.
  static func smtp(_ script: String) -> [Event] {
    ([.opened()]
      + DialogueLine.all(in: script).map {
        Event(milliseconds: 0, conversation: 1, act: .heard($0.side, .line($0.line)))
      }).numbered
  }
}

let lecture = """
  S: 220 hamburger.edu
  C: HELO crepes.fr
  S: 250 Hello crepes.fr, pleased to meet you
  C: MAIL FROM: <alice@crepes.fr>
  S: 250 alice@crepes.fr... Sender ok
  C: RCPT TO: <bob@hamburger.edu>
  S: 250 bob@hamburger.edu ... Recipient ok
  C: DATA
  S: 354 Enter mail, end with "." on a line by itself
  C: Do you like ketchup?
  C: How about pickles?
  C: .
  S: 250 Message accepted for delivery
  C: QUIT
  S: 221 hamburger.edu closing connection
  """
