package import Protocols

/// What one event means. Every reader reads facts: annotator, judge, comparison, diagrams.
package struct Fact: Hashable, Sendable {
  package enum Matter: Hashable, Sendable {
    case opened(Opening)
    case failed(Attempt, ConnectionFailure)
    /// Octets crossed the wire; what they mean follows in `found`.
    case heard(Side, Piece)
    case found(Finding)
    case closed(by: Side, Farewell, inPhase: Phase?)
    case learner(LearnerAct)
    case world(WorldAct)
  }

  package let event: Int
  package let milliseconds: Int
  package let conversation: Int
  /// Of a conversation between two servers: no doing of the student's.
  package var isWatched = false
  package let matter: Matter
}

/// The one fold: events in, facts out. A value, so that any moment can be kept and gone back to.
package struct Session: Hashable, Sendable {
  package private(set) var conversations: [Int: Conversation] = [:]
  /// The student's own conversation that an event last belonged to; one that is only watched is never it.
  package private(set) var current: Int?
  package private(set) var events = 0
  /// The practice world's hosts, each with its scenario of this moment; none where no world opened.
  package private(set) var world: [HostDescription] = []
  /// Conversations that have ended, oldest first: they give their place to new ones.
  private var ended: [Int] = []
  /// At once. A session has a few; a forged file may have any number, and as many open.
  private static let conversationLimit = 1_000

  package init() {}

  package var conversation: Conversation? { current.flatMap { conversations[$0] } }

  /// The facts of one event. An event that fits nowhere (a line of a connection never opened) has none.
  package mutating func take(_ event: Event) -> [Fact] {
    events += 1
    let matters = matters(of: event)
    let isWatched = conversations[event.conversation]?.opening.isWatched == true
    return matters.map {
      Fact(
        event: event.number, milliseconds: event.milliseconds, conversation: event.conversation,
        isWatched: isWatched, matter: $0)
    }
  }

  /// `false`: every place is taken by a connection that is open.
  private mutating func makeRoom(for number: Int) -> Bool {
    if let conversation = conversations[number] {
      if !conversation.isOpen { ended.removeAll { $0 == number } }
      return true
    }
    if conversations.count < Self.conversationLimit { return true }
    guard let oldest = ended.firstIndex(where: { $0 != current }) else { return false }
    conversations[ended.remove(at: oldest)] = nil
    return true
  }

  private mutating func matters(of event: Event) -> [Fact.Matter] {
    let number = event.conversation
    switch event.act {
    case .opened(let opening):
      guard makeRoom(for: number) else { return [] }
      let conversation = Conversation(number: number, opening: opening)
      conversations[number] = conversation
      if !opening.isWatched { current = number }
      // SMTP is in its first phase before a word is said.
      return (conversation.phase.map { [.found(.phase($0))] } ?? []) + [.opened(opening)]
    case .failed(let attempt, let failure):
      return [.failed(attempt, failure)]
    case .heard(let side, let piece):
      guard conversations[number]?.isOpen == true else { return [] }
      if conversations[number]?.opening.isWatched == false { current = number }
      // In place: a copy of the conversation would be one of all that its dialogue keeps.
      conversations[number]?.count(piece, from: side)
      let findings = conversations[number]?.dialogue.hear(piece, from: side) ?? []
      return [.heard(side, piece)] + findings.map { .found($0) }
    case .closed(let side, let farewell):
      guard var conversation = conversations[number], conversation.isOpen else { return [] }
      let phase = conversation.phase
      let findings = conversation.dialogue.end()
      conversation.closedBy = side
      conversations[number] = conversation
      ended.append(number)
      return findings.map { .found($0) } + [.closed(by: side, farewell, inPhase: phase)]
    case .learner(let act):
      return [.learner(act)]
    case .world(let act):
      take(act)
      return [.world(act)]
    case .unknown:
      return []
    }
  }

  private mutating func take(_ act: WorldAct) {
    switch act {
    case .opened(let hosts): world = hosts.map(\.withoutPasswords)
    case .changed(let name, let scenario):
      guard let index = world.firstIndex(where: { $0.name == name }) else { return }
      world[index].scenario = scenario
    case .queue: break
    }
  }
}
