import Synchronization

/// Octets of responses that are made and have not left yet, over all connections: readers that ask and do not read hold no
/// more memory than this.
final class ResponseBudget: Sendable {
  private let limit: Int
  private let used = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// - Returns: that they fit; they count until they are given back.
  func take(_ octets: Int) -> Bool {
    used.withLock { used in
      guard octets <= limit - used else { return false }
      used += octets
      return true
    }
  }

  func give(back octets: Int) { used.withLock { $0 -= octets } }
}
