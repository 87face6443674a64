import Synchronization
import TLS

/// How a server speaks TLS: made when the first client asks for it.
package final class ServerSecurity: Sendable {
  private let identity: @Sendable () throws -> Identity
  private let made = Mutex<TLSContext?>(nil)

  init(_ identity: @escaping @Sendable () throws -> Identity) { self.identity = identity }

  func context() throws -> TLSContext {
    try made.withLock { made in
      if let made { return made }
      let context = try TLSContext(server: try identity())
      made = context
      return context
    }
  }
}
