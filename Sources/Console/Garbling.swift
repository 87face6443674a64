import Protocols
import Transcripts

/// A server that says what is no reply: nobody can tell when it has finished.
struct Garbling {
  /// When it last did, and nothing else since.
  private var since: ContinuousClock.Instant?

  /// Milliseconds that a reply may follow in.
  static let patience = 3_000

  /// No reply has followed for a while: there is nothing to wait for.
  func isLasting(at instant: ContinuousClock.Instant) -> Bool {
    since.map { instant - $0 > .milliseconds(Self.patience) } ?? false
  }

  /// - Returns: whether something new is waited for.
  mutating func take(_ facts: [Fact], at instant: ContinuousClock.Instant) -> Bool {
    let before = since
    for fact in facts {
      switch fact.matter {
      case .found(.smtp(.mangled)), .found(.http(.malformedStatus)):
        since = instant
      case .found(.http(.headEnded(.server, let fields, .close)))
      where fields.contentLength == .broken:
        since = instant
      case .found(.smtp(.exchange)), .found(.smtp(.replyLine)), .found(.http(.status)), .closed:
        since = nil
      default: break
      }
    }
    return since != nil && since != before
  }

  /// Something new is said to the server, and may be answered.
  mutating func end() { since = nil }
}
