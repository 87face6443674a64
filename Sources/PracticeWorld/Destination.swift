package import Files
package import Protocols

/// Where a server puts what it has accepted: the mailboxes of its users, or its queue.
package protocol Destination: Sendable {
  /// Delivery ends here: the message goes no further.
  var isFinal: Bool { get }
  /// Whether its calls wait for a disk: such calls belong off the event loop.
  var waitsForDisk: Bool { get }
  /// Begins a message. It blocks.
  func intake() throws(StoreError) -> any Intake
}

/// A message while it comes in. Its calls block. Released without being accepted, it leaves nothing
/// behind.
package protocol Intake: AnyObject, Sendable {
  /// An error is final: what was written is discarded at once.
  func append(_ octets: [UInt8]) throws(StoreError)
  /// When this returns, the server is responsible for the message. It can be called once, whatever
  /// the outcome.
  func accept(_ delivery: Delivery) throws(StoreError)
  /// Does nothing once the message is accepted or discarded.
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
