/// The two ends of one TCP connection. The client is the end that opened it.
package enum Side: String, Hashable, Sendable, CaseIterable {
  case client, server

  package var other: Side { self == .client ? .server : .client }
}
