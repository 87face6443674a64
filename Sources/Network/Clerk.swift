package import Protocols

/// Does for one connection what its session asks: keeps the message's octets, and stores it. What waits for a disk is done off
/// the event loop; what it is told, it does in the order in which it was told.
package protocol Clerk: Sendable {
  func begin(_ delivery: Delivery)
  /// `done` is called when the octets are written, or can no longer be.
  func append(_ octets: [UInt8], done: @escaping @Sendable () -> Void)
  func discard()
  /// `last`: the message's octets that no `append` has brought. The answer may come before this returns.
  func settle(
    _ question: ServerQuestion, last: [UInt8],
    _ answer: @escaping @Sendable (ServerAnswer) -> Void)
}
