import Language
import Lessons
import PracticeWorld
import Presentation
import Protocols
import Teaching
import TestSupport
import Transcripts

@testable import Console

/// The console's core with a mail server and a clock, all in memory, without a terminal, a socket
/// or waiting.
struct ConsoleBench {
  var core: ConsoleCore
  private(set) var now = Duration.zero
  private(set) var effects: [ConsoleEffect] = []
  private(set) var outcome: ConsoleOutcome?

  // MARK: The server

  private var server: ServerSession?
  private var framer = Framer()
  private var conversation = 0
  /// The server's replies wait here while they are held back.
  private(set) var arrivals: [Arrival] = []
  /// The lines that reached the server, in order.
  private(set) var sent: [String] = []
  /// Those lines, and lines that were sent after the connection had ended.
  private(set) var submitted = 0
  /// For each sent line, the replies that the core had not processed yet.
  private(set) var pendingRepliesWhenSent: [Int] = []
  private var pendingReplies = 0

  private static func host(_ description: HostDescription) -> WorldMap.Host {
    WorldMap.Host(
      description, smtp: [BoundAddress(host: "127.0.0.1", port: 2525)],
      web: [BoundAddress(host: "127.0.0.1", port: 8080)])
  }

  private let home: WorldMap
  /// The events of an earlier session, for a lesson that is resumed.
  var recording: [Event]?
  /// The progress of other students.
  var students: [StudentID: Progress] = [:]
  private(set) var identifications: [Identification] = []
  /// How the server differs from a plain one.
  var configure: (inout ServerPolicy) -> Void = { _ in }
  /// How each TLS handshake ends.
  var handshake = TLSOutcome.secured(
    Security(
      version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", name: "hamburger.edu",
      verification: .verified(by: "test")))
  /// Whether the worlds of lessons can be opened.
  var opensLessons = true

  init(
    isInteractive: Bool = true, world: WorldMap = lecture, begin: Beginning? = .practice,
    attemptSeed: UInt64 = 1, student: String? = nil, asksForStudent: Bool = false,
    sendsLoginInClear: Bool = false, library: Library = SampleLessons.library
  ) {
    home = world
    core = ConsoleCore(
      settings: ConsoleSettings(
        version: "", isInteractive: isInteractive, showsWholeMessages: true,
        sendsLoginInClear: sendsLoginInClear, asksForStudent: asksForStudent, openedAt: 0, runID: 1,
        attemptSeed: attemptSeed,
        library: library, recording: "recording.jsonl"),
      view: ViewOptions(language: .english), world: world, progress: ProgressRecord(),
      header: TranscriptHeader(started: "", software: "", side: .client, student: student))
    report(.opened(world.hosts.map(\.description)))
    if let begin { take(.begin(begin)) }
  }

  // MARK: Inputs

  mutating func take(_ input: ConsoleInput) {
    let effects = core.take(input, at: now)
    self.effects += effects
    for effect in effects { perform(effect) }
  }

  /// Reports an event of the world.
  mutating func report(_ act: WorldAct) {
    take(.arrivals([Arrival(source: .world, act: .world(act), moment: now)]))
  }

  /// Types lines, each when the console reads one.
  mutating func type(_ lines: String...) {
    for line in lines {
      advance(until: \.isReading)
      take(.line(Array(line.utf8)))
      deliver()
    }
  }

  /// Passes everything that waits on the network to the core.
  mutating func deliver() {
    while !arrivals.isEmpty { deliverFirst() }
  }

  mutating func deliverFirst() {
    guard !arrivals.isEmpty else { return }
    let arrival = arrivals.removeFirst()
    if case .heard(.server, .line(let line)) = arrival.act, ReplyLine(line)?.isLast == true {
      pendingReplies -= 1
    }
    take(
      .arrivals([Arrival(source: arrival.source, act: arrival.act, moment: now)]))
  }

  /// Lets everything happen that happens by itself.
  mutating func settle() {
    deliver()
    while outcome == nil, !core.isReading, core.wakeAt != nil {
      tick(.milliseconds(200))
      deliver()
    }
  }

  mutating func tick(_ time: Duration) {
    now += time
    take(.tick)
  }

  /// Moves the clock to each time that the core asks for, until the condition holds.
  mutating func advance(until isDone: (ConsoleCore) -> Bool) {
    while !isDone(core), outcome == nil, let wake = core.wakeAt {
      now = wake
      take(.tick)
    }
  }

  /// The server closes the connection.
  mutating func serverCloses() {
    put(.closed(by: .server, .finished))
    server = nil
  }

  /// Drops the server's waiting replies.
  mutating func dropReplies() {
    arrivals.removeAll { if case .heard(.server, _) = $0.act { true } else { false } }
    pendingReplies = 0
  }

  /// The server sends this line, whatever the client said.
  mutating func serverSays(_ line: String) {
    pendingReplies += ReplyLine(Line(line))?.isLast == true ? 1 : 0
    put(.heard(.server, .line(Line(line))))
  }

  /// A connection to the host's web server. The bench has none, so the test says what crosses it.
  mutating func openWeb(_ host: String) {
    take(.line(Array("telnet \(host) 80".utf8)))
    let attempt = Attempt(dialect: .http, host: host, port: 80)
    arrivals.removeAll()
    put(
      .opened(
        Opening(attempt: attempt, address: "127.0.0.1:8080", local: nil, isPractice: true)))
    deliver()
  }

  mutating func webHears(_ line: String) {
    put(.heard(.client, .line(Line(line))))
    deliver()
  }

  // MARK: Results

  /// The texts that byhand said.
  var said: [String] {
    effects.compactMap {
      guard case .say(let note) = $0 else { return nil }
      return note.text[.english]
    }
  }

  var remembered: [String] {
    effects.compactMap {
      guard case .remember(let line) = $0 else { return nil }
      return line
    }
  }

  var jobs: [Job] {
    effects.compactMap {
      guard case .job(let job) = $0 else { return nil }
      return job
    }
  }

  /// The recording is lost.
  mutating func clearRecorded() { changeRecorded { $0.act = .unknown("{}") } }

  /// Changes the events that were recorded.
  mutating func changeRecorded(_ change: (inout Event) -> Void) {
    effects = effects.map { effect in
      guard case .record(var event) = effect else { return effect }
      change(&event)
      return .record(event)
    }
  }

  var recorded: [Event] {
    effects.compactMap {
      guard case .record(let event) = $0 else { return nil }
      return event
    }
  }

  var seen: [SeenEvent] {
    effects.compactMap {
      guard case .show(let seen, _) = $0 else { return nil }
      return seen
    }
  }

  /// The dialogue as shown.
  var wire: [String] {
    seen.compactMap {
      guard case .heard(let side, .line(let line)) = $0.event.act else { return nil }
      return (side == .client ? "C: " : "S: ") + line.lossyText
    }
  }

  // MARK: The network

  private func policy(of host: String) -> ServerPolicy {
    let hosts = core.world.hosts.map(\.description)
    let description = hosts.first { $0.name == host } ?? hosts.first
    var policy = ServerPolicy(
      domain: host, mailboxes: Set(description?.mailboxes ?? []),
      relayDomains: description?.relays == true ? Set(hosts.map(\.name)) : [])
    configure(&policy)
    return policy
  }

  private mutating func put(_ act: Act) {
    arrivals.append(Arrival(source: .student(conversation), act: act, moment: now))
  }

  private mutating func perform(_ effect: ConsoleEffect) {
    switch effect {
    case .dial(let attempt, let host, let port, let isPractice, let wish, let number):
      conversation = number
      guard isPractice, attempt.dialect == .smtp else { return put(.failed(attempt, .refused)) }
      framer = Framer()
      var session = ServerSession(policy: policy(of: attempt.host))
      put(
        .opened(
          Opening(
            attempt: attempt, address: "\(host):\(port)", local: nil, isPractice: true)))
      if wish.mode == .implicit { put(.secured(handshake)) }
      if wish.mode == .implicit, case .failed = handshake {
        return put(.closed(by: .client, .finished))
      }
      if wish.mode == .implicit {
        session = ServerSession(policy: policy(of: attempt.host), isSecured: true)
      }
      follow(session.greet(), &session)
      server = session
    case .send(let octets):
      framer.append(octets)
      while let piece = framer.next(.lines) {
        submitted += 1
        // Data sent after the connection has ended never reaches the wire.
        guard case .line(let line) = piece, var session = server else { continue }
        sent.append(line.lossyText)
        pendingRepliesWhenSent.append(pendingReplies)
        put(.heard(.client, .line(line)))
        let effects = session.receive(line)
        follow(effects, &session)
        server = session.state == .closed ? nil : session
      }
    case .hangUp:
      guard core.connection.isDialling || core.isConnected else { return }
      if arrivals.contains(where: { if case .closed = $0.act { true } else { false } }) { return }
      put(.closed(by: .client, .finished))
      server = nil
    case .enter(.some) where !opensLessons: take(.notEntered(.verbatim("no world")))
    case .enter(let hosts):
      let map = hosts.map { WorldMap(hosts: $0.map(Self.host)) } ?? home
      report(.opened(map.hosts.map(\.description)))
      take(.entered(map))
    case .job(.recall): take(.recalled(recording))
    case .identify(let named):
      identifications.append(named)
      let name = named.isNewRecording ? "\(named.student.text).jsonl" : "recording.jsonl"
      take(
        .identified(named, ProgressRecord(students[named.student] ?? Progress()), .init(name: name))
      )
    case .leave(let outcome): self.outcome = outcome
    default: break
    }
  }

  private mutating func follow(_ effects: [ServerEffect], _ session: inout ServerSession) {
    for effect in effects {
      switch effect {
      case .reply(let reply):
        pendingReplies += 1
        var framer = Framer()
        framer.append(reply.wire)
        while case .line(let line)? = framer.next(.lines) { put(.heard(.server, .line(line))) }
      case .secure:
        put(.secured(handshake))
        guard case .secured = handshake else { return put(.closed(by: .client, .finished)) }
        session.secured()
      case .ask(.store): follow(session.answer(.stored), &session)
      case .close, .leave, .drop: put(.closed(by: .server, .finished))
      default: break
      }
    }
  }
}
