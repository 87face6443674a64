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
    try spool.finish()
    let message = QueuedMessage(
      delivery, at: relay.policy.domain, id: id, is8Bit: is8Bit.withLock { $0 }, size: spool.count,
      now: WallClock.now)
    try relay.keep(message)
    relay.announce(message)
  }

  func discard() { spool.discard() }
}
