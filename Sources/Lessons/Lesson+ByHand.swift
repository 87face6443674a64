import Protocols
import Transcripts

extension Lesson {
  /// What can be judged of it by the wire alone, where nobody has recorded the learner's acts: the
  /// steps that are done on a mail server's connection, in their order. What a server cannot see is
  /// left out: answers and predictions, HTTP, the console, queues and other servers' conversations,
  /// and whatever byhand itself prepares. Nobody skips there, or is given a hint.
  package var byHand: Lesson {
    Lesson(
      id: id, version: version, digest: digest, path: path, title: title, goal: goal,
      minutes: minutes,
      policy: LessonPolicy(allowsSkipping: false, allowsHints: false), introduction: introduction,
      learnt: learnt, world: world, steps: steps.filter(\.isSeenByServer))
  }
}

extension LessonStep {
  fileprivate var isSeenByServer: Bool {
    guard case .act(_, _, let expectation) = task, begin.isEmpty else { return false }
    return expectation.conditions.allSatisfy(\.isSeenByServer)
  }
}

extension Condition {
  fileprivate var isSeenByServer: Bool {
    switch self {
    case .command, .reply, .accepted, .recipient, .sender, .parameter, .pipelined, .login,
      .mechanism, .message, .stuffed, .chunked, .phaseBegan, .connected(.smtp), .protected, .host,
      .port, .connection, .closed, .fault, .mailbox:
      true
    // The server asks for no certificate, so it verifies none.
    case .tls(let handshake): handshake == .any
    case .request, .target, .status, .responseType, .requestField, .connected(.http), .watched,
      .console, .queue, .report, .server:
      false
    }
  }
}
