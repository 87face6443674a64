package import Protocols

/// Does for one connection what its session asks: takes in a message's octets, stores it, and says
/// what a scenario wants. Work that waits for a disk is done off the event loop, always in the
/// order in which it was asked for.
package protocol DeliveryService: Sendable {
  /// A block of a message. The first one begins it, and only then is `delivery` evaluated. `done`
  /// is called when the octets are written, or can no longer be.
  func append(_ block: [UInt8], of delivery: () -> Delivery, done: @escaping @Sendable () -> Void)
  func discard()
  /// The answer may come before this returns.
  func settle(_ question: ServerQuestion, _ answer: @escaping @Sendable (ServerAnswer) -> Void)
}
