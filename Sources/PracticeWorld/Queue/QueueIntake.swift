import Files
import Protocols
import Synchronization

/// A message on its way into a relay's queue.
final class QueueIntake: Intake {
  private let relay: Relay
  private let id = MessageID.next()
  private let spool: FileSpool
  private let is8Bit = Mutex(false)

  init(_ relay: Relay) throws(StoreError) {
    self.relay = relay
    spool = try relay.queue.spool(for: id)
  }

  func append(_ octets: [UInt8]) throws(StoreError) {
    // The next server has to be told (RFC 6152).
    is8Bit.withLock { $0 = $0 || octets.contains { $0 >= 0x80 } }
    try spool.append(octets)
  }

  func accept(_ delivery: Delivery) throws(StoreError) {
    let envelope = delivery.envelope
    var known: Set<OctetName> = []
    let domain = relay.policy.domain
    // A literal was accepted because it means this host; the queue uses the host's name.
    let addresses = envelope.recipients.map { recipient in
      guard case .literal? = recipient.domain else { return recipient.address(at: domain) }
      return Mailbox(localPart: recipient.localPart, domain: .name(domain)).description
    }.filter { known.insert(OctetName($0)).inserted }
    try spool.finish()
    let now = WallClock.now
    let message = QueuedMessage(
      id: id, sender: envelope.sender?.description,
      isInternationalized: envelope.isInternationalized, is8Bit: is8Bit.withLock { $0 },
      size: spool.count, arrived: now,
      recipients: addresses.map { .init(address: $0, nextTry: now) })
    try relay.keep(message)
    relay.announce(message)
  }

  func discard() { spool.discard() }
}
