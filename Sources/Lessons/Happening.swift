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
    let requestFields: [HTTPField]
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
  // What nearly all conditions ask for is found once: a happening is held against all steps to come.
  /// The one kind that `matter` is of.
  let kind: Kinds
  /// The code of the reply or response; `nil` where there is none.
  let code: Int?
  /// What an SMTP client asked for; `nil` for other matters.
  let request: AnsweredRequest?
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

  init(
    matter: Matter, events: [Int], conversation: Int, host: String?, port: Int?, isWatched: Bool,
    isProtected: Bool
  ) {
    self.matter = matter
    kind = matter.kind
    code = matter.code
    if case .answered(let request, _) = matter {
      self.request = request.kind
    } else {
      request = nil
    }
    self.events = events
    self.conversation = conversation
    (self.host, self.port) = (host, port)
    (self.isWatched, self.isProtected) = (isWatched, isProtected)
  }

  /// A connection of the student's began.
  var isOpening: Bool { kind == .connected && !isWatched }

  /// A connection of the student's ended.
  var isClosing: Bool { kind == .closed && !isWatched }

  /// It ends a conversation: it cannot be done again there.
  var isFarewell: Bool {
    switch matter {
    case .closed, .phaseBegan(.close): true
    case .answered: request == .verb(.quit) && code == 221
    default: false
    }
  }
}

extension Happening.Matter {
  fileprivate var kind: Happening.Kinds {
    switch self {
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

  fileprivate var code: Int? {
    switch self {
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
