/// What a server reports of a session that has ended.
package struct SessionSummary: Hashable, Sendable {
  /// As HELO or EHLO gave it; empty where neither was accepted.
  package let clientName: String
  /// Messages answered 250.
  package let accepted: Int
  /// Commands refused.
  package let refused: Int
  /// Octets, each way.
  package let received: Int
  package let sent: Int
}
