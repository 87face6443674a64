package import Protocols
package import Transcripts

/// A recording as events, and what cheats do to it.
package struct EditedRecording: Sendable {
  /// In milliseconds of the day.
  var started: Int
  var student: String?
  package var events: [Event]
  var side = Side.client

  package init(started: Int, student: String?, events: [Event], side: Side = .client) {
    (self.started, self.student, self.events, self.side) = (started, student, events, side)
  }

  /// The file.
  package var octets: [UInt8] {
    let header = TranscriptHeader(
      started: Self.time(started), software: "byhand 0.1.0", side: side, student: student)
    return Array(([header.json] + events.map(\.json)).map { $0 + "\n" }.joined().utf8)
  }

  /// All of a class's work is of one day.
  private static func time(_ milliseconds: Int) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = milliseconds / 1_000
    return "2026-11-23T\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):"
      + "\(padded(seconds % 60, 2)).\(padded(milliseconds % 1_000, 3))Z"
  }

  // MARK: Copies

  mutating func renameAttempts(_ id: String) {
    for index in events.indices {
      guard case .learner(.began(var attempt)) = events[index].act else { continue }
      attempt.id = id
      events[index].act = .learner(.began(attempt))
    }
  }

  /// Other words in a few lines of messages. Nothing that is judged changes.
  mutating func rewordLines(with word: String) {
    for index in events.indices {
      guard case .heard(.client, .line(let line)) = events[index].act else { continue }
      let text = String(decoding: line.octets, as: UTF8.self)
      guard text.split(separator: " ").count > 4, !text.contains(":") else { continue }
      events[index].act = .heard(.client, .line(Line("\(text) \(word)")))
    }
  }

  // MARK: Forgeries

  /// Raises the first reply that refused a line of the student's.
  ///
  /// - Returns: `false` where no line was refused.
  mutating func acceptRefused() -> Bool {
    for index in events.indices {
      guard case .heard(.server, .line(let line)) = events[index].act else { continue }
      let text = String(decoding: line.octets, as: UTF8.self)
      guard text.hasPrefix("550 ") || text.hasPrefix("503 ") else { continue }
      events[index].act = .heard(.server, .line(Line("250 " + text.dropFirst(4))))
      return true
    }
    return false
  }

  /// A recipient whom no server of the world knows is accepted, before one whom it knows.
  mutating func insertAcceptedNobody(isRenumbered: Bool) -> Bool {
    guard
      let place = events.firstIndex(where: { event in
        guard case .heard(.client, .line(let line)) = event.act else { return false }
        return String(decoding: line.octets, as: UTF8.self) == "RCPT TO:<bob@hamburger.edu>"
      })
    else { return false }
    let (time, conversation) = (events[place].milliseconds, events[place].conversation)
    let number = events[place].number
    let lines: [(Side, String)] = [
      (.client, "RCPT TO:<nobody@hamburger.edu>"),
      (.server, "250 nobody@hamburger.edu ... Recipient ok"),
    ]
    for (offset, (side, text)) in lines.enumerated() {
      events.insert(
        Event(
          number: number + offset, milliseconds: time, conversation: conversation,
          act: .heard(side, .line(Line(text)))), at: place + offset)
    }
    guard isRenumbered else { return true }
    for index in events.indices { events[index].number = index + 1 }
    return true
  }

  /// As a script would have typed it.
  mutating func hurry(_ pause: Int) {
    for index in events.indices { events[index].milliseconds = index * pause }
  }
}
