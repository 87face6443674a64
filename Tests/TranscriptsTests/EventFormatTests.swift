import Protocols
import Testing
import Transcripts

struct EventFormatTests {
  static let header =
    #"{"format":"byhand-transcript","version":1,"started":"2026-11-23T15:00:00.000Z","#
    + #""software":"byhand 0.1.0","side":"client","student":"…"}"#

  @Test(arguments: [
    "\u{200B}", "\u{AD}", "\u{E0041}", "\u{202E}", "\u{3164}", "\u{2028}", "\u{9B}",
  ])
  func `a hidden character is escaped in the record, and reads back`(hidden: String) throws {
    let event = Event(
      number: 1, milliseconds: 0, conversation: 1,
      act: .heard(.server, .line(Line("220 a\(hidden)b"))))
    #expect(event.json.utf8.allSatisfy { $0 < 0x80 })
    #expect(try read([event.json]).events == [event])
  }

  /// The design's own lines, and one for every kind, with their keys in order.
  static let golden: [(String, Event)] = [
    (
      #"{"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"hamburger.edu","port":25,"#
        + #""address":"127.0.0.1:2525","world":"practice"}"#, event(1, 0, opened())
    ),
    (
      #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"220 hamburger.edu"}"#,
      event(2, 2, .heard(.server, .line(Line("220 hamburger.edu"))))
    ),
    (
      #"{"n":3,"ms":4210,"c":1,"kind":"line","from":"client","text":"HELO crepes.fr"}"#,
      event(3, 4_210, .heard(.client, .line(Line("HELO crepes.fr"))))
    ),
    (
      #"{"n":1,"ms":0,"c":1,"kind":"open","dialect":"http","host":"::1","port":80,"#
        + #""address":"[::1]:80","local":"[::1]:9"}"#,
      event(
        1, 0,
        .opened(
          Opening(
            attempt: Attempt(dialect: .http, host: "::1", port: 80), address: "[::1]:80",
            local: "[::1]:9", isPractice: false)))
    ),
    (
      #"{"n":1,"ms":0,"kind":"fail","dialect":"smtp","host":"x","port":25,"reason":"unknown-host"}"#,
      Event(
        number: 1, milliseconds: 0, conversation: 0,
        act: .failed(Attempt(dialect: .smtp, host: "x", port: 25), .unknownHost))
    ),
    (
      #"{"n":4,"ms":1,"c":1,"kind":"line","from":"client","text":"a","eol":"lf"}"#,
      event(4, 1, .heard(.client, .line(Line("a", ending: .lf))))
    ),
    (
      #"{"n":4,"ms":1,"c":1,"kind":"line","from":"client","base64":"/w==","eol":"none"}"#,
      event(4, 1, .heard(.client, .line(Line(octets: [0xFF], ending: .none))))
    ),
    (
      #"{"n":5,"ms":1,"c":2,"kind":"octets","from":"server","base64":"iVBORw=="}"#,
      event(5, 1, .heard(.server, .octets([0x89, 0x50, 0x4E, 0x47])), conversation: 2)
    ),
    (
      #"{"n":6,"ms":1,"c":1,"kind":"withheld","from":"client","text":"AUTH PLAIN ","count":10}"#,
      event(6, 1, .heard(.client, .withheld(kept: Array("AUTH PLAIN ".utf8), count: 10)))
    ),
    (
      #"{"n":6,"ms":1,"c":1,"kind":"withheld","from":"client","count":10,"by":"console"}"#,
      event(6, 1, .heard(.client, .withheld(kept: [], count: 10)), by: .console)
    ),
    (
      #"{"n":6,"ms":1,"c":1,"kind":"line","from":"client","text":"DATA","by":"resume"}"#,
      event(6, 1, .heard(.client, .line(Line("DATA"))), by: .resume)
    ),
    (
      #"{"n":7,"ms":1,"c":1,"kind":"close","from":"server"}"#,
      event(7, 1, .closed(by: .server, .finished))
    ),
    (
      #"{"n":7,"ms":1,"c":1,"kind":"close","from":"client","how":"lost"}"#,
      event(7, 1, .closed(by: .client, .lost))
    ),
  ]

  /// What crosses no wire: the members behind `kind`.
  static let acts: [(String, Act)] = [
    (
      #""learner","did":"began","lesson":"first","step":"greet""#,
      .learner(.began(LessonAttempt(lesson: "first", step: "greet")))
    ),
    (
      #""learner","did":"began","lesson":"first","version":2,"digest":"9f","attempt":"7a","step":"greet""#,
      .learner(
        .began(
          LessonAttempt(lesson: "first", version: 2, digest: "9f", id: "7a", step: "greet")))
    ),
    (#""learner","did":"resumed","step":"data""#, .learner(.resumed(step: "data"))),
    (#""learner","did":"ready","step":"data""#, .learner(.ready(step: "data"))),
    (
      #""learner","did":"answered","step":"who","choice":1"#,
      .learner(.answered(step: "who", .choice(1)))
    ),
    (
      #""learner","did":"answered","step":"who","text":"the server""#,
      .learner(.answered(step: "who", .text("the server")))
    ),
    (
      #""learner","did":"predicted","step":"rcpt","reply":"5""#,
      .learner(.predicted(step: "rcpt", reply: "5"))
    ),
    (#""learner","did":"hint","step":"greet""#, .learner(.hint(step: "greet"))),
    (#""learner","did":"skipped","step":"greet""#, .learner(.skipped(step: "greet"))),
    (#""learner","did":"back","step":"greet""#, .learner(.back(step: "greet"))),
    (#""learner","did":"restarted""#, .learner(.restarted)),
    (
      #""learner","did":"asked","command":"mailbox bob""#,
      .learner(.asked(console: "mailbox bob"))
    ),
    (
      #""world","did":"opened","hosts":[{"name":"hamburger.edu","mailboxes":["bob","carol"]},"#
        + #"{"name":"crepes.fr","mailboxes":[],"relay":true,"scenario":["greylist","slow 3s"]}]"#,
      .world(.opened(hosts))
    ),
    (
      #""world","did":"opened","hosts":[{"name":"mail.hamburger.edu","domain":"hamburger.edu","#
        + #""mailboxes":["bob"],"login":"in-clear","certificate":"wrong-name","dmarc":"reject","blocked":[25,80]}]"#,
      .world(.opened([exchange]))
    ),
    (
      #""world","did":"changed","host":"crepes.fr","scenario":["down"]"#,
      .world(.changed(host: "crepes.fr", scenario: [.down]))
    ),
    (
      #""world","did":"changed","host":"crepes.fr","scenario":[]"#,
      .world(.changed(host: "crepes.fr", scenario: []))
    ),
    (
      #""world","did":"deferred","host":"crepes.fr","message":"1","recipient":"bob@hamburger.edu","#
        + #""reply":"450 later","retry":30"#,
      .world(
        .queue(
          QueueAct(
            .deferred, host: "crepes.fr", message: "1", recipient: "bob@hamburger.edu",
            reply: "450 later", retry: 30)))
    ),
  ]

  static let hosts = [
    HostDescription(name: "hamburger.edu", mailboxes: ["bob", "carol"]),
    HostDescription(
      name: "crepes.fr", mailboxes: [], relays: true, scenario: [.greylist, .slow(3_000)]),
  ]

  private static let exchange = {
    var host = HostDescription(
      name: "mail.hamburger.edu", domain: "hamburger.edu", mailboxes: ["bob"])
    host.login = .inClear
    host.certificate = .wrongName
    host.rejectsForgeries = true
    host.blocked = [25, 80]
    return host
  }()

  private static func event(
    _ number: Int, _ milliseconds: Int, _ act: Act, conversation: Int = 1, by: Author? = nil
  ) -> Event {
    Event(
      number: number, milliseconds: milliseconds, conversation: conversation, act: act,
      by: by)
  }

  private static func opened() -> Act { Event.opened().act }

  private func read(_ lines: [String]) throws -> Transcript {
    try Transcript(Array(([Self.header] + lines).joined(separator: "\n").utf8) + [10])
  }

  @Test(arguments: golden)
  func `an event is its line, and the line is the event`(line: String, event: Event) throws {
    #expect(event.json == line)
    let transcript = try read([line])
    #expect(transcript.events == [event])
    #expect(transcript.warnings == [])
  }

  @Test func `the header is its line`() throws {
    let header = TranscriptHeader(
      started: "2026-11-23T15:00:00.000Z", software: "byhand 0.1.0", side: .client, student: "…")
    #expect(header.json == Self.header)
    #expect(try read([]).header == header)
  }

  @Test(arguments: acts)
  func `an act of the learner or the world is its line too`(members: String, act: Act) throws {
    let line = #"{"n":1,"ms":0,"kind":\#(members)}"#
    let event = Event(number: 1, milliseconds: 0, conversation: 0, act: act)
    #expect(event.json == line)
    #expect(try read([line]).events == [event])
  }

  @Test func `no event holds a password`() throws {
    var host = Self.hosts[0]
    host.passwords = ["bob": "gherkins"]
    let event = Event(
      number: 1, milliseconds: 0, conversation: 0, act: .world(.opened([host])))
    var session = Session()
    let kept = event.redacted(by: session.take(event))
    #expect(kept.act == .world(.opened([Self.hosts[0]])))
    #expect(session.world == [Self.hosts[0]])
    #expect(event.json == kept.json)
  }

  @Test(arguments: ConnectionFailure.allCases)
  func `every failure comes back`(failure: ConnectionFailure) throws {
    let event = Event(
      number: 1, milliseconds: 0, conversation: 0,
      act: .failed(Attempt(dialect: .http, host: "x", port: 80), failure))
    #expect(try read([event.json]).events == [event])
  }

  @Test(arguments: 0..<64 as Range<UInt8>)
  func `any octets come back unchanged, and no control is written raw`(seed: UInt8) throws {
    let samples: [[UInt8]] = [
      (0...255).map { $0 &* (seed | 1) }, [seed], [0xC2, 0x80 | seed], [0xE2, 0x80, 0x80 | seed],
      Array("\u{202E}\u{FEFF}\u{0}\"\\\u{7F}。".utf8) + [seed], [],
    ]
    for octets in samples {
      for piece in [Piece.line(Line(octets: octets)), .octets(octets)] {
        let event = Event(number: 1, milliseconds: 0, conversation: 1, act: .heard(.client, piece))
        #expect(try read([event.json]).events == [event])
        #expect(
          event.json.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
          })
        #expect(!event.json.unicodeScalars.contains("\u{202E}"))
      }
    }
  }

  @Test(arguments: [
    #"{"n":9,"ms":1,"c":1,"kind":"telepathy","from":"client","thought":{"deep":[1,2]}}"#,
    #"{"n":9,"ms":1,"kind":"world","from":{"host":"crepes.fr"},"text":7}"#,
    #"{"n":9,"ms":1,"kind":"learner","did":"dreamt","step":"greet"}"#,
    #"{"n":9,"ms":1,"kind":"learner","did":"passed","step":"greet"}"#,
    #"{"n":9,"ms":1,"kind":"world","did":"opened","hosts":[{"name":"a"}]}"#,
    #"{"n":9,"ms":1,"kind":"world","did":"changed","host":"a","scenario":["down","dreaming"]}"#,
    #"{ "kind" : "later" , "n" : 9 , "ms" : 1 }"#,
  ])
  func `a kind of a newer version is kept unchanged, and passed over`(line: String) throws {
    let transcript = try read([line])
    #expect(transcript.warnings == [])
    let event = try #require(transcript.events.first)
    #expect(event.act == .unknown(line))
    #expect(event.json == line)
    var session = Session()
    #expect(session.take(event) == [])
  }

  @Test func `keys of a newer version are passed over`() throws {
    let line =
      #"{"n":1,"ms":0,"c":1,"mood":"good","kind":"line","from":"client","text":"a","x":[{}]}"#
    #expect(try read([line]).events == [Self.event(1, 0, .heard(.client, .line(Line("a"))))])
  }
}
