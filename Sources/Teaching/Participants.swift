package import Protocols
import Transcripts

/// The names that a repair, a completion, `:next` or help may put into a line.
///
/// Taken from events alone, so that notes from a recording equal those given live. In a practice
/// world the names are the world's. At a server outside they are those that the student has typed
/// and servers outside have accepted; where none are known, none are suggested.
///
/// Scenarios do not change them: a line that a greylisting server defers is still the correct line.
package struct Participants: Hashable, Sendable {
  /// The hosts that `telnet` finds in the practice world; a student begins at the first.
  package private(set) var hosts: [String]
  /// What the student's side calls itself in HELO.
  package private(set) var clientName: String?
  package private(set) var sender: Mailbox?
  /// Those that the server in front of the student accepts, the likeliest first.
  package private(set) var recipients: [Mailbox]
  /// The domain of that server's own mailboxes.
  package private(set) var serverDomain: String?
  /// The mailboxes that the server shows on the web, by name.
  package private(set) var webMailboxes: [String] = []
  /// Those of them that got a message in this session.
  package private(set) var filledMailboxes: [String] = []
  /// The server is a host of the world: all its mailboxes are known.
  private(set) var knowsServer = false

  /// The lecture's, at its first server: for explanations outside any session.
  package static let lecture = Participants(at: nil, of: HostDescription.lectureWorld, during: nil)

  /// At the server of `conversation`; without one, at the first server of the world.
  init(in session: Session, at conversation: Conversation?, typed: TypedNames) {
    let world = session.world.isEmpty ? HostDescription.lectureWorld : session.world
    guard let conversation else {
      self.init(at: nil, of: world, during: nil)
      return
    }
    let opening = conversation.opening
    if opening.isPractice, let host = typed.host(of: conversation, in: world) {
      self.init(at: host, of: world, during: conversation.transaction)
      filledMailboxes = host.mailboxes.filter { typed.isFilled($0, at: host.mailDomain) }
    } else {
      self.init(outside: opening, of: world, typed: typed)
    }
  }

  /// At a server that the world does not know.
  private init(outside opening: Opening, of world: [HostDescription], typed: TypedNames) {
    hosts = world.map(\.name)
    recipients = typed.recipients(at: opening.attempt)
    if opening.isPractice {
      // The recording does not tell its world. A practice server accepts any client and sender.
      clientName = Self.outsideClient.name
      sender = Self.outsideClient.users.first
      serverDomain = opening.attempt.host
    } else {
      clientName = typed.clientName
      sender = typed.sender
      // A mail server outside seldom has the name of the domain whose mail it takes.
      serverDomain = recipients.first?.domain?.description
    }
  }

  /// - Parameter envelope: of the message under way.
  private init(
    at server: HostDescription?, of world: [HostDescription], during envelope: Envelope?
  ) {
    hosts = world.map(\.name)
    let server = server ?? world.first
    let client = server.map { Self.client(of: $0, in: world) } ?? Self.outsideClient
    // A relay's client is its user's own computer, which the world has no name for.
    clientName = client.name == server?.name ? Self.userComputer : client.name
    sender = client.users.first
    serverDomain = server?.mailDomain
    webMailboxes = server?.mailboxes ?? []
    knowsServer = server != nil
    guard let server else {
      recipients = []
      return
    }
    // A relay carries mail of its own users only.
    let isOwnUser = envelope.map { $0.sender.map(server.users.contains) ?? false } ?? true
    let others = world.filter { server.relays && isOwnUser && $0.name != server.name }
    recipients = (others + [server]).flatMap(\.users)
  }

  /// The host whose mail the student brings. A relay takes it from its own users; any other server
  /// from a host that carries its users' mail, where there is one.
  private static func client(
    of server: HostDescription, in world: [HostDescription]
  ) -> HostDescription {
    if server.relays { return server }
    let others = world.filter { $0.name != server.name && !$0.mailboxes.isEmpty }
    return others.first(where: \.relays) ?? others.first ?? outsideClient
  }

  /// An example name that belongs to nobody (RFC 2606 §2).
  private static let userComputer = "me.example"

  /// For a world of one host: a practice server accepts any client and sender.
  private static let outsideClient = HostDescription(name: "crepes.fr", mailboxes: ["alice"])

  /// What a GET may ask for: a message, else a mailbox, else the site's first page.
  package var target: String {
    filledMailboxes.first.map { "/\($0)/1" } ?? webMailboxes.first.map { "/\($0)/" } ?? "/"
  }

  /// A user of that server, for VRFY. Every server has a postmaster (RFC 5321 §4.5.1).
  package var user: String {
    let own = recipients.first { $0.domain?.description == serverDomain }
    return own?.localPart ?? "postmaster"
  }

  /// Whether RCPT may name it. `true` where the server's mailboxes are not known.
  func takes(_ recipient: Mailbox) -> Bool {
    guard knowsServer, let serverDomain else { return true }
    switch recipient.domain {
    case .literal?: return true
    case nil: return recipient.localPart.lowercased() == "postmaster"
    case let domain?:
      return domain.matches(serverDomain) && takes(user: recipient.localPart)
        || recipients.contains { $0.names(recipient) }
    }
  }

  /// Whether the server has this user, as VRFY and EXPN name it.
  func takes(user: String) -> Bool {
    guard knowsServer, let serverDomain else { return true }
    let words = user.split(separator: "@", maxSplits: 1).map { $0.trimmingBrackets }
    guard let name = words.first, words.dropFirst().allSatisfy({ $0 == serverDomain }) else {
      return false
    }
    return name == "postmaster"
      || recipients.contains {
        $0.localPart.lowercased() == name && $0.domain?.matches(serverDomain) == true
      }
  }

  var repair: RepairContext {
    RepairContext(
      clientHost: clientName, serverDomain: serverDomain, sender: sender,
      knownMailboxes: recipients)
  }
}

/// What the student has called itself and others at servers outside the practice world, as far as
/// they accepted it.
struct TypedNames: Sendable {
  private(set) var clientName: String?
  private(set) var sender: Mailbox?
  private var recipients: [Mailbox] = []
  /// Where those recipients were accepted: another server may refuse them.
  private var place: Attempt?
  /// The name in each greeting, by conversation, for servers that are called by an address.
  private var greetings: [Int: String] = [:]
  /// Addresses in practice worlds that have got a message.
  private var filled: Set<String> = []
  private static let recipientLimit = 20
  private static let filledLimit = 1_000

  /// A server keeps what is for its own mailboxes. What is for others, it queues.
  mutating func take(
    _ envelope: Envelope, acceptedIn conversation: Conversation, of world: [HostDescription]
  ) {
    guard let host = host(of: conversation, in: world) else { return }
    for recipient in envelope.recipients where recipient.domain?.matches(host.mailDomain) == true {
      takeMessage(for: "\(recipient.localPart)@\(host.mailDomain)")
    }
  }

  /// Another world has other mailboxes.
  mutating func forgetMessages() { filled = [] }

  mutating func takeMessage(for recipient: String) {
    if filled.count < Self.filledLimit { filled.insert(recipient.lowercased()) }
  }

  func isFilled(_ mailbox: String, at host: String) -> Bool {
    filled.contains("\(mailbox)@\(host)".lowercased())
  }

  mutating func take(_ exchange: SMTPExchange, in conversation: Conversation) {
    guard exchange.reply.severity == .completion, !conversation.opening.isWatched else { return }
    let opening = conversation.opening
    switch exchange.request {
    case .connection where opening.isPractice:
      let name = exchange.reply.lines.first?.prefix { $0 != .space } ?? []
      greetings[conversation.number] = String(decoding: name, as: UTF8.self)
    case .command(.helo(let name)) where !opening.isPractice,
      .command(.ehlo(let name)) where !opening.isPractice:
      clientName = name.description
    case .command(.mail(let sender?, _)) where !opening.isPractice: self.sender = sender
    case .command(.rcpt(let recipient, _)):
      recipients = recipients(at: opening.attempt).filter { $0 != recipient }
      recipients = [recipient] + recipients.prefix(Self.recipientLimit - 1)
      place = opening.attempt
    default: break
    }
  }

  mutating func forget(_ conversation: Int) { greetings[conversation] = nil }

  func recipients(at server: Attempt) -> [Mailbox] { server == place ? recipients : [] }

  func host(of conversation: Conversation, in world: [HostDescription]) -> HostDescription? {
    let called = conversation.opening.attempt.host.lowercased()
    let named = world.first { $0.name == called }
    return named ?? world.first { $0.name == greetings[conversation.number]?.lowercased() }
  }
}

extension HostDescription {
  fileprivate var users: [Mailbox] {
    mailboxes.map { Mailbox(localPart: $0, domain: .name(mailDomain)) }
  }
}

extension Conversation {
  /// The envelope of the message that is under way.
  fileprivate var transaction: Envelope? {
    guard case .smtp(let dialogue) = dialogue, dialogue.state.isInTransaction else { return nil }
    return dialogue.envelope
  }
}

extension Mailbox {
  fileprivate func names(_ other: Mailbox) -> Bool {
    guard let domain = other.domain?.description,
      localPart.lowercased() == other.localPart.lowercased()
    else { return false }
    return self.domain?.matches(domain) == true
  }
}

extension Substring {
  /// A user as VRFY may name it, `<bob@hamburger.edu>`, without its brackets.
  fileprivate var trimmingBrackets: String {
    filter { $0 != "<" && $0 != ">" }.lowercased()
  }
}
