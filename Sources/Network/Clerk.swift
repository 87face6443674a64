package import Protocols

/// Does for one connection what its session asks: keeps the message's octets, and stores it. What waits for a disk is done off
/// the event loop; what it is told, it does in the order in which it was told.
package protocol Clerk: Sendable {
  /// A block of a message; its first begins it, and only then is `delivery` asked for. `done` is called when the octets are
  /// written, or can no longer be.
  func append(_ block: [UInt8], of delivery: () -> Delivery, done: @escaping @Sendable () -> Void)
  func discard()
  /// The answer may come before this returns.
  func settle(_ question: ServerQuestion, _ answer: @escaping @Sendable (ServerAnswer) -> Void)
}
