package import NIOCore
package import TLS

/// How the client of a connection does TLS.
package struct ClientTLS: Sendable {
  package enum Start: Sendable {
    /// Before anything is said (RFC 8314 §3.3).
    case atOnce
    /// By itself at the 220 to STARTTLS (RFC 3207).
    case afterSTARTTLS
  }

  /// A certificate cannot be for this.
  struct NoName: Error, CustomStringConvertible {
    let description: String
  }

  /// Whom to believe. It is made when a handshake begins: that takes time, and most connections
  /// have none.
  package let context: @Sendable () throws -> TLSContext
  /// What the server's certificate must be for: a DNS name or an IP address.
  package let name: String
  package let start: Start
  /// How long the handshake may take.
  package let limit: TimeAmount

  package init(
    name: String, start: Start, limit: TimeAmount = .seconds(30),
    context: @escaping @Sendable () throws -> TLSContext
  ) {
    self.context = context
    self.name = name
    self.start = start
    self.limit = limit
  }

  /// What STARTTLS's 220 calls for.
  var upgrade: (() throws -> TLSHandler)? {
    start == .afterSTARTTLS ? { try handler() } : nil
  }

  func handler() throws -> TLSHandler {
    guard let session = TLSSession(client: try context(), to: name) else {
      throw NoName(description: "no certificate can be for \"\(name)\"")
    }
    return TLSHandler(session, limit: limit)
  }
}
