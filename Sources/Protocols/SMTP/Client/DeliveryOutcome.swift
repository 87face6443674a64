/// What became of a message for one recipient, at one try (RFC 5321 §4.5.4.1, RFC 3464 §2.3.3).
package enum DeliveryOutcome: Hashable, Sendable {
  /// The receiving server has taken responsibility. `reports`: also for telling the sender what
  /// becomes of the message (RFC 3461 §5.2.1).
  case delivered(Reply, reports: Bool)
  /// It was for this host, and is in one of its mailboxes.
  case kept
  /// To be tried again: a 4xx reply, or `nil` where the connection failed otherwise or was lost.
  case deferred(Reply?)
  /// To be tried again: no program listens at the receiving server's port.
  case refused
  /// Never to be tried again: a 5xx reply.
  case failed(Reply)
  /// The receiving server lacks an extension that the message cannot do without (RFC 6152 §3,
  /// RFC 6531 §3.2, RFC 1870 §6.1).
  case unsendable(EnhancedStatus)

  /// From the first digit alone, as a client MUST be able to (RFC 5321 §4.2.1). A reply that cannot
  /// answer the command counts as none.
  init(_ reply: Reply, reports: Bool) {
    switch reply.severity {
    case .completion: self = .delivered(reply, reports: reports)
    case .permanentFailure: self = .failed(reply)
    case .transientFailure, .intermediate, .preliminary: self = .deferred(reply)
    }
  }
}
