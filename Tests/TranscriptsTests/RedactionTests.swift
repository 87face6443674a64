import Protocols
import Testing
import Transcripts

struct RedactionTests {
  /// The session as it is recorded: each event redacted by its own facts.
  private func recorded(_ events: [Event]) -> [Event] {
    var recorder = Recorder()
    return events.map {
      recorder.record($0.act, in: $0.conversation, at: $0.milliseconds, by: $0.by).recorded
    }
  }

  static let auth = """
    S: 220 hamburger.edu
    C: EHLO crepes.fr
    S: 250-hamburger.edu
    S: 250 AUTH PLAIN LOGIN
    C: AUTH PLAIN AGFsaWNlAHBpY2tsZXM=
    S: 535 no
    C: AUTH LOGIN
    S: 334 VXNlcm5hbWU6
    C: YWxpY2U=
    S: 334 UGFzc3dvcmQ6
    C: cGlja2xlcw==
    S: 235 ok
    C: DATA
    C: AUTH PLAIN AGFsaWNlAHBpY2tsZXM=
    S: 503 no
    S: 503 no
    """
  static let secrets = ["AGFsaWNlAHBpY2tsZXM=", "YWxpY2U=", "cGlja2xlcw=="]

  /// Nobody knows what it is: a line of a conversation that was never opened, that has ended, or
  /// that is one of too many.
  @Test func `what a client says outside an open conversation is withheld whole`() {
    var acts: [(Int, Act)] = []
    let auth = Act.heard(.client, .line(Line("AUTH PLAIN AGFsaWNlAHBpY2tsZXM=")))
    acts.append((7, auth))
    for number in 1...1_100 {
      acts.append((number, Event.opened().act))
      acts.append((number, auth))
    }
    acts.append((1, .closed(by: .server, .finished)))
    acts.append((1, auth))
    acts.append((1, .heard(.client, .octets(Array("AGFsaWNlAHBpY2tsZXM=".utf8)))))
    var recorder = Recorder()
    for (conversation, act) in acts {
      let line = recorder.record(act, in: conversation, at: 0).line
      #expect(!line.contains("AGFsaWNl"))
    }
  }

  @Test func `the record has the length of each secret, and no secret`() {
    let events = [Event].smtp(Self.auth)
    let record = recorded(events)
    for event in record {
      for secret in Self.secrets { #expect(!event.json.contains(secret)) }
    }
    for (event, redacted) in zip(events, record) {
      guard case .heard(_, let piece) = event.act, case .heard(_, let kept) = redacted.act else {
        continue
      }
      #expect(piece.count == kept.count)
    }
  }

  @Test func `what the server said is recorded unchanged`() {
    let events = [Event].smtp(Self.auth)
    for (event, redacted) in zip(events, recorded(events)) {
      guard case .heard(.server, _) = event.act else { continue }
      #expect(redacted == event)
    }
  }

  @Test func `a record folds to the states of the live session`() {
    let events = [Event].smtp(Self.auth)
    var live = Session()
    var replayed = Session()
    for (event, redacted) in zip(events, recorded(events)) {
      _ = live.take(event)
      _ = replayed.take(redacted)
      #expect(replayed.conversation?.guidance == live.conversation?.guidance)
      #expect(replayed.conversation?.client == live.conversation?.client)
    }
    #expect(replayed == live)
  }

  @Test func `HTTP's credentials are withheld too`() {
    let events = [
      .opened(dialect: .http, port: 80), .line(.client, "GET / HTTP/1.1"),
      .line(.client, "Authorization: Basic YWxpY2U6cGlja2xlcw=="), .line(.client, ""),
    ].numbered
    let record = recorded(events)
    #expect(
      record[2].act == .heard(.client, .withheld(kept: Array("Authorization:".utf8), count: 29)))
    #expect(record[3] == events[3])
  }
}
