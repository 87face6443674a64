import Messages
import Protocols
import Transcripts

/// One try at a message of a queue: where it goes, one host after the other, and what came of it. A
/// value; its owner carries the message.
struct DeliveryTry {
  /// What is to be done for recipients of one domain.
  enum Leg {
    /// They are this host's own.
    case here([QueuedMessage.Recipient])
    case host(MailExchange, [QueuedMessage.Recipient])
    /// The world has no such domain.
    case nowhere([QueuedMessage.Recipient])

    var recipients: [QueuedMessage.Recipient] {
      switch self {
      case .here(let recipients), .host(_, let recipients), .nowhere(let recipients): recipients
      }
    }
  }

  let message: QueuedMessage
  private var groups: ArraySlice<(domain: String, recipients: [QueuedMessage.Recipient])>
  private var tried: [OctetName: DeliveryOutcome] = [:]

  /// - Parameters:
  ///   - now: milliseconds since 1970.
  ///   - isDueAnyway: recipients are tried whose time has not come.
  /// - Returns: `nil` where no recipient is due.
  init?(_ message: QueuedMessage, at now: Int, isDueAnyway: Bool) {
    let due = message.recipients.filter { isDueAnyway || $0.nextTry <= now }
    guard !due.isEmpty else { return nil }
    var groups: [(domain: String, recipients: [QueuedMessage.Recipient])] = []
    for recipient in due {
      let domain = recipient.mailbox.flatMap(\.hostName) ?? ""
      if let index = groups.firstIndex(where: { $0.domain == domain }) {
        groups[index].recipients.append(recipient)
      } else {
        groups.append((domain, [recipient]))
      }
    }
    self.message = message
    self.groups = groups[...]
  }

  /// The next leg; `nil` when all have been tried.
  ///
  /// - Parameters:
  ///   - domain: this host's.
  ///   - route: the mail server of a domain.
  func next(from domain: String, route: (String) -> MailExchange?) -> Leg? {
    guard let group = groups.first else { return nil }
    if Domain.name(group.domain).matches(domain) { return .here(group.recipients) }
    return route(group.domain).map { .host($0, group.recipients) } ?? .nowhere(group.recipients)
  }

  /// What came of the next leg, for each of its recipients.
  mutating func settle(_ outcomes: [DeliveryOutcome]) {
    guard let group = groups.popFirst() else { return }
    for (recipient, outcome) in zip(group.recipients, outcomes) {
      tried[OctetName(recipient.address)] = outcome
    }
  }

  /// Recipients of legs that were not tried are left as they were.
  func results(at now: Int, schedule: RetrySchedule) -> DeliveryResults {
    DeliveryResults(of: message, tried, now: now, schedule: schedule)
  }
}

extension DeliveryOutcome {
  static let unknownDomain = unsendable(EnhancedStatus(5, 1, 2))
  static let unknownMailbox = unsendable(EnhancedStatus(5, 1, 1))
}

extension QueueAct {
  /// `now`: milliseconds since 1970.
  init(
    _ deed: Deed, _ message: QueuedMessage, _ recipient: QueuedMessage.Recipient, at host: String,
    now: Int
  ) {
    let retry = max(0, (recipient.nextTry - now + 999) / 1_000)
    self.init(
      deed, host: host, message: message.id, recipient: recipient.address,
      sender: message.sender?.description ?? "", reply: recipient.reply,
      retry: deed == .deferred ? retry : nil,
      tellsSender: message.sender != nil && recipient.wantsReport(of: .failed))
  }
}
