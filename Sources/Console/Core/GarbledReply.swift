import Protocols
import Transcripts

/// Tracks a server that sends something that is not a reply. byhand cannot tell when such a server
/// has finished.
struct GarbledReply {
  /// When the last such text came, if no reply has followed.
  private var since: Duration?

  /// A reply may still follow within this time.
  private static let patience = Duration.seconds(3)

  /// No reply has followed for a while, so waiting is useless.
  func isLasting(at moment: Duration) -> Bool {
    since.map { moment - $0 > Self.patience } ?? false
  }

  /// When `isLasting` becomes true, if nothing else arrives.
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

  /// The student sends something new, which the server may answer.
  mutating func end() { since = nil }
}
