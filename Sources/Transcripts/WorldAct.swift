package import Protocols

/// What happened in the practice world outside its conversations.
package enum WorldAct: Hashable, Sendable {
  /// The world's hosts, as they are when it opens.
  case opened([HostDescription])
  /// How a host behaves from here on: everything in force, `down` included. Empty: as usual again.
  case changed(host: String, scenario: [Behaviour])
  case queue(QueueAct)
}

/// What a mail server of the practice world did with a message in its queue, for one recipient.
package struct QueueAct: Hashable, Sendable {
  package enum Deed: String, Hashable, Sendable, CaseIterable {
    case queued
    /// Kept, and to be tried again.
    case deferred
    case delivered
    /// Given up: the sender is told by a report, unless it wants none.
    case bounced
  }

  package let deed: Deed
  /// Whose queue it is.
  package let host: String
  /// The message's name in the queue.
  package let message: String
  package let recipient: String
  /// The envelope's sender; empty for a report, which has none (RFC 5321 §4.5.5). `nil` in
  /// recordings of byhand 0.1, which did not write it.
  package let sender: String?
  /// The last line of the other server's reply, where there was one.
  package let reply: String?
  /// Seconds until the next try.
  package let retry: Int?

  /// Where the message is given up: whether a report goes to the sender. None goes to the sender of
  /// a report (RFC 5321 §4.5.5), and none where that was asked for (`NOTIFY=NEVER`, RFC 3461 §4.1).
  package let tellsSender: Bool

  package init(
    _ deed: Deed, host: String, message: String, recipient: String, sender: String? = nil,
    reply: String? = nil, retry: Int? = nil, tellsSender: Bool = true
  ) {
    self.deed = deed
    self.host = host
    self.message = message
    self.recipient = recipient
    self.sender = sender
    self.reply = reply
    self.retry = retry
    self.tellsSender = deed != .bounced || tellsSender
  }
}
