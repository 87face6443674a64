package import Protocols

/// Where a server puts what it has accepted: the mailboxes of its users, or its queue.
package protocol Destination: Sendable {
  /// The message goes no further.
  var isFinal: Bool { get }
  /// Whether its calls wait for a disk: such calls belong off the event loop.
  var waitsForDisk: Bool { get }
  /// A message about to be written; one for each. It blocks.
  func spool() throws(StoreError) -> any Spool
  /// When this returns, the message is this server's own. It blocks.
  func accept(_ spool: any Spool, _ delivery: Delivery) throws(StoreError)
}

struct Mailboxes: Destination {
  let store: any MessageStore

  var isFinal: Bool { true }
  var waitsForDisk: Bool { store.waitsForDisk }

  func spool() throws(StoreError) -> any Spool { try store.spool() }

  func accept(_ spool: any Spool, _ delivery: Delivery) throws(StoreError) {
    try spool.deliver(to: delivery.users)
  }
}
