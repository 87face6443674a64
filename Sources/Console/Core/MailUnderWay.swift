import PracticeWorld
import Protocols
import Transcripts

/// Messages with which a server of the practice world has something to do yet: to put them into its
/// queue, or to try them. A lesson's next line may be about what becomes of them.
struct MailUnderWay: Sendable {
  private struct Mail: Hashable, Sendable {
    let host: String
    let message: String
    let recipient: String

    init(_ act: QueueAct) { (host, message, recipient) = (act.host, act.message, act.recipient) }
  }

  /// By server: recipients that are accepted, and not in the queue yet. Negative where the server's
  /// news came before its reply.
  private var expected: [String: Int] = [:]
  private var bounced: Set<String> = []
  private var untried: Set<Mail> = []
  private var deferred: Set<Mail> = []
  /// A world is small; a longer list is not waited for.
  private static let limit = 1_000

  var isEmpty: Bool { untried.isEmpty && expected.allSatisfy { $0.value <= 0 } }

  /// - Parameter relay: the server to which the student is connected, if it carries mail on.
  mutating func take(_ facts: [Fact], relay: String?) {
    for fact in facts {
      switch fact.matter {
      case .found(.smtp(.accepted(let envelope, _))) where !fact.isWatched:
        if let relay { expected[relay, default: 0] += envelope.recipients.count }
      case .world(.queue(let act)): take(act)
      case .world(.opened): self = MailUnderWay()
      case .learner(.asked(console: "queue run")):
        untried.formUnion(deferred)
        deferred = []
      default: break
      }
    }
  }

  private mutating func take(_ act: QueueAct) {
    let mail = Mail(act)
    switch act.deed {
    case .queued:
      expected[act.host, default: 0] -= 1
      if untried.count < Self.limit { untried.insert(mail) }
    case .deferred:
      untried.remove(mail)
      if deferred.count < Self.limit { deferred.insert(mail) }
    case .delivered, .bounced:
      untried.remove(mail)
      deferred.remove(mail)
      // A report follows, which is a message itself.
      let isReported = act.deed == .bounced && act.sender?.isEmpty == false
      if isReported, bounced.count < Self.limit, bounced.insert(act.message).inserted {
        expected[act.host, default: 0] += 1
      }
    }
  }
}
