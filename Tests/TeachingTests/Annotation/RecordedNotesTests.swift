import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

/// Notes depend on the recorded events alone, so a recording gives the same notes as the live
/// session.
struct RecordedNotesTests {
  /// By conversation: the first is SMTP, the second HTTP.
  private static let lines = [
    1: MistakeTests.golden.map { "C: \($0.line)" } + conversation + replies + secrets,
    2: requests + replies,
  ].mapValues { lines in
    lines.map { (side: $0.hasPrefix("C:") ? Side.client : .server, text: String($0.dropFirst(3))) }
  }

  private static let conversation =
    [AnnotatorTests.conversation, ComparisonTests.smtp].joined(separator: "\n")
    .split(separator: "\n").map(String.init)

  private static let replies = [
    "S: 250 ok", "S: 250-x", "S: 354 ok", "S: 334 x", "S: 550 5.7.1 no", "S: 421 x", "S: junk",
    "S: 235 2.7.0 ok", "S: 535 no", "S: 250-SIZE 10", "S: 250 AUTH PLAIN LOGIN",
  ]
  private static let requests = [
    "C: GET /bob/1 HTTP/1.1", "C: Host: hamburger.edu", "C: ", "S: HTTP/1.1 200 OK",
    "S: Content-Length: 20", "S: ", "C: GET", "C: get /bob/1 HTTP/1.1", "C: Host hamburger.edu",
    "C: POST / HTTP/1.1", "C: Content-Length: 4", "S: Transfer-Encoding: chunked",
  ]
  /// Well formed: a fault inside what a recording withholds cannot be found in it again.
  private static let secrets = ["C: AUTH PLAIN c2VjcmV0", "C: AUTH LOGIN", "C: c2VjcmV0"]

  private static let hosts = [
    HostDescription(
      name: "pear.example", mailboxes: ["ann", "ben"], scenario: [.greylist],
      passwords: ["ann": "secret"]),
    HostDescription(name: "plum.example", mailboxes: ["cleo"], relays: true),
  ]

  private static func act(in conversation: Int, _ random: inout SeededGenerator) -> Act {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: .opened(opening(conversation, &random))
    case 1: .closed(by: Bool.random(using: &random) ? .client : .server, .lost)
    case 2:
      .failed(Attempt(dialect: .smtp, host: "plum.example", port: 25), .refused)
    case 3: .world(worldAct(&random))
    case 4: .learner(learnerAct(&random))
    case 5:
      .heard(
        Bool.random(using: &random) ? .client : .server,
        .octets([0xE4, 0xBD, 0xA0, UInt8.random(in: 0...255, using: &random)]))
    default: heard(in: conversation, &random)
    }
  }

  private static func heard(
    in conversation: Int, _ random: inout SeededGenerator
  ) -> Act {
    let line = lines[conversation]?.randomElement(using: &random) ?? (.server, "220 x")
    // Nor can the line end behind a secret of the client's.
    let endings: [Ending] = line.side == .client ? [.crlf] : [.crlf, .crlf, .crlf, .lf, .none]
    return .heard(
      line.side,
      .line(Line(line.text, ending: endings.randomElement(using: &random) ?? .crlf)))
  }

  private static func opening(
    _ conversation: Int, _ random: inout SeededGenerator
  ) -> Opening {
    let places = ["hamburger.edu", "crepes.fr", "pear.example", "plum.example", "127.0.0.1"]
    return Opening(
      attempt: Attempt(
        dialect: conversation == 1 ? .smtp : .http,
        host: places.randomElement(using: &random) ?? "", port: 25),
      address: "127.0.0.1:2525", local: nil, isPractice: Bool.random(using: &random),
      client: Int.random(in: 0..<5, using: &random) == 0 ? "crepes.fr" : nil)
  }

  private static func worldAct(_ random: inout SeededGenerator) -> WorldAct {
    let acts: [WorldAct] = [
      .opened(hosts), .opened(HostDescription.lectureWorld),
      .changed(host: "pear.example", scenario: [.down, .full]),
      .changed(host: "crepes.fr", scenario: []),
      .queue(
        QueueAct(
          .deferred, host: "plum.example", message: "1", recipient: "ann@pear.example",
          reply: "450 later", retry: 5)),
    ]
    return acts.randomElement(using: &random) ?? .opened([])
  }

  private static func learnerAct(_ random: inout SeededGenerator) -> LearnerAct {
    let acts: [LearnerAct] = [
      .began(LessonAttempt(lesson: "replies", version: 2, digest: "d", id: "i", step: "greet")),
      .answered(step: "who", .choice(2)), .answered(step: "who", .text("server")),
      .predicted(step: "who", reply: "5"), .hint(step: "who"), .skipped(step: "who"),
      .back(step: "greet"), .restarted, .asked(console: "server pear.example down"),
      .resumed(step: "greet"), .ready(step: "greet"),
    ]
    return acts.randomElement(using: &random) ?? .restarted
  }

  @Test(arguments: 0..<Tries.of(15, all: 40))
  func `notes from a recording equal those given live, after every event`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var live = Moment(Annotator())
    var session = Session()
    var recorded: [Event] = []
    var notes: [[Note]] = []
    for number in 1...120 {
      let conversation = number == 2 ? 2 : number == 1 ? 1 : Int.random(in: 1...2, using: &random)
      let act =
        number < 3
        ? .opened(Self.opening(conversation, &random)) : Self.act(in: conversation, &random)
      let isBesides =
        if case .learner = act { true } else if case .world = act { true } else { false }
      let authors: [Author?] = [nil, nil, nil, .console, .resume]
      let event = Event(
        number: number, milliseconds: number * 7, conversation: isBesides ? 0 : conversation,
        act: act, by: authors.randomElement(using: &random) ?? nil)
      recorded.append(event.redacted(by: session.take(event)))
      notes.append(live.take(event))
    }
    let header = TranscriptHeader(started: "2026-11-23T15:00:00.000Z", software: "", side: .client)
    let file = ([header.json] + recorded.map(\.json)).joined(separator: "\n") + "\n"
    let transcript = try Transcript(Array(file.utf8))
    try #require(transcript.events.count == notes.count && transcript.warnings.isEmpty)
    var replayed = Moment(Annotator())
    for (event, notes) in zip(transcript.events, notes) {
      #expect(replayed.take(event) == notes, "\(event.json)")
    }
  }
}
