import Synchronization

/// Bounds the octets of responses that have been made and not yet sent, over all connections:
/// clients that ask and do not read cannot fill the memory.
final class ResponseBudget: Sendable {
  private let limit: Int
  private let used = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// - Returns: whether they fit. They count until they are given back.
  func take(_ octets: Int) -> Bool {
    used.withLock { used in
      guard octets <= limit - used else { return false }
      used += octets
      return true
    }
  }

  func give(back octets: Int) { used.withLock { $0 -= octets } }
}
