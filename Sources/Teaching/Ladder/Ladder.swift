package import Protocols
package import Transcripts

/// A session as a sequence diagram: the parties, and what passed between them, in order.
package struct Ladder: Hashable, Sendable {
  package enum Party: Hashable, Sendable {
    /// The student.
    case learner
    case host(String)
  }

  package struct Rung: Hashable, Sendable {
    package let event: Int
    /// The last event that it counts: another one than `event` where several lines are one rung.
    package internal(set) var lastEvent: Int
    package let conversation: Int
    package internal(set) var step: Step
  }

  package enum Step: Hashable, Sendable {
    case phase(Phase)
    case opened(Opening)
    case failed(Attempt, ConnectionFailure)
    /// A line of the wire, cut to what a diagram can use.
    case line(Side, [UInt8], withheld: Int)
    case collapsed(Side, Bulk, Tally)
    case secured(TLSOutcome)
    case closed(by: Side, Farewell)
    case queue(QueueAct)
  }

  /// What is counted instead of shown.
  package enum Bulk: String, Hashable, Sendable, CaseIterable {
    /// The text of a message.
    case message
    /// The rest of a very long reply.
    case reply
    /// HTTP: the lines after the first.
    case header
    case body
    /// What follows 101.
    case otherProtocol
  }

  package internal(set) var rungs: [Rung] = []
  package private(set) var openings: [Int: Opening] = [:]
  /// The last rung of each conversation, and the one before the line that is being read.
  private var latest: [Int: Int] = [:]
  private var previous: Int?
  private var isLineWhole = false
  /// Octets of the last piece.
  private var length = 0

  /// The side that recorded the session. Only to a client is the student one of the parties.
  package var recorder = Side.client

  package init() {}

  /// The diagram of a whole session.
  package init(_ events: some Sequence<Event>) {
    var session = Session()
    for event in events {
      for fact in session.take(event) { take(fact) }
    }
  }

  /// Only the student's last conversation, and what followed from it: watched servers and queues.
  package var ofLastConversation: Ladder {
    let own = openings.filter { !$0.value.isWatched }.keys.max()
    guard let start = rungs.first(where: { $0.conversation == own })?.event else { return self }
    var last = self
    last.rungs = rungs.filter { $0.event >= start }
    let numbers = Set(last.rungs.map(\.conversation))
    last.openings = openings.filter { numbers.contains($0.key) }
    return last
  }

  package mutating func take(_ fact: Fact) {
    switch fact.matter {
    case .opened(let opening):
      openings[fact.conversation] = opening
      append(.opened(opening), fact)
    case .failed(let attempt, let failure): append(.failed(attempt, failure), fact)
    case .heard(let side, let piece): hear(piece, from: side, fact)
    case .found(.phase(let phase)): begin(phase, fact)
    case .found(let finding):
      Self.bulk(finding).map { collapse(into: $0, lines: finding.lines, fact) }
    case .secured(let outcome): append(.secured(outcome), fact)
    case .closed(let side, let farewell, _): append(.closed(by: side, farewell), fact)
    case .world(.queue(let act)): append(.queue(act), fact)
    case .learner, .world: break
    }
  }

  private mutating func append(_ step: Step, _ fact: Fact) {
    rungs.append(
      Rung(
        event: fact.event, lastEvent: fact.event, conversation: fact.conversation, step: step))
    latest[fact.conversation] = rungs.count - 1
  }

  // MARK: Lines

  /// No diagram is wider than a line of text may be (RFC 5321 §4.5.3.1.6).
  private static let longestLine = 1_000
  /// Lines of a reply; EHLO gets about ten.
  private static let longestReply = 16

  private mutating func hear(_ piece: Piece, from side: Side, _ fact: Fact) {
    previous = latest[fact.conversation]
    isLineWhole = true
    switch piece {
    case .line(let line):
      append(.line(side, Array(line.octets.prefix(Self.longestLine)), withheld: 0), fact)
    case .withheld(let kept, let count):
      append(.line(side, Array(kept.prefix(Self.longestLine)), withheld: count), fact)
    case .octets: append(.line(side, [], withheld: 0), fact)
    }
    length = piece.count
  }

  private static func bulk(_ finding: Finding) -> Bulk? {
    switch finding {
    case .smtp(.content), .smtp(.chunk): .message
    case .smtp(.replyLine(_, let number, _)) where number > longestReply: .reply
    case .http(.field), .http(.malformedField), .http(.headEnded): .header
    case .http(.body), .http(.chunkMark): .body
    case .http(.otherProtocol): .otherProtocol
    default: nil
    }
  }

  /// Counts the last line, together with earlier ones of its kind, in place of showing it.
  ///
  /// - Parameter lines: 0 for a line that is none of what is counted.
  private mutating func collapse(into bulk: Bulk, lines: Int, _ fact: Fact) {
    guard isLineWhole, case .line(let side, _, _)? = rungs.last?.step else { return }
    isLineWhole = false
    rungs.removeLast()
    if let previous, case .collapsed(side, bulk, var tally) = rungs[previous].step {
      tally.lines += lines
      tally.octets += length
      rungs[previous].step = .collapsed(side, bulk, tally)
      rungs[previous].lastEvent = fact.event
      latest[fact.conversation] = previous
    } else {
      var tally = Tally()
      tally.lines = lines
      tally.octets = length
      append(.collapsed(side, bulk, tally), fact)
    }
  }

  /// The line that begins the close belongs to it; the reply that ends the handshake belongs to the
  /// handshake.
  private mutating func begin(_ phase: Phase, _ fact: Fact) {
    guard phase == .close, let last = rungs.last, last.event == fact.event, case .line = last.step
    else { return append(.phase(phase), fact) }
    rungs.removeLast()
    append(.phase(phase), fact)
    append(last.step, fact)
  }
}

extension Finding {
  fileprivate var lines: Int {
    switch self {
    // The empty line, which is not part of the header (RFC 9112 §2.1).
    case .http(.headEnded): 0
    case .smtp(.chunk(let octets)): max(1, octets.count { $0 == .lineFeed })
    default: 1
    }
  }
}

// MARK: Parties

extension Ladder {
  /// Client and server of a conversation.
  package func ends(of conversation: Int) -> (client: Party, server: Party)? {
    openings[conversation].map { opening in
      (opening.client.map { .host($0) } ?? .learner, .host(opening.attempt.host))
    }
  }

  /// Each party once: the student, then servers that are also clients, then the other servers.
  package var parties: [Party] {
    let ends = openings.keys.sorted().compactMap { self.ends(of: $0) }
    let clients = ends.map(\.client)
    let all =
      clients.filter { $0 == .learner } + clients.filter { $0 != .learner } + ends.map(\.server)
    var seen: Set<Party> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// Whether one of these conversations is between two servers.
  package var isWatching: Bool { openings.values.contains(where: \.isWatched) }
}
