import Protocols

/// An outcome as the queue and a delivery report tell it.
extension DeliveryOutcome {
  /// The last line of the reply that decided it; `nil` where there was no reply.
  var reply: String? { lines.last }

  /// The reply of another server.
  var lines: [String] {
    switch self {
    case .delivered(let reply), .failed(let reply), .deferred(let reply?):
      reply.lines.map { "\(reply.code) \(String(decoding: $0, as: UTF8.self))" }
    case .deferred(nil), .refused, .unsendable, .kept: []
    }
  }

  /// The status in a report on a recipient that is given up (RFC 3463): the other server's own
  /// where it gave one.
  var status: EnhancedStatus {
    switch self {
    case .unsendable(let status): status
    case .failed(let reply): reply.enhanced ?? EnhancedStatus(5, 0, 0)
    // "Delivery time expired".
    case .deferred, .refused, .delivered, .kept: EnhancedStatus(5, 4, 7)
    }
  }
}
