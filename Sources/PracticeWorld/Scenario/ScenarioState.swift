import Protocols
import Synchronization

/// How a server has been told to behave, and what it must remember for that. All its sessions share
/// it.
final class ScenarioState: Sendable {
  private struct State {
    var behaviours: [Behaviour] = []
    /// How often each request has come since the scenario was set.
    var counts: [AnsweredRequest: Int] = [:]
    /// Client, sender and recipient that have been turned away once.
    var greylist: Set<[String]> = []
  }

  /// Entries of a greylist, so that a flood of made-up senders cannot fill the memory.
  private static let greylistLimit = 100_000

  private let state = Mutex(State())

  var behaviours: [Behaviour] {
    get { state.withLock { $0.behaviours } }
    // Counters and greylist start anew: the same scenario gives the same answers.
    set { state.withLock { $0 = State(behaviours: newValue) } }
  }

  /// What to answer, and after how many milliseconds.
  ///
  /// - Parameters:
  ///   - client: its IP address.
  ///   - policy: the server's own.
  func advise(
    on consultation: Consultation, client: String, policy: ServerPolicy
  ) -> (advice: ServerAnswer.Advice, delay: Int) {
    state.withLock { state in
      let count = state.counts[consultation.request, default: 0] + 1
      state.counts[consultation.request] = count
      var delay = 0
      var advice: ServerAnswer.Advice?
      for behaviour in state.behaviours {
        if case .slow(let milliseconds) = behaviour { delay = milliseconds }
        // The first behaviour that applies decides.
        if advice == nil {
          advice = Self.advice(behaviour, consultation, count, client, &state.greylist)
        }
      }
      return (advice ?? Self.policy(consultation, state.behaviours, policy), delay)
    }
  }

  private static func advice(
    _ behaviour: Behaviour, _ consultation: Consultation, _ count: Int, _ client: String,
    _ greylist: inout Set<[String]>
  ) -> ServerAnswer.Advice? {
    let envelope = consultation.envelope
    let isRecipient = consultation.request == .verb(.rcpt)
    switch behaviour {
    case .closing: return .leave(.serviceClosing)
    case .greylist where isRecipient:
      let key = [
        client, envelope.sender?.description ?? "", envelope.recipients.last?.description ?? "",
      ]
      if greylist.contains(key) { return nil }
      if greylist.count < greylistLimit { greylist.insert(key) }
      return .refuse(.greylisted)
    case .full where isRecipient: return .refuse(.mailboxFull)
    case .recipients(let limit) where isRecipient && envelope.recipients.count > limit:
      return .refuse(.enoughRecipients)
    case .reject(consultation.request, let code, let nth) where nth == nil || nth == count:
      return .refuse(.rehearsed(code))
    case .drop(consultation.request, let isAfterReply, let nth) where nth == nil || nth == count:
      return isAfterReply ? .dropAfterReply : .drop
    default: return nil
    }
  }

  private static func policy(
    _ consultation: Consultation, _ behaviours: [Behaviour], _ policy: ServerPolicy
  ) -> ServerAnswer.Advice {
    guard consultation.request == .connection else { return .proceed }
    var adopted = policy
    adopted.strips8Bit = behaviours.contains(.strip8Bit)
    adopted.leavesHTTP = behaviours.contains(.postfixGET)
    return adopted == policy ? .proceed : .adopt(adopted)
  }
}
