import Language
import Markup
import Presentation
import Protocols
import Transcripts

/// Where a conversation stands, as the page's band, heading and jumps have it: in one of SMTP's
/// phases. HTTP has none: it has a band of its own.
enum PlayerStage: Hashable {
  case phase(Phase)
  case http

  static let all = Phase.allCases.map(Self.phase) + [.http]

  init?(_ conversation: Conversation) {
    if case .http = conversation.dialogue {
      self = .http
    } else if let phase = conversation.phase {
      self = .phase(phase)
    } else {
      return nil
    }
  }

  /// In attributes and classes.
  var name: HTML {
    switch self {
    case .phase(let phase): "\(phase.rawValue)"
    case .http: "http"
    }
  }

  var heading: Phrase {
    switch self {
    case .phase(let phase): phase.heading
    case .http: Phrase(en: "HTTP · requests and responses", zh: "HTTP · 请求和响应")
    }
  }
}
