import Files
import Messages
import Protocols

extension Relay {
  /// Puts a report to the sender into the queue. A report never causes another: its null
  /// reverse-path names no sender (RFC 5321 §4.5.5, §6.1).
  func report(
    _ failed: [(recipient: QueuedMessage.Recipient, outcome: DeliveryOutcome)],
    on message: QueuedMessage
  ) throws(StoreError) -> QueuedMessage? {
    guard let sender = message.sender else { return nil }
    let id = MessageID.next()
    let header = try? queue.content(of: message.id).next()
    let now = WallClock.now
    let octets = DeliveryReport(
      reportingHost: policy.domain, sender: sender,
      recipients: failed.map { recipient, outcome in
        .init(
          address: recipient.address, status: outcome.status.description,
          diagnostic: outcome.lines,
          remoteHost: outcome.lines.isEmpty ? nil : recipient.mailbox?.hostName)
      },
      arrived: message.arrived / 1_000, written: now / 1_000, id: id, header: header ?? []
    ).octets
    let spool = try queue.spool(for: id)
    try spool.append(octets)
    try spool.finish()
    let queued = QueuedMessage(
      id: id, sender: nil, isInternationalized: message.isInternationalized, is8Bit: true,
      size: octets.count, arrived: now, recipients: [.init(address: sender, nextTry: now)])
    try keep(queued)
    return queued
  }
}
