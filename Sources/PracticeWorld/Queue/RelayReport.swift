import Messages
import Protocols

extension Relay {
  /// Puts a report to the sender into the queue. No report on a report: the null reverse-path has nobody to tell
  /// (RFC 5321 §4.5.5, §6.1).
  func report(
    _ failed: [(QueuedMessage.Recipient, DeliveryOutcome)], on message: QueuedMessage
  ) throws(StoreError) -> QueuedMessage? {
    guard let sender = message.sender else { return nil }
    let id = Self.name()
    let header = try? File.read(queue.contentPath(message.id), atMost: 65_536)
    let now = Self.now
    let octets = DeliveryReport(
      reportingHost: policy.domain, sender: sender,
      recipients: failed.map { recipient, outcome in
        .init(
          address: recipient.address, status: outcome.status.description,
          diagnostic: outcome.lines,
          remoteHost: outcome.lines.isEmpty ? nil : recipient.mailbox?.hostName)
      },
      arrived: message.arrived, written: now / 1_000, id: id, header: header ?? []
    ).octets
    let spool = try FileSpool(path: queue.contentPath(id)) { spool, _ throws(StoreError) in
      try spool.finish()
    }
    try spool.append(octets)
    try spool.deliver(to: [])
    let queued = QueuedMessage(
      id: id, sender: nil, isInternationalized: message.isInternationalized, is8Bit: true,
      size: octets.count, arrived: now / 1_000, recipients: [.init(address: sender, nextTry: now)])
    do throws(StoreError) { try queue.save(queued) } catch {
      queue.remove(id)
      throw error
    }
    return queued
  }
}
