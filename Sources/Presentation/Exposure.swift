package import Language
import Protocols
package import Transcripts

/// What somebody who listens on the way learns from a line. `:wire` shows it beside the line, where
/// the server can protect the connection.
package enum Exposure: Hashable, Sendable {
  case readable
  /// It holds name and password, or one of them, in base64.
  case readableSecret
  /// The head of a TLS record (RFC 8446 §5.2), and about how long it is.
  case encrypted(octets: Int)

  package init?(of event: Event, _ facts: [Fact], in session: Session) {
    guard case .heard(_, let piece) = event.act,
      let conversation = session.conversations[event.conversation],
      case .smtp(let dialogue) = conversation.dialogue
    else { return nil }
    if dialogue.isSecured {
      self = .encrypted(octets: piece.count + Self.overhead)
    } else if facts.contains(where: \.isSecret) {
      self = .readableSecret
    } else if dialogue.awaitsTLS || dialogue.offers(Verb.startTLS.rawValue)
      || !dialogue.mechanisms.isEmpty
    {
      self = .readable
    } else {
      return nil
    }
  }

  /// Head, content type and authentication tag of a record (RFC 8446 §5.2).
  private static let overhead = 5 + 1 + 16

  /// To stand behind the line's count.
  package var phrase: Phrase {
    switch self {
    case .readable: Phrase(en: " · on the way: readable by anybody", zh: " · 途中：任何人都能读")
    case .readableSecret:
      Phrase(
        en: " · on the way: name and password readable by anybody",
        zh: " · 途中：用户名和密码任何人都能读")
    case .encrypted(let octets):
      Phrase(
        en: " · on the way: 17 03 03 …, encrypted, about \(octets) octets",
        zh: " · 途中：17 03 03 ……，已加密，约 \(octets) 字节")
    }
  }
}

extension Fact {
  fileprivate var isSecret: Bool {
    switch matter {
    case .found(.secret), .heard(.client, .withheld): true
    default: false
    }
  }
}
