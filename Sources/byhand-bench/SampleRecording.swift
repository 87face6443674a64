import Lessons
import Protocols
import Transcripts

/// A recording such as students make: the lesson `first-conversation` with mistakes, and the
/// message fetched by HTTP. The same `seed` gives the same octets.
struct SampleRecording {
  static let lesson = "first-conversation"
  /// Of the file that it is graded by: another would be flagged in each grade.
  private static let digest = Library().lesson(called: lesson)?.digest
  private var events: [Event] = []
  private var conversation = 0
  private var milliseconds = 0
  private var seed: Int

  init(seed: Int) {
    self.seed = seed
    push()
    pull()
  }

  /// The file.
  var octets: [UInt8] { octets(of: nil) }

  func octets(of student: String?) -> [UInt8] {
    let header = TranscriptHeader(
      started: "2026-11-23T15:00:00.000Z", software: "byhand", side: .client, student: student)
    return Array(([header.json] + events.map(\.json)).map { $0 + "\n" }.joined().utf8)
  }

  private mutating func push() {
    let attempt = LessonAttempt(
      lesson: Self.lesson, version: 2, digest: Self.digest,
      id: "\(seed)", step: "connect")
    learn(.began(attempt))
    open(.smtp, port: 25)
    hear("S: 220 hamburger.edu")
    learn(.answered(step: "who-first", .choice(2)))
    learn(.hint(step: "who-first"))
    learn(.answered(step: "who-first", .choice(1)))
    for line in Self.beforeContent { hear(line) }
    learn(.predicted(step: "nobody", reply: "5"))
    for line in Self.afterPrediction { hear(line) }
    for number in 0..<(10 + varied(20)) {
      let text = number % 9 == 5 ? "再来一点泡菜好吗？" : "How about pickles, number \(varied(100))?"
      hear("C: \(text)")
    }
    for line in Self.afterContent { hear(line) }
    learn(.asked(console: "mailbox bob"))
    learn(.answered(step: "end-mark", .choice(2)))
    learn(.answered(step: "seven-bit", .choice(3)))
    for line in Self.secondMessage { hear(line) }
    for line in Self.farewell { hear(line) }
    close()
    learn(.answered(step: "phases", .choice(2)))
    learn(.answered(step: "who-are-you", .choice(3)))
  }

  private mutating func pull() {
    open(.http, port: 80)
    for line in Self.request { hear(line) }
    let body = (0..<200).map { _ in UInt8(0x20 + varied(0x5F)) }
    for line in Self.responseHead { hear(line) }
    hear("S: Content-Length: \(body.count)")
    hear("S: ")
    take(.heard(.server, .octets(body)))
    close()
  }

  private mutating func open(_ dialect: Dialect, port: Int) {
    conversation += 1
    take(
      .opened(
        Opening(
          attempt: Attempt(dialect: dialect, host: "hamburger.edu", port: port),
          address: "127.0.0.1:\(2500 + port)", local: "127.0.0.1:\(40_000 + varied(20_000))",
          isPractice: true)))
  }

  private mutating func close() { take(.closed(by: .server, .finished)) }

  private mutating func hear(_ line: String) {
    take(
      .heard(line.hasPrefix("C") ? .client : .server, .line(Line(String(line.dropFirst(3))))))
  }

  private mutating func learn(_ act: LearnerAct) { take(.learner(act), in: 0) }

  private mutating func take(_ act: Act) { take(act, in: conversation) }

  private mutating func take(_ act: Act, in conversation: Int) {
    milliseconds += varied(4_000)
    events.append(
      Event(
        number: events.count + 1, milliseconds: milliseconds, conversation: conversation, act: act))
  }

  /// The next number of a series that the seed alone decides, below `limit`.
  private mutating func varied(_ limit: Int) -> Int {
    seed = (seed &* 1_103_515_245 &+ 12_345) & 0x7FFF_FFFF
    return seed / 65_536 % limit
  }

  private static let beforeContent = [
    "C: HELO", "S: 501 5.5.4 HELO needs a host name", "C: EHLO crepes.fr",
    "S: 250-hamburger.edu", "S: 250-PIPELINING", "S: 250-SIZE 35882577", "S: 250-8BITMIME",
    "S: 250 HELP", "C: MAIL FROM:<alice@crepes.fr", "S: 501 5.1.7 No closing bracket",
    "C: MAIL FROM: <alice@crepes.fr>", "S: 250 2.1.0 alice@crepes.fr... Sender ok",
  ]

  private static let afterPrediction = [
    "C: RCPT TO:<dave@hamburger.edu>", "S: 550 5.1.1 dave@hamburger.edu... User unknown",
    "C: RCPT TO:<bob@hamburger.edu>", "S: 250 2.1.5 bob@hamburger.edu ... Recipient ok", "C: DATA",
    "S: 354 Enter mail, end with \".\" on a line by itself", "C: From: <alice@crepes.fr>",
    "C: To: <bob@hamburger.edu>", "C: Subject: condiments", "C: ",
  ]

  private static let afterContent = [
    "C: .", "S: 250 2.0.0 Message accepted for delivery", "C: NOOP", "S: 250 2.0.0 OK",
  ]

  private static let secondMessage = [
    "C: MAIL FROM:<alice@crepes.fr>", "S: 250 2.1.0 alice@crepes.fr... Sender ok",
    "C: RCPT TO:<carol@hamburger.edu>", "S: 250 2.1.5 carol@hamburger.edu ... Recipient ok",
    "C: DATA", "S: 354 Enter mail, end with \".\" on a line by itself", "C: Pickles for you too?",
    "C: .", "S: 250 2.0.0 Message accepted for delivery",
  ]

  private static let farewell = ["C: QUIT", "S: 221 2.0.0 hamburger.edu closing connection"]

  private static let request = ["C: GET /bob/1.eml HTTP/1.1", "C: Host: hamburger.edu", "C: "]

  private static let responseHead = [
    "S: HTTP/1.1 200 OK", "S: Date: Mon, 23 Nov 2026 15:00:00 GMT", "S: Server: byhand",
    "S: Content-Type: message/rfc822", "S: Connection: close",
  ]
}
