package import NIOCore
package import TLS

/// How the server of a connection does TLS.
package struct ServerTLS: Sendable {
  /// What it shows of itself.
  package let context: TLSContext
  /// Before anything is said (RFC 8314 §3.3), not at STARTTLS.
  package let isImplicit: Bool
  /// How long the handshake may take.
  package let limit: TimeAmount

  package init(_ context: TLSContext, isImplicit: Bool, limit: TimeAmount = .seconds(30)) {
    self.context = context
    self.isImplicit = isImplicit
    self.limit = limit
  }

  func handler() -> TLSHandler { TLSHandler(TLSSession(server: context), limit: limit) }
}
