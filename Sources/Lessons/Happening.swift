import Protocols
import Transcripts

/// One thing that happened, as far as a condition can ask for it. Names of hosts and mailboxes are
/// in lower case.
struct Happening: Hashable, Sendable {
  enum Matter: Hashable, Sendable {
    /// A connection stands. SMTP's counts from its greeting on, whose code it has.
    case connected(Dialect, code: Int?)
    case answered(Request, code: Int)
    case secured(TLSOutcome)
    case accepted(Addresses, code: Int, SentMessage)
    case phaseBegan(Phase)
    case responded(Response)
    /// A line of an HTTP client that is neither a request nor a header field.
    case unreadable
    case asked(console: String)
    case closed(by: Side, insideMessage: Bool)
    /// A server did this with a message in its queue.
    case queue(QueueAct.Deed, recipient: String, isReport: Bool)
    /// A server's scenario was changed.
    case changed([Behaviour])
  }

  /// What a line of an SMTP client asked for.
  struct Request: Hashable, Sendable {
    let kind: AnsweredRequest
    var isMalformed = false
    var sender: String?
    var recipient: String?
    /// Of MAIL or RCPT.
    var parameters: [Parameter] = []
    /// It was sent before the reply to the one before it had come.
    var isPipelined = false
    /// That of AUTH, in upper case.
    var mechanism: String?

    /// AUTH, or an answer within it.
    var isLogin: Bool { kind == .verb(.auth) || kind == .authResponse }
  }

  /// Those of an envelope.
  struct Addresses: Hashable, Sendable {
    let sender: String?
    let recipients: Set<String>
  }

  struct Response: Hashable, Sendable {
    let method: String
    let target: String
    let status: Int
    /// Of the body, in lower case and without parameters.
    let type: String?
    /// Each as `Name: value`.
    let requestFields: [String]
  }

  /// The kinds of matter, each by itself.
  struct Kinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt16
    static let connected = Kinds(rawValue: 1)
    static let answered = Kinds(rawValue: 1 << 1)
    static let secured = Kinds(rawValue: 1 << 2)
    static let accepted = Kinds(rawValue: 1 << 3)
    static let phaseBegan = Kinds(rawValue: 1 << 4)
    static let responded = Kinds(rawValue: 1 << 5)
    static let unreadable = Kinds(rawValue: 1 << 6)
    static let asked = Kinds(rawValue: 1 << 7)
    static let closed = Kinds(rawValue: 1 << 8)
    static let queue = Kinds(rawValue: 1 << 9)
    static let changed = Kinds(rawValue: 1 << 10)
    static let any = Kinds(rawValue: (1 << 11) - 1)
  }

  let matter: Matter
  /// The one kind that `matter` is of.
  var kind: Kinds {
    switch matter {
    case .connected: .connected
    case .answered: .answered
    case .secured: .secured
    case .accepted: .accepted
    case .phaseBegan: .phaseBegan
    case .responded: .responded
    case .unreadable: .unreadable
    case .asked: .asked
    case .closed: .closed
    case .queue: .queue
    case .changed: .changed
    }
  }
  /// The numbers of the events that prove it, in their order.
  let events: [Int]
  let conversation: Int
  /// The server of the connection, or the host at which it happened; `nil` for what belongs to
  /// neither.
  let host: String?
  /// The port that the connection was asked for; `nil` for what belongs to none.
  let port: Int?
  /// It happened between two servers, before the student's eyes.
  let isWatched: Bool
  /// The connection is under TLS, verified or not.
  let isProtected: Bool

  /// A connection of the student's began.
  var isOpening: Bool {
    if case .connected = matter { !isWatched } else { false }
  }

  /// A connection of the student's ended.
  var isClosing: Bool {
    if case .closed = matter { !isWatched } else { false }
  }

  /// It ends a conversation: it cannot be done again there.
  var isFarewell: Bool {
    switch matter {
    case .closed, .phaseBegan(.close): true
    case .answered(let request, let code): request.kind == .verb(.quit) && code == 221
    default: false
    }
  }

  /// The code of the reply or response; `nil` where there is none.
  var code: Int? {
    switch matter {
    case .connected(_, let code): code
    case .answered(_, let code), .accepted(_, let code, _): code
    case .responded(let response): response.status
    default: nil
    }
  }
}

extension Happening.Request {
  init(_ request: SMTPRequest) {
    kind = request.kind
    switch request {
    case .command(let command):
      switch command {
      case .mail(let sender, let parameters):
        self.sender = sender?.description.lowercased()
        self.parameters = parameters
      case .rcpt(let recipient, let parameters):
        self.recipient = recipient.description.lowercased()
        self.parameters = parameters
      case .auth(let mechanism, _): self.mechanism = mechanism.uppercased()
      default: break
      }
    case .malformed: isMalformed = true
    case .connection, .endOfData, .authResponse: break
    }
  }
}
