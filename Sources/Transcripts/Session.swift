package import Protocols

/// What one event means. Every reader reads facts: annotator, judge, comparison, diagrams.
package struct Fact: Hashable, Sendable {
  package enum Matter: Hashable, Sendable {
    case opened(Opening)
    case failed(Attempt, ConnectionFailure)
    /// Octets crossed the wire; what they mean follows in `found`.
    case heard(Side, Piece)
    case found(Finding)
    case secured(TLSOutcome)
    case closed(by: Side, Farewell, inPhase: Phase?)
    case learner(LearnerAct)
    case world(WorldAct)
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
    events += 1
    switch event.act {
    case .opened(let opening): return open(opening, event)
    case .heard(let side, let piece): return hear(piece, from: side, event)
    case .secured(let outcome): return secure(outcome, event)
    case .closed(let side, let farewell): return close(by: side, farewell, event)
    case .failed(let attempt, let failure): return [fact(.failed(attempt, failure), event)]
    case .learner(let act): return [fact(.learner(act), event)]
    case .world(let act):
      take(act)
      return [fact(.world(act), event)]
    case .unknown: return []
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

  private mutating func open(_ opening: Opening, _ event: Event) -> [Fact] {
    let number = event.conversation
    guard makeRoom(for: number) else { return [] }
    let conversation = Conversation(number: number, opening: opening)
    conversations[number] = conversation
    if opening.isWatched { watch(number) } else { current = number }
    // SMTP is in its first phase before anything is said.
    let phase = conversation.phase.map { [fact(.found(.phase($0)), event)] } ?? []
    return phase + [fact(.opened(opening), event)]
  }

  private mutating func hear(_ piece: Piece, from side: Side, _ event: Event) -> [Fact] {
    let number = event.conversation
    // In place: with a second owner each line would copy all that the dialogue keeps.
    guard let index = conversations.index(forKey: number),
      let findings = conversations.values[index].hear(piece, from: side)
    else { return [] }
    let isWatched = conversations.values[index].isWatched
    if !isWatched { current = number }
    var facts: [Fact] = []
    facts.reserveCapacity(1 + findings.count)
    facts.append(Fact(event, .heard(side, piece), isWatched: isWatched))
    for finding in findings { facts.append(Fact(event, .found(finding), isWatched: isWatched)) }
    return facts
  }

  private mutating func secure(_ outcome: TLSOutcome, _ event: Event) -> [Fact] {
    guard conversations[event.conversation]?.secure(outcome) == true else { return [] }
    let fact = fact(.secured(outcome), event)
    if !fact.isWatched { current = event.conversation }
    return [fact]
  }

  private mutating func close(by side: Side, _ farewell: Farewell, _ event: Event) -> [Fact] {
    let number = event.conversation
    let phase = conversations[number]?.phase
    guard let findings = conversations[number]?.close(by: side) else { return [] }
    ended.append(number)
    watchedOpen.removeAll { $0 == number }
    return (findings.map { .found($0) } + [.closed(by: side, farewell, inPhase: phase)])
      .map { fact($0, event) }
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
