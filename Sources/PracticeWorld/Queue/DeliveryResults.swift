import Protocols
import Transcripts

/// The results of one try at a message, for each of its recipients.
struct DeliveryResults {
  /// The message with the recipients that still wait, untried ones included.
  private(set) var left: QueuedMessage
  /// Those who will never get it: the sender is to be told.
  private(set) var failed: [(recipient: QueuedMessage.Recipient, outcome: DeliveryOutcome)] = []
  /// Those who have it, here or at another server.
  private(set) var done: [(recipient: QueuedMessage.Recipient, outcome: DeliveryOutcome)] = []
  private var told: [(deed: QueueAct.Deed, recipient: QueuedMessage.Recipient)] = []

  /// `tried`: by address. `now`: milliseconds since 1970.
  init(
    of message: QueuedMessage, _ tried: [OctetName: DeliveryOutcome], now: Int,
    schedule: RetrySchedule
  ) {
    left = message
    left.recipients = []
    for var recipient in message.recipients {
      guard let outcome = tried[OctetName(recipient.address)] else {
        left.recipients.append(recipient)
        continue
      }
      recipient.tries += 1
      recipient.reply = outcome.reply
      recipient.wasRefused = outcome == .refused ? true : nil
      switch (outcome, schedule.next(after: now, arrived: message.arrived)) {
      case (.delivered, _), (.kept, _):
        done.append((recipient, outcome))
        told.append((.delivered, recipient))
      case (.deferred, let next?), (.refused, let next?): wait(recipient, until: next)
      case (.deferred, nil), (.refused, nil), (.failed, _), (.unsendable, _):
        failed.append((recipient, outcome))
      }
    }
  }

  var news: [(deed: QueueAct.Deed, recipient: QueuedMessage.Recipient)] {
    told + failed.map { (.bounced, $0.recipient) }
  }

  /// The report to the sender cannot be written: these recipients wait for another try.
  mutating func keepFailed(until next: Int) {
    for (recipient, _) in failed { wait(recipient, until: next) }
    failed = []
  }

  private mutating func wait(_ recipient: QueuedMessage.Recipient, until next: Int) {
    var recipient = recipient
    recipient.nextTry = next
    left.recipients.append(recipient)
    told.append((.deferred, recipient))
  }
}
