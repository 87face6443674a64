import Protocols
import Teaching
import TestSupport
import Transcripts

/// A student's session, and the notes that it was given.
struct Lecture {
  private(set) var session = Session()
  private(set) var facts: [Fact] = []
  private(set) var notes: [Note] = []
  private var annotator = Annotator()
  private var number = 0

  static let greeted = "S: 220 hamburger.edu"
  static let identified = greeted + "\nC: HELO crepes.fr\nS: 250 Hello"
  static let sender = identified + "\nC: MAIL FROM:<alice@crepes.fr>\nS: 250 ok"
  static let recipients = sender + "\nC: RCPT TO:<bob@hamburger.edu>\nS: 250 ok"
  static let content = recipients + "\nC: DATA\nS: 354 go on"
  /// Behind a header.
  static let body = content + "\nC: Subject: x\nC: "

  init(
    _ script: String = "", dialect: Dialect = .smtp, host: String = "hamburger.edu",
    port: Int? = nil, isPractice: Bool = true
  ) {
    take(
      .opened(
        Opening(
          attempt: Attempt(
            dialect: dialect, host: host, port: port ?? (dialect == .smtp ? 25 : 80)),
          address: "127.0.0.1:2525", local: nil, isPractice: isPractice)))
    hear(script)
  }

  /// Lines written as `C: ` and `S: `.
  @discardableResult
  mutating func hear(_ script: String) -> [Note] {
    DialogueLine.all(in: script).flatMap { take(.heard($0.side, .line($0.line))) }
  }

  /// The notes on one line that the student types.
  mutating func type(_ line: Line) -> [Note] { take(.heard(.client, .line(line))) }
  mutating func type(_ text: String) -> [Note] { type(Line(text)) }

  @discardableResult
  mutating func take(_ act: Act, isByConsole: Bool = false) -> [Note] {
    number += 1
    let event = Event(
      number: number, milliseconds: number, conversation: 1, act: act,
      by: isByConsole ? .console : nil)
    let found = session.take(event)
    let written = annotator.notes(on: event, facts: found, in: session)
    facts += found
    notes += written
    return written
  }
}

extension [Note] {
  var mistakes: [Note] { filter { $0.about == .mistake } }
}
