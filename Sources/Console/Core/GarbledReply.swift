import Protocols
import Transcripts

/// A server that says what is not a reply: it cannot be told when it has finished.
struct GarbledReply {
  /// When it last did, and nothing else since.
  private var since: Duration?

  /// A reply may follow within this time.
  private static let patience = Duration.seconds(3)

  /// No reply has followed for a while: there is nothing to wait for.
  func isLasting(at moment: Duration) -> Bool {
    since.map { moment - $0 > Self.patience } ?? false
  }

  /// From when on it lasts, if nothing else comes.
  var lastsFrom: Duration? { since.map { $0 + Self.patience + .milliseconds(100) } }

  mutating func take(_ facts: [Fact], at moment: Duration) {
    for fact in facts {
      switch fact.matter {
      case .found(.smtp(.mangled)), .found(.http(.malformedStatus)):
        since = moment
      case .found(.http(.headEnded(.server, let fields, .close)))
      where fields.contentLength == .broken:
        since = moment
      case .found(.smtp(.exchange)), .found(.smtp(.replyLine)), .found(.http(.status)), .closed:
        since = nil
      default: break
      }
    }
  }

  /// Something new is said to the server, and may be answered.
  mutating func end() { since = nil }
}
