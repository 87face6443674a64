import Messages
import Protocols

/// An outcome as the queue and a delivery report tell it.
extension DeliveryOutcome {
  /// The last line of the reply that decided it; `nil` where there was no reply.
  var reply: String? { lines.last }

  /// The reply of another server.
  var lines: [String] {
    switch self {
    case .delivered(let reply, _), .failed(let reply), .deferred(let reply?):
      reply.lines.map { "\(reply.code) \(String(decoding: $0, as: UTF8.self))" }
    case .deferred(nil), .refused, .unsendable, .kept: []
    }
  }

  /// What a report calls it; `nil` where another server will report, or nothing is settled.
  var action: DeliveryReport.Action? {
    switch self {
    case .kept: .delivered
    case .delivered(_, let reports): reports ? nil : .relayed
    case .failed, .deferred, .refused, .unsendable: .failed
    }
  }

  /// The status in a report (RFC 3463): the other server's own where it gave one.
  var status: EnhancedStatus {
    switch self {
    case .unsendable(let status): status
    case .failed(let reply): reply.enhanced ?? EnhancedStatus(5, 0, 0)
    // "Delivery time expired".
    case .deferred, .refused: EnhancedStatus(5, 4, 7)
    case .delivered(let reply, _): reply.enhanced ?? EnhancedStatus(2, 0, 0)
    case .kept: EnhancedStatus(2, 1, 5)
    }
  }
}
