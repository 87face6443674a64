import Protocols

/// One connection to a mail server in memory: octets in, octets out.
struct MemoryMailConnection: Sendable {
  private(set) var session: ServerSession
  /// The client's IP address.
  private let client: String
  private var framer = Framer()
  /// The message that comes in, as far as the session has passed it on.
  private var content: [UInt8] = []
  /// What a slow server will answer, and when.
  private var answer: (ServerAnswer, at: Duration)?
  private(set) var isOver = false
  /// The handshake of TLS is due. What has come in clear is thrown away (CVE-2011-0411).
  private(set) var awaitsTLS: Bool
  /// What the server has said since it was last asked.
  private var said: [UInt8] = []
  /// Messages that went into the server's queue since it was last asked.
  private var queued: [QueuedMessage] = []

  /// - Parameter client: its IP address.
  init(
    to host: MemoryHost, at service: Service = .smtp,
    from client: String = MemoryHost.clientAddress
  ) {
    session = ServerSession(policy: host.policy(of: service), isSecured: service.isImplicitTLS)
    awaitsTLS = service.isImplicitTLS
    self.client = client
  }

  /// When it goes on by itself.
  var wakeAt: Duration? { answer?.at }

  mutating func takeSaid() -> [UInt8] {
    defer { said = [] }
    return said
  }

  mutating func takeQueued() -> [QueuedMessage] {
    defer { queued = [] }
    return queued
  }

  mutating func greet(at host: inout MemoryHost, _ clock: MemoryClock) {
    obey(session.greet(), &host, clock)
  }

  mutating func secured(at host: inout MemoryHost, _ clock: MemoryClock) {
    awaitsTLS = false
    session.secured()
    proceed(&host, clock)
  }

  mutating func receive(_ octets: [UInt8], at host: inout MemoryHost, _ clock: MemoryClock) {
    if awaitsTLS {
      isOver = true
      return
    }
    framer.append(octets)
    proceed(&host, clock)
  }

  /// Gives the answer that is due.
  mutating func wake(at host: inout MemoryHost, _ clock: MemoryClock) {
    guard let (answer, moment) = answer, moment <= clock.now else { return }
    self.answer = nil
    obey(session.answer(answer), &host, clock)
    proceed(&host, clock)
  }

  private mutating func proceed(_ host: inout MemoryHost, _ clock: MemoryClock) {
    while !isOver, !session.isSuspended, let effects = session.receive(from: &framer) {
      obey(effects, &host, clock)
    }
  }

  private mutating func obey(
    _ effects: [ServerEffect], _ host: inout MemoryHost, _ clock: MemoryClock
  ) {
    for effect in effects {
      switch effect {
      case .reply(let reply): said += reply.wire
      case .content(let block): content += block
      case .discardContent: content = []
      case .ask(.store(let delivery, let last)):
        let reception = host.accept(delivery, content + last, from: client, now: clock.wall)
        content = []
        var answer = ServerAnswer.stored
        switch reception {
        case .kept: break
        case .queued(let message): queued.append(message)
        case .refused(let reply): answer = .refused(reply)
        }
        obey(session.answer(answer), &host, clock)
      case .ask(.consult(let consultation)):
        let (advice, delay) = host.scenario.advise(
          on: consultation, client: client, policy: host.policy)
        if delay == 0 {
          obey(session.answer(.advice(advice)), &host, clock)
        } else {
          answer = (.advice(advice), at: clock.now + .milliseconds(delay))
        }
      case .secure:
        awaitsTLS = true
        framer = Framer()
      case .close, .leave, .drop: isOver = true
      }
    }
  }
}
