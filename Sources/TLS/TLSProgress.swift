package import Protocols

/// What a call to a TLS session has brought, in this order.
package struct TLSProgress: Equatable, Sendable {
  package enum Ending: Equatable, Sendable {
    /// The other side has said close_notify: all that it said has come.
    case closed
    case failed(TLSFailure)
  }

  /// For the other side, as it must cross the wire.
  package var wire: [UInt8]
  /// The handshake is done.
  package var secured: Security?
  /// What the other side said.
  package var plaintext: [UInt8]
  /// Nothing comes from the other side behind it. It is told once.
  package var ending: Ending?

  package init(
    wire: [UInt8] = [], secured: Security? = nil, plaintext: [UInt8] = [], ending: Ending? = nil
  ) {
    self.wire = wire
    self.secured = secured
    self.plaintext = plaintext
    self.ending = ending
  }
}
