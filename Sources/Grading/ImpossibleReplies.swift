import Language
import Lessons
import Protocols
import Transcripts

/// Replies that a server of the lesson's world would not give.
///
/// The servers' own session (`ServerSession`) hears the client's lines again and says what is due;
/// only codes are compared, for words change with versions. Where a server was told to behave
/// otherwise, where a secret is withheld, and after a reply that depends on more than the lines (421,
/// a full disk), nothing is claimed. A recording may hold other lessons, each with a world of its own,
/// and conversations outside the practice world: nothing is claimed of them.
struct ImpossibleReplies {
  /// The mail servers of a lesson's world: what is known of them once for all students.
  struct Servers: Sendable {
    let lesson: String
    /// By the host's name in lower case.
    let policies: [String: ServerPolicy]
    /// Those that behave otherwise from the beginning.
    let changed: Set<String>

    init(of lesson: Lesson) {
      self.lesson = lesson.id
      policies = Dictionary(
        lesson.world.map { host in
          let hasTLS = host.certificate != .none
          return (
            host.name.lowercased(), ServerPolicy(of: host, among: lesson.world, hasTLS: hasTLS)
          )
        }, uniquingKeysWith: { first, _ in first })
      changed = Set(
        lesson.world.filter { !$0.scenario.isEmpty }.map { $0.name.lowercased() })
    }
  }

  private let servers: Servers
  private let recording: GradedRecording
  /// What comes is of this lesson.
  private var isUnderWay = false
  /// Those that are open: few, and asked for at every line.
  private var conversations: [ExpectedConversation] = []
  private var changed: Set<String>
  private(set) var flag: Flag?

  private init(in events: [Event], _ recording: GradedRecording, _ servers: Servers) {
    self.servers = servers
    self.recording = recording
    changed = servers.changed
    for event in events {
      if case .world(.changed(let host, _)) = event.act { changed.insert(host.lowercased()) }
    }
  }

  static func flags(
    in events: [Event], _ recording: GradedRecording, _ servers: Servers
  ) -> [Flag] {
    var replies = ImpossibleReplies(in: events, recording, servers)
    for event in events {
      replies.take(event)
      if let flag = replies.flag { return [flag] }
    }
    return []
  }

  private mutating func take(_ event: Event) {
    func place() -> Int? { conversations.firstIndex { $0.number == event.conversation } }
    switch event.act {
    case .learner(.began(let attempt)):
      isUnderWay = attempt.lesson == servers.lesson
      conversations = []
    case .learner(.asked(console: "lesson off")):
      isUnderWay = false
      conversations = []
    case .opened(let opening): if isUnderWay { open(opening, event) }
    case .heard(.client, let piece):
      if let place = place() { conversations[place].hear(client: piece) }
    case .heard(.server, let piece):
      guard let place = place(),
        let (expected, actual) = conversations[place].hear(server: piece)
      else { return }
      flag = Flag(
        .reply,
        Phrase(
          en:
            "event \(event.number): the server says \(actual) where the lesson's would say \(expected)",
          zh: "事件 \(event.number)：服务器回答 \(actual)，而这一课的服务器会回答 \(expected)"),
        in: recording, event: event.number)
    case .secured(let outcome):
      guard let place = place() else { return }
      if outcome.isSecured {
        conversations[place].secure()
      } else {
        conversations.remove(at: place)
      }
    case .closed: if let place = place() { conversations.remove(at: place) }
    default: break
    }
  }

  private mutating func open(_ opening: Opening, _ event: Event) {
    let name = opening.attempt.host.lowercased()
    guard opening.attempt.dialect == .smtp, opening.isPractice, !opening.isWatched,
      let policy = servers.policies[name]
    else { return }
    guard !changed.contains(name), [25, 587, 465].contains(opening.attempt.port) else { return }
    conversations.removeAll { $0.number == event.conversation }
    conversations.append(
      ExpectedConversation(event.conversation, policy, port: opening.attempt.port))
  }
}

/// One connection, as the server's session would have it.
private struct ExpectedConversation {
  let number: Int
  private var session: ServerSession
  private var framer = Framer()
  /// Codes of replies that are due.
  private var due: [Int] = []
  private var isCertain = true

  init(_ number: Int, _ policy: ServerPolicy, port: Int) {
    self.number = number
    var policy = policy
    policy.isSubmission = port != 25
    session = ServerSession(policy: policy, isSecured: port == 465)
    obey(session.greet())
  }

  mutating func hear(client piece: Piece) {
    guard isCertain else { return }
    switch piece {
    // Nothing waits, so nothing has to be cut.
    case .line(let line)
    where framer.isEmpty && session.hearsLines && line.ending == .crlf
      && line.octets.count <= Framer.longestLine && !line.octets.contains(.lineFeed):
      obey(session.receive(line))
    case .line(let line):
      framer.append(line.octets)
      framer.append(line.ending.octets)
    case .octets(let octets): framer.append(octets)
    // What it was decides what the server says.
    case .withheld: isCertain = false
    }
    proceed()
  }

  mutating func secure() {
    session.secured()
    framer = Framer()
    proceed()
  }

  /// - Returns: what was due, and what came, where they differ.
  mutating func hear(server piece: Piece) -> (expected: Int, actual: Int)? {
    guard isCertain, case .line(let line) = piece else { return nil }
    let octets = line.octets
    // Only the last line of a reply ends it (RFC 5321 §4.2.1).
    guard octets.count >= 3, octets[..<3].allSatisfy(\.isDigit),
      octets.count == 3 || octets[3] == .space
    else { return nil }
    let code = octets[..<3].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    if code == 421 || code == 451 || code == 452 {
      isCertain = false
      return nil
    }
    guard !due.isEmpty else {
      isCertain = false
      return nil
    }
    let expected = due.removeFirst()
    return expected == code ? nil : (expected, code)
  }

  private mutating func proceed() {
    while let effects = session.receive(from: &framer) { obey(effects) }
  }

  private mutating func obey(_ effects: [ServerEffect]) {
    for effect in effects {
      switch effect {
      case .reply(let reply): due.append(reply.code.value)
      case .ask(.store): obey(session.answer(.stored))
      case .ask(.consult): obey(session.answer(.advice(.proceed)))
      default: break
      }
    }
  }
}
