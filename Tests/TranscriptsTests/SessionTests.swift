import Protocols
import TestSupport
import Testing
import Transcripts

/// Says of each event what the fold found, and how many it has read.
private struct Reader: FactReader {
  private var count = 0

  mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> Reading {
    count += 1
    return Reading(count: count, facts: facts, session: session)
  }

  struct Reading: Equatable {
    let count: Int
    let facts: [Fact]
    let session: Session
  }
}

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

  @Test func `at every moment a timeline agrees with the fold from the beginning`() {
    let events = Self.long
    let timeline = Timeline(events: events, reader: Reader())
    var now = Moment(Reader())
    #expect(timeline.moment(after: 0).session == now.session)
    let readings = events.enumerated().map { index, event in
      let reading = now.take(event)
      #expect(timeline.readings(of: index..<(index + 1)) == [reading])
      #expect(timeline.moment(after: index + 1).session == now.session)
      return reading
    }
    #expect(timeline.readings(of: 0..<events.count) == readings)
    #expect(timeline.readings(of: -5..<70) == Array(readings[..<70]))
    #expect(timeline.moment(after: -1).session == Session())
    #expect(timeline.moment(after: .max).session == now.session)
    #expect(timeline.readings(of: events.count..<(events.count + 9)) == [])
  }

  @Test func `a timeline goes back to any moment`() {
    let timeline = Timeline(events: Self.long, reader: Reader())
    for count in (0...Self.long.count).reversed() {
      #expect(timeline.moment(after: count).session.events == count)
    }
  }

  @Test func `the lecture's session: who spoke, how much, in which phase`() throws {
    var session = Session()
    let facts = [Event].smtp(lecture).flatMap { session.take($0) }
    let conversation = try #require(session.conversation)
    #expect(conversation.firstSpeaker == .server)
    #expect(conversation.phase == .close)
    let lines = DialogueLine.all(in: lecture)
    for side in Side.allCases {
      let own = lines.filter { $0.side == side }
      #expect(conversation[side].lines == own.count)
      #expect(conversation[side].octets == own.reduce(0) { $0 + $1.octets.count + 2 })
      #expect(conversation[side].turns == 7 - (side == .client ? 1 : 0))
    }
    let phases = facts.compactMap { fact -> Phase? in
      guard case .found(.phase(let phase)) = fact.matter else { return nil }
      return phase
    }
    #expect(phases == [.handshake, .transfer, .close])
  }

  @Test func `an event that fits nowhere has no facts and changes nothing`() {
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

  @Test func `the world has the hosts it opened with, each with its latest scenario`() {
    var session = Session()
    func take(_ act: WorldAct) {
      #expect(
        session.take(Event(milliseconds: 0, conversation: 0, act: .world(act))).map(\.matter)
          == [.world(act)])
    }
    let hosts = EventFormatTests.hosts
    take(.changed(host: "crepes.fr", scenario: [.down]))
    #expect(session.world.isEmpty)
    take(.opened(hosts))
    #expect(session.world == hosts)
    take(.changed(host: "hamburger.edu", scenario: [.down, .full]))
    take(.changed(host: "nowhere.example", scenario: [.down]))
    #expect(session.world.map(\.scenario) == [[.down, .full], hosts[1].scenario])
    take(.changed(host: "crepes.fr", scenario: []))
    #expect(session.world.map(\.scenario) == [[.down, .full], []])
    take(.opened([hosts[1]]))
    #expect(session.world == [hosts[1]])
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

  @Test func `however many conversations have ended, the next is heard`() {
    var session = Session()
    for number in 1...2_500 {
      #expect(!session.take(.opened(number)).isEmpty)
      #expect(session.current == number)
      #expect(!session.take(.line(.server, "220 hamburger.edu", number)).isEmpty)
      let ended = Event(
        milliseconds: 0, conversation: number, act: .closed(by: .server, .finished))
      // The first stays open all the while.
      if number > 1 { #expect(!session.take(ended).isEmpty) }
    }
    #expect(session.conversations.count <= 1_000)
    #expect(session.conversations[2] == nil)
    #expect(!session.take(.line(.client, "HELO crepes.fr", 1)).isEmpty)
    // A number that is used again belongs to the new conversation.
    #expect(!session.take(.opened(2_000)).isEmpty)
    for number in 3_000..<5_000 {
      _ = session.take(.opened(number))
      _ = session.take(
        Event(milliseconds: 0, conversation: number, act: .closed(by: .server, .finished)))
    }
    #expect(session.conversations[2_000]?.isOpen == true)
  }

  @Test func `a forged file of a million openings costs bounded memory`() {
    var session = Session()
    for number in 1...5_000 { _ = session.take(.opened(number)) }
    #expect(session.conversations.count <= 1_000)
    // One that is open may be opened again.
    #expect(!session.take(.opened(1)).isEmpty)
  }
}
