import Protocols
import Testing
import Transcripts

struct SessionTests {
  /// A long session of several conversations, some of its events out of place.
  static var long: [Event] {
    var events: [Event] = []
    for number in 1...12 {
      events.append(.opened(number, dialect: number % 3 == 0 ? .http : .smtp))
      events += [Event].smtp(lecture).dropFirst().map {
        var event = $0
        event.conversation = number
        return event
      }
      events.append(
        Event(milliseconds: 0, conversation: number, act: .closed(by: .server, .finished)))
      events.append(.line(.client, "too late", number))
      events.append(
        Event(milliseconds: 0, conversation: 0, act: .learner(.hint(step: "greet"))))
    }
    return events.numbered
  }

  @Test func `a timeline stands where the fold from the beginning stands, at every moment`() {
    let events = Self.long
    let timeline = Timeline(events: events)
    var session = Session()
    #expect(timeline.session(after: 0) == session)
    for (index, event) in events.enumerated() {
      #expect(timeline.facts(at: index) == session.take(event))
      #expect(timeline.session(after: index + 1) == session)
    }
    #expect(timeline.session(after: -1) == Session())
    #expect(timeline.session(after: .max) == session)
    #expect(timeline.facts(at: events.count) == [])
    #expect(timeline.facts(at: -1) == [])
  }

  @Test func `going back is going forth`() {
    let timeline = Timeline(events: Self.long)
    for count in (0...Self.long.count).reversed() {
      #expect(timeline.session(after: count).events == count)
    }
  }

  @Test func `the lecture's session: who spoke, how much, in which phase`() throws {
    var session = Session()
    let facts = [Event].smtp(lecture).flatMap { session.take($0) }
    let conversation = try #require(session.conversation)
    #expect(conversation.firstSpeaker == .server)
    #expect(conversation.phase == .close)
    let lines = lecture.split(separator: "\n")
    for side in Side.allCases {
      let own = lines.filter { $0.hasPrefix(side == .client ? "C:" : "S:") }
      #expect(conversation[side].lines == own.count)
      #expect(conversation[side].octets == own.reduce(0) { $0 + $1.utf8.count - 3 + 2 })
      #expect(conversation[side].turns == 7 - (side == .client ? 1 : 0))
    }
    let phases = facts.compactMap { fact -> Phase? in
      guard case .found(.phase(let phase)) = fact.matter else { return nil }
      return phase
    }
    #expect(phases == [.handshake, .transfer, .close])
  }

  @Test func `events that fit nowhere have no facts and change nothing`() {
    var session = Session()
    let strays: [Event] = [
      .line(.client, "HELO crepes.fr"), .line(.server, "220 x", -5),
      Event(milliseconds: 0, conversation: 1, act: .closed(by: .client, .lost)),
      Event(milliseconds: 0, conversation: 1, act: .unknown("{}")),
    ]
    for event in strays { #expect(session.take(event) == []) }
    #expect(session.conversations.isEmpty)
    _ = session.take(.opened())
    _ = session.take(Event(milliseconds: 0, conversation: 1, act: .closed(by: .server, .finished)))
    let closed = session
    #expect(session.take(.line(.client, "too late")) == [])
    #expect(
      session.take(Event(milliseconds: 0, conversation: 1, act: .closed(by: .client, .lost))) == [])
    #expect(session.conversations == closed.conversations)
  }

  @Test func `closing says in which phase it was`() {
    var session = Session()
    _ = session.take(.opened())
    let facts = session.take(
      Event(milliseconds: 0, conversation: 1, act: .closed(by: .server, .lost)))
    #expect(
      facts.map(\.matter) == [
        .found(.phase(.close)), .closed(by: .server, .lost, inPhase: .handshake),
      ])
  }

  @Test func `a forged file of a million openings costs bounded memory`() {
    var session = Session()
    for number in 1...5_000 { _ = session.take(.opened(number)) }
    #expect(session.conversations.count <= 1_000)
    // One that stands may be opened anew.
    #expect(!session.take(.opened(1)).isEmpty)
  }
}
