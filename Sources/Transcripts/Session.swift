package import Protocols

/// What one event means. Every reader reads facts: annotator, judge, comparison, diagrams.
package struct Fact: Hashable, Sendable {
  package enum Matter: Hashable, Sendable {
    indirect case opened(Opening)
    indirect case failed(Attempt, ConnectionFailure)
    /// Octets crossed the wire; what they mean follows in `found`.
    case heard(Side, Piece)
    case found(Finding)
    indirect case secured(TLSOutcome)
    case closed(by: Side, Farewell, inPhase: Phase?)
    indirect case learner(LearnerAct)
    indirect case world(WorldAct)
  }

  package let event: Int
  package let conversation: Int
  /// It belongs to a conversation between two servers, which the student only watches.
  package let isWatched: Bool
  package let matter: Matter

  fileprivate init(_ event: Event, _ matter: Matter, isWatched: Bool) {
    self.event = event.number
    conversation = event.conversation
    self.isWatched = isWatched
    self.matter = matter
  }
}

/// The one fold: events in, facts out. A value, so that any moment can be kept and returned to.
package struct Session: Hashable, Sendable {
  package private(set) var conversations: [Int: Conversation] = [:]
  /// The conversation of the student's latest event. Never one that is only watched.
  package private(set) var current: Int?
  package private(set) var events = 0
  /// The practice world's hosts, each with its scenario at this moment. Empty: no world has opened.
  package private(set) var world: [HostDescription] = []
  /// Watched conversations that were open at the same time as another, each with a number from 1
  /// that tells their lines apart.
  package private(set) var watchNumbers: [Int: Int] = [:]
  /// The watched conversations that are open, oldest first.
  private var watchedOpen: [Int] = []
  /// Conversations that have ended, oldest first: new ones take their place.
  private var ended: [Int] = []
  /// How many are kept at once. A session has a few; a forged file may open any number.
  private static let conversationLimit = 1_000
  /// How many of them may have ended. Each kept moment of a long recording has them all.
  private static let endedLimit = 100

  package init() {}

  package var conversation: Conversation? { current.flatMap { conversations[$0] } }
  /// A conversation that the student only watches is open.
  package var isWatching: Bool { !watchedOpen.isEmpty }

  /// The facts of one event. One that fits nowhere, such as a line of a connection that was never
  /// opened, has none.
  package mutating func take(_ event: Event) -> [Fact] {
    var facts: [Fact] = []
    take(event, into: &facts)
    return facts
  }

  /// Adds them to a list, which a reader of many events can use again.
  package mutating func take(_ event: Event, into facts: inout [Fact]) {
    events += 1
    switch event.act {
    case .opened(let opening): open(opening, event, &facts)
    case .heard(let side, let piece): hear(piece, from: side, event, &facts)
    case .secured(let outcome): secure(outcome, event, &facts)
    case .closed(let side, let farewell): close(by: side, farewell, event, &facts)
    case .failed(let attempt, let failure): facts.append(fact(.failed(attempt, failure), event))
    case .learner(let act): facts.append(fact(.learner(act), event))
    case .world(let act):
      take(act)
      facts.append(fact(.world(act), event))
    case .unknown: break
    }
  }

  private func fact(_ matter: Fact.Matter, _ event: Event) -> Fact {
    Fact(event, matter, isWatched: conversations[event.conversation]?.isWatched == true)
  }

  /// `false`: an open connection takes every place.
  private mutating func makeRoom(for number: Int) -> Bool {
    if let conversation = conversations[number] {
      if !conversation.isOpen { ended.removeAll { $0 == number } }
      return true
    }
    let hasRoom = conversations.count < Self.conversationLimit
    if hasRoom, ended.count < Self.endedLimit { return true }
    guard let oldest = ended.firstIndex(where: { $0 != current }) else { return hasRoom }
    conversations[ended.remove(at: oldest)] = nil
    return true
  }

  private mutating func open(_ opening: Opening, _ event: Event, _ facts: inout [Fact]) {
    let number = event.conversation
    guard makeRoom(for: number) else { return }
    let conversation = Conversation(number: number, opening: opening)
    conversations[number] = conversation
    if opening.isWatched { watch(number) } else { current = number }
    // SMTP is in its first phase before anything is said.
    if let phase = conversation.phase { facts.append(fact(.found(.phase(phase)), event)) }
    facts.append(fact(.opened(opening), event))
  }

  private mutating func hear(
    _ piece: Piece, from side: Side, _ event: Event, _ facts: inout [Fact]
  ) {
    let number = event.conversation
    // In place: with a second owner each line would copy all that the dialogue keeps.
    guard let index = conversations.index(forKey: number), conversations.values[index].isOpen
    else { return }
    let isWatched = conversations.values[index].isWatched
    if !isWatched { current = number }
    facts.append(Fact(event, .heard(side, piece), isWatched: isWatched))
    conversations.values[index].hear(piece, from: side) {
      facts.append(Fact(event, .found($0), isWatched: isWatched))
    }
  }

  private mutating func secure(_ outcome: TLSOutcome, _ event: Event, _ facts: inout [Fact]) {
    guard conversations[event.conversation]?.secure(outcome) == true else { return }
    let fact = fact(.secured(outcome), event)
    if !fact.isWatched { current = event.conversation }
    facts.append(fact)
  }

  private mutating func close(
    by side: Side, _ farewell: Farewell, _ event: Event, _ facts: inout [Fact]
  ) {
    let number = event.conversation
    guard let index = conversations.index(forKey: number), conversations.values[index].isOpen
    else { return }
    let (phase, isWatched) = (
      conversations.values[index].phase, conversations.values[index].isWatched
    )
    conversations.values[index].close(by: side) {
      facts.append(Fact(event, .found($0), isWatched: isWatched))
    }
    ended.append(number)
    watchedOpen.removeAll { $0 == number }
    facts.append(
      Fact(event, .closed(by: side, farewell, inPhase: phase), isWatched: isWatched))
  }

  /// Numbers begin anew once no watched conversation is open.
  private mutating func watch(_ number: Int) {
    let open = Set(watchedOpen)
    watchNumbers = watchNumbers.filter { open.contains($0.key) }
    if !open.contains(number) { watchedOpen.append(number) }
    guard watchedOpen.count > 1 else { return }
    var next = (watchNumbers.values.max() ?? 0) + 1
    for conversation in watchedOpen where watchNumbers[conversation] == nil {
      watchNumbers[conversation] = next
      next += 1
    }
  }

  private mutating func take(_ act: WorldAct) {
    switch act {
    case .opened(let hosts):
      world = hosts.map(\.withoutPasswords)
      // The servers of the world before it speak no more.
      watchedOpen = []
    case .changed(let name, let scenario):
      guard let index = world.firstIndex(where: { $0.name == name }) else { return }
      world[index].scenario = scenario
    case .queue: break
    }
  }
}
