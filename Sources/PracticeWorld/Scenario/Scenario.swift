import Protocols

/// How a server has been told to behave, and what it must remember for that. All its sessions share
/// it; told to behave anew, it remembers nothing: the same scenario gives the same answers.
struct Scenario: Hashable, Sendable {
  let behaviours: [Behaviour]
  /// How often each request has come, of those whose nth time a behaviour waits for.
  private var counts: [AnsweredRequest: Int] = [:]
  /// Client, sender and recipient that have been turned away once.
  private var greylist: Set<[String]> = []

  /// Entries of a greylist, so that a flood of made-up senders cannot fill the memory.
  private static let greylistLimit = 100_000

  init(_ behaviours: [Behaviour] = []) {
    self.behaviours = behaviours
    for request in behaviours.compactMap(\.countedRequest) { counts[request] = 0 }
  }

  var isDown: Bool { behaviours.contains(.down) }
  var checksSenders: Bool { behaviours.contains(.checkSenders) }

  /// What to answer, and after how many milliseconds.
  ///
  /// - Parameters:
  ///   - client: its IP address.
  ///   - policy: the server's own.
  mutating func advise(
    on consultation: Consultation, client: String, policy: ServerPolicy
  ) -> (advice: ServerAnswer.Advice, delay: Int) {
    let count = (counts[consultation.request] ?? 0) + 1
    if counts[consultation.request] != nil { counts[consultation.request] = count }
    var delay = 0
    var advice: ServerAnswer.Advice?
    for behaviour in behaviours {
      if case .slow(let milliseconds) = behaviour { delay = milliseconds }
      // The first behaviour that applies decides.
      if advice == nil { advice = self.advice(behaviour, consultation, count, client) }
    }
    return (advice ?? adoption(of: policy, consultation), delay)
  }

  private mutating func advice(
    _ behaviour: Behaviour, _ consultation: Consultation, _ count: Int, _ client: String
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
      if greylist.count < Self.greylistLimit { greylist.insert(key) }
      return .refuse(.greylisted)
    case .full where isRecipient: return .refuse(.mailboxFull)
    case .recipients(let limit) where isRecipient && envelope.recipients.count > limit:
      return .refuse(.enoughRecipients)
    case .reject(consultation.request, let code, let nth) where nth == nil || nth == count:
      // A server that says 421 closes the connection (RFC 5321 §3.8).
      return code == 421 ? .leave(.rehearsed(code)) : .refuse(.rehearsed(code))
    case .drop(consultation.request, let isAfterReply, let nth) where nth == nil || nth == count:
      return isAfterReply ? .dropAfterReply : .drop
    default: return nil
    }
  }

  private func adoption(
    of policy: ServerPolicy, _ consultation: Consultation
  ) -> ServerAnswer.Advice {
    guard consultation.request == .connection else { return .proceed }
    var adopted = policy
    adopted.strips8Bit = behaviours.contains(.strip8Bit)
    adopted.leavesHTTP = behaviours.contains(.postfixGET)
    adopted.hidesTLS = behaviours.contains(.hideSTARTTLS)
    adopted.endsAtBareLF = behaviours.contains(.lenientEnd)
    return adopted == policy ? .proceed : .adopt(adopted)
  }
}

extension Behaviour {
  fileprivate var countedRequest: AnsweredRequest? {
    switch self {
    case .reject(let request, _, .some), .drop(let request, _, .some): request
    default: nil
    }
  }
}
