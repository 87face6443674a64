import Messages
import Protocols
import Transcripts

/// One host of a practice world in memory: its mailboxes, its queue, and how it behaves.
struct MemoryHost: Sendable {
  /// A message in the queue.
  struct Waiting: Sendable {
    var message: QueuedMessage
    let content: [UInt8]
    /// As its sender wrote it; empty for a report.
    let original: [UInt8]
  }

  let map: WorldMap.Host
  /// For every connection at port 25.
  let policy: ServerPolicy
  /// Where its own mail comes from.
  let source: String
  private let senders: SenderRecords
  var scenario: Scenario
  private(set) var waiting: [Waiting] = []
  /// Connections that it opened to other hosts.
  var connections = 0
  /// The messages in the mailboxes as their senders wrote them: without trace lines, which hold
  /// times and numbers.
  private(set) var letters: [String: [[UInt8]]] = [:]
  private var store = MemoryStore()

  /// The student's.
  static let clientAddress = "127.0.0.1"

  init(_ map: WorldMap.Host, policy: ServerPolicy, source: String?, _ senders: SenderRecords) {
    self.map = map
    self.source = source ?? Self.clientAddress
    self.senders = senders
    var policy = policy
    policy.addresses = [[127, 0, 0, 1]]
    policy.consults = true
    self.policy = policy
    scenario = Scenario(map.description.scenario)
  }

  var name: String { map.name }
  private var relays: Bool { map.description.relays }

  /// As it is now: with the scenario that is in force.
  var description: HostDescription {
    var host = map.description
    host.scenario = scenario.behaviours
    return host
  }

  var mailbox: WebMailbox { WebMailbox(policy: policy, store: store) }

  func policy(of service: Service) -> ServerPolicy {
    var policy = policy
    policy.isSubmission = service != .smtp
    return policy
  }

  // MARK: Mail that comes in

  enum Reception {
    case kept
    case queued(QueuedMessage)
    case refused(Reply)
  }

  /// - Parameters:
  ///   - octets: the message as it was sent, dots unstuffed.
  ///   - client: the IP address it came from.
  ///   - now: milliseconds since 1970.
  mutating func accept(
    _ delivery: Delivery, _ octets: [UInt8], from client: String, now: Int
  ) -> Reception {
    var text = octets
    if scenario.checksSenders {
      let checker = SenderChecker(host: policy.hostName, client: client, records: senders)
      let refusal: Reply?
      (text, refusal) = checker.check(octets, of: delivery)
      if let refusal { return .refused(refusal) }
    }
    let trace = ArrivalTrace(
      of: delivery, at: policy.domain, on: policy.hostName, from: client, isFinal: !relays,
      seconds: now / 1_000)
    let content = trace.placed(above: text)
    let original = Self.withoutTrace(octets)
    guard relays else {
      keep(content, for: delivery.users, original: original)
      return .kept
    }
    let message = QueuedMessage(
      delivery, at: name, id: MessageID.next(), is8Bit: content.contains { $0 >= 0x80 },
      size: content.count, now: now)
    waiting.append(Waiting(message: message, content: content, original: original))
    return .queued(message)
  }

  /// Without the lines that servers before this one have put above it.
  private static func withoutTrace(_ octets: [UInt8]) -> [UInt8] {
    var rest = octets[...]
    while rest.starts(with: "Received:".utf8) {
      repeat {
        let end = rest.firstIndex(of: .lineFeed).map { $0 + 1 } ?? rest.endIndex
        rest = rest[end...]
      } while rest.first == .space || rest.first == UInt8(ascii: "\t")
    }
    return Array(rest)
  }

  /// Into a mailbox of this host.
  mutating func deliver(
    _ queued: Waiting, to recipient: QueuedMessage.Recipient
  ) -> DeliveryOutcome {
    guard let user = recipient.mailbox.flatMap({ policy.user(for: $0) }) else {
      return .unknownMailbox
    }
    let trace = ArrivalTrace.delivery(
      reversePath: queued.message.sender ?? "", recipient: recipient.address)
    keep(trace + queued.content, for: [user], original: queued.original)
    return .kept
  }

  private mutating func keep(_ content: [UInt8], for users: [String], original: [UInt8]) {
    // A copy of this world keeps its own mail.
    if !isKnownUniquelyReferenced(&store) { store = MemoryStore(copying: store) }
    guard let spool = try? store.spool(), (try? spool.append(content)) != nil,
      (try? spool.deliver(to: users)) != nil
    else { return }
    for user in users { letters[user, default: []].append(original) }
  }

  // MARK: The queue

  /// The first message that is due.
  func due(at now: Int) -> Waiting? { waiting.first { $0.message.nextTry <= now } }

  /// Takes in what a try has left of a message, and a report on it.
  mutating func conclude(_ left: QueuedMessage, report: (QueuedMessage, [UInt8])?) {
    guard let index = waiting.firstIndex(where: { $0.message.id == left.id }) else { return }
    if left.recipients.isEmpty { waiting.remove(at: index) } else { waiting[index].message = left }
    if let (message, content) = report {
      waiting.append(Waiting(message: message, content: content, original: []))
    }
  }
}
