package import Protocols

/// Does for one connection what its session asks: keeps the message's octets, and stores it. Its work is done off the event
/// loop; what it is told, it does in the order in which it was told.
package protocol Clerk: Sendable {
  func begin(_ delivery: Delivery)
  /// `done` is called when the octets are written, or can no longer be.
  func append(_ octets: [UInt8], done: @escaping @Sendable () -> Void)
  func discard()
  func settle(_ question: ServerQuestion, _ answer: @escaping @Sendable (ServerAnswer) -> Void)
}
