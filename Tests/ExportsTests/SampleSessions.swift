import Exports
import Language
import Lessons
import Protocols
import TestSupport
import Transcripts

/// Recordings to export: the lecture's, and generated ones that no peer would send.
enum SampleSessions {
  static func recording(
    _ acts: [(Int, Act)], side: Side = .client, student: String? = nil, file: String? = nil,
    every milliseconds: Int = 700
  ) -> Recording {
    let events = acts.enumerated().map {
      Event(
        number: $0 + 1, milliseconds: $0 * milliseconds, conversation: $1.0, act: $1.1)
    }
    return Recording(
      header: TranscriptHeader(
        started: "2026-11-23T15:00:00.000Z", software: "byhand 0.1.0", side: side,
        student: student),
      events: events, fileName: file)
  }

  static func opened(
    _ host: String = "hamburger.edu", dialect: Dialect = .smtp, port: Int = 25,
    client: String? = nil
  ) -> Act {
    .opened(
      Opening(
        attempt: Attempt(dialect: dialect, host: host, port: port), address: "127.0.0.1:2525",
        local: "127.0.0.1:50000", isPractice: true, client: client))
  }

  static func lines(_ script: String, in conversation: Int = 1) -> [(Int, Act)] {
    DialogueLine.all(in: script).map { (conversation, .heard($0.side, .line($0.line))) }
  }

  static let lecture = """
    S: 220 hamburger.edu
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM:<alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RCPT TO:<bob@hamburger.edu>
    S: 250 bob@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    C: Subject: S: pickles
    C:
    C: S: 250 is what a server says
    C: .
    S: 250 Message accepted for delivery
    C: QUIT
    S: 221 hamburger.edu closing connection
    """

  static func lectureRecording(
    side: Side = .client, student: String? = nil, file: String? = nil
  ) -> Recording {
    recording(
      [(1, opened())] + lines(lecture) + [(1, .closed(by: .server, .finished))], side: side,
      student: student, file: file)
  }

  /// The beginning of a lesson: a connection, a wrong answer, and one that is markup.
  static func lessonRecording(_ lesson: Lesson) -> Recording {
    let question = lesson.steps.first { $0.isQuestion }?.id ?? ""
    let answers: [LearnerAct] = [
      .answered(step: question, .choice(2)), .answered(step: question, .choice(1)),
      .answered(step: "none", .text("<b> # *")),
    ]
    let began = LearnerAct.began(lesson.attempt(id: "a", at: lesson.steps[0].id))
    return recording(
      [(0, .learner(began)), (1, opened())] + lines("S: 220 hamburger.edu")
        + answers.map { (0, .learner($0)) } + lines("C: HELO crepes.fr\nS: 250 Hello")
        + [(1, .closed(by: .client, .finished))])
  }

  // MARK: Generated

  /// What has broken one format or another.
  static let hostile: [[UInt8]] =
    [
      "", " ", "S: 250 ok", "C: QUIT", "# exact AAAA", "# end lf", "#", ".", "..", "```", "~~~~",
      "</svg><script>alert(1)</script>", "]]>", "&amp;&#60;", "<!-- -->", "\"'", "%%{init: {}}%%",
      "end", "Note over P0: x", "P0->>P1: x; P1->>P0: y", "#35;", "style a:#b;", "wrap: x",
      "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{202E}gnp", "\u{200B}\u{2028}\u{2029}\u{85}",
      "\u{FFFE}\u{FFFF}",
      "\r", "a\rb", "a\nb", "\0", "\u{7F}", "中文", "e\u{301}", "![x](http://x)", "**b** _i_ | - x",
      "$(rm -rf /)", "[4096 octets]", String(repeating: "`", count: 9),
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC3], [0x80, 0x0A, 0x0D], [0xE4, 0xB8]]

  static let replies = ["220 x", "250-a", "250 b", "354 go", "550 no", "HTTP/1.1 200 OK", ""]
  static let commands = [
    "EHLO crepes.fr", "HELO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", ".", "QUIT",
    "GET / HTTP/1.1", "Host: x",
  ]

  static func generated(_ seed: Int) -> Recording {
    var numbers = SeededGenerator(seed: UInt64(seed))
    var acts: [(Int, Act)] = []
    let count = Int.random(in: 1...4, using: &numbers)
    for number in 1...count {
      let host = String(decoding: hostile.randomElement(using: &numbers) ?? [], as: UTF8.self)
      let isHTTP = Bool.random(using: &numbers)
      acts.append(
        (
          number,
          opened(
            number % 2 == 0 ? host : "hamburger.edu", dialect: isHTTP ? .http : .smtp,
            port: isHTTP ? 80 : 25, client: number % 3 == 0 ? "crepes.fr" : nil)
        ))
    }
    for _ in 0..<Int.random(in: 0...60, using: &numbers) {
      let side = Bool.random(using: &numbers) ? Side.client : .server
      acts.append(
        (Int.random(in: 1...count, using: &numbers), .heard(side, piece(from: side, &numbers))))
    }
    for number in 1...count where Bool.random(using: &numbers) {
      let farewell = Farewell.allCases.randomElement(using: &numbers) ?? .lost
      acts.append((number, .closed(by: Bool.random(using: &numbers) ? .client : .server, farewell)))
    }
    return recording(
      acts, side: seed.isMultiple(of: 5) ? .server : .client,
      every: Int.random(in: 0...1_500, using: &numbers))
  }

  private static func piece(from side: Side, _ numbers: inout SeededGenerator) -> Piece {
    var octets: [UInt8] = []
    for _ in 0..<Int.random(in: 0...3, using: &numbers) {
      octets += hostile.randomElement(using: &numbers) ?? []
    }
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: return .octets(octets)
    case 1: return .octets(octets + [0, 1, 2, 0x0D, 0x0A])
    case 2:
      return .withheld(kept: octets, count: Int.random(in: 0...3_000, using: &numbers))
    case 3...6:
      let plain = (side == .client ? commands : replies).randomElement(using: &numbers) ?? ""
      return .line(Line(plain))
    default:
      return .line(
        Line(octets: octets, ending: Ending.allCases.randomElement(using: &numbers) ?? .crlf))
    }
  }
}

/// What one side said, without the cut into pieces: what every export must keep.
struct Said: Equatable {
  enum Part: Equatable {
    case octets([UInt8])
    case withheld(Int)
    case leftOut(Int)
  }

  let conversation: Int
  let side: Side
  var part: Part
}

extension [Said] {
  mutating func add(_ octets: [UInt8], from side: Side, in conversation: Int) {
    if octets.isEmpty { return }
    if let last, last.conversation == conversation, last.side == side,
      case .octets(let before) = last.part
    {
      self[count - 1].part = .octets(before + octets)
    } else {
      append(Said(conversation: conversation, side: side, part: .octets(octets)))
    }
  }

  init(_ events: [Event]) {
    self = []
    for event in events {
      guard case .heard(let side, let piece) = event.act else { continue }
      switch piece {
      case .line(let line): add(line.wire, from: side, in: event.conversation)
      case .octets(let octets): add(octets, from: side, in: event.conversation)
      case .withheld(let kept, let count):
        add(kept, from: side, in: event.conversation)
        append(Said(conversation: event.conversation, side: side, part: .withheld(count)))
      }
    }
  }
}
