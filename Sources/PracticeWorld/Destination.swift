package import Files
package import Protocols

/// Where a server puts what it has accepted: the mailboxes of its users, or its queue.
package protocol Destination: Sendable {
  /// The message goes no further.
  var isFinal: Bool { get }
  /// Whether its calls wait for a disk: such calls belong off the event loop.
  var waitsForDisk: Bool { get }
  /// A message about to be written; one for each. It blocks.
  func intake() throws(StoreError) -> any Intake
}

/// A message while it comes in. Its calls block; let go without being accepted, it leaves nothing behind.
package protocol Intake: AnyObject, Sendable {
  /// An error is final: what was written is discarded at once.
  func append(_ octets: [UInt8]) throws(StoreError)
  /// When this returns, the message is this server's own. It is spent then, whatever the outcome.
  func accept(_ delivery: Delivery) throws(StoreError)
  /// Once accepted or discarded it does nothing.
  func discard()
}

struct Mailboxes: Destination {
  let store: any MessageStore

  var isFinal: Bool { true }
  var waitsForDisk: Bool { store.waitsForDisk }

  func intake() throws(StoreError) -> any Intake { MailboxIntake(try store.spool()) }
}

private final class MailboxIntake: Intake {
  private let spool: any Spool

  init(_ spool: any Spool) { self.spool = spool }

  func append(_ octets: [UInt8]) throws(StoreError) { try spool.append(octets) }

  func accept(_ delivery: Delivery) throws(StoreError) { try spool.deliver(to: delivery.users) }

  func discard() { spool.discard() }
}
