import Language
import Presentation
import Protocols
import Teaching
import Transcripts

/// Twelve conversations: enough for several kept moments. Some events have nothing to show.
enum Recorded {
  static let events: [Event] = {
    var acts: [(Int, Act)] = []
    for number in 1...12 {
      let attempt = Attempt(dialect: .smtp, host: "hamburger.edu", port: 25)
      acts.append(
        (
          number,
          .opened(
            Opening(attempt: attempt, address: "127.0.0.1:2525", local: nil, isPractice: true))
        ))
      let lines = [
        "220 hamburger.edu", "HELO crepes.fr", "250 Hello crepes.fr, pleased to meet you",
        "MAIL FROM: <alice@crepes.fr>", "250 Sender ok", "DATA", "503 Recipient first",
        "QUIT", "221 closing",
      ]
      for (index, line) in lines.enumerated() {
        acts.append(
          (number, .heard(index.isMultiple(of: 2) ? .server : .client, .line(Line(line)))))
      }
      acts.append((number, .closed(by: .server, .finished)))
      for _ in 0..<(number == 6 ? 150 : 2) { acts.append((0, .learner(.hint(step: "greet")))) }
    }
    return acts.enumerated().map { index, act in
      Event(number: index + 1, milliseconds: index, conversation: act.0, act: act.1)
    }
  }()

  static let options = ViewOptions(language: .chinese, hasColour: true)

  /// What each event shows, read once from the beginning.
  static let shown: [String] = {
    let view = OutputForm.terminal.view(options)
    var moment = Moment(Annotator())
    return events.map { view.show($0, moment.take($0), isEchoed: false) }
  }()

  /// The last rows of these texts.
  static func page(_ texts: some Sequence<String>, rows: Int) -> String {
    texts.joined().split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .suffix(rows).map { $0 + "\n" }.joined()
  }
}
