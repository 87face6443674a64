import Files
import Glibc
import Messages
import NIOCore
import NIOPosix
import Network
import Protocols
import Synchronization

/// Delivers the messages of one connection to their destination, in order, off the event loop.
final class StoreDeliveryService: DeliveryService {
  /// One message on its way to the store. One job at a time works on it.
  private struct Incoming {
    var intake: (any Intake)?
    /// Until the message's first octets have come.
    var trace: ArrivalTrace?
    var checked: CheckedHead?
    var failure: StoreError?
  }

  /// The beginning of a message whose sender is to be checked. A class, because few messages have
  /// one, and each connection would have room for it.
  private final class CheckedHead {
    let checker: SenderChecker
    let delivery: Delivery
    var octets: [UInt8] = []
    var refusal: Reply?

    init(_ checker: SenderChecker, _ delivery: Delivery) {
      self.checker = checker
      self.delivery = delivery
    }
  }

  private let destination: any Destination
  private let domain: String
  private let hostName: String
  /// The client's IP address.
  private let client: String
  private let advise: Advisor?
  private let checker: @Sendable () -> SenderChecker?
  private let jobs: SerialQueue
  private let loop: any EventLoop
  /// A message was begun, and neither stored nor discarded.
  private let isUnderWay = Mutex(false)
  private let message = Mutex(Incoming())

  /// Says what to do about a request, and how long to wait before.
  typealias Advisor = @Sendable (Consultation) -> (advice: ServerAnswer.Advice, delay: TimeAmount)

  init(
    destination: any Destination, domain: String, hostName: String, client: SocketAddress?,
    threads: NIOThreadPool,
    loop: any EventLoop, advise: Advisor? = nil,
    checker: @escaping @Sendable () -> SenderChecker? = { nil }
  ) {
    self.checker = checker
    self.advise = advise
    self.loop = loop
    self.destination = destination
    self.domain = domain
    self.hostName = hostName
    self.client = client?.ipAddress ?? ""
    jobs = SerialQueue(threads)
  }

  func append(_ block: [UInt8], of delivery: () -> Delivery, done: @escaping @Sendable () -> Void) {
    let begun = mark(isUnderWay: true) ? delivery() : nil
    perform { [self] in
      message.withLock { message in
        if let begun { open(&message, begun) }
        write(block, &message)
      }
      done()
    }
  }

  func discard() {
    guard !mark(isUnderWay: false) else { return }
    perform { [self] in
      message.withLock { message in
        message.intake?.discard()
        message = Incoming()
      }
    }
  }

  func settle(
    _ question: ServerQuestion, _ answer: @escaping @Sendable (ServerAnswer) -> Void
  ) {
    switch question {
    case .store(let delivery, let last): store(delivery, last, answer)
    case .consult(let consultation):
      let (advice, delay) = advise?(consultation) ?? (.proceed, .zero)
      if delay == .zero { return answer(.advice(advice)) }
      loop.scheduleTask(in: delay) { answer(.advice(advice)) }
    }
  }

  private func store(
    _ delivery: Delivery, _ last: [UInt8], _ answer: @escaping @Sendable (ServerAnswer) -> Void
  ) {
    // The next message begins only after this answer.
    let begins = mark(isUnderWay: false)
    perform { [self] in
      answer(
        message.withLock { message in
          if begins { open(&message, delivery) }
          write(last, isLast: true, &message)
          defer { message = Incoming() }
          if let refusal = message.checked?.refusal {
            message.intake?.discard()
            return ServerAnswer.refused(refusal)
          }
          attempt(&message) { message throws(StoreError) in
            try message.intake?.accept(delivery)
          }
          return message.failure.map { $0 == .full ? .full : .failed } ?? .stored
        })
    }
  }

  /// - Returns: whether no message was under way before.
  private func mark(isUnderWay new: Bool) -> Bool {
    isUnderWay.withLock { isUnderWay in
      defer { isUnderWay = new }
      return !isUnderWay
    }
  }

  /// Off the event loop only where there is a disk to wait for.
  private func perform(_ job: @escaping @Sendable () -> Void) {
    if destination.waitsForDisk { jobs.enqueue(job) } else { job() }
  }

  // MARK: One message

  private func open(_ message: inout Incoming, _ delivery: Delivery) {
    message = Incoming(
      trace: ArrivalTrace(
        of: delivery, at: domain, on: hostName, from: client, isFinal: destination.isFinal,
        seconds: WallClock.seconds),
      checked: checker().map { CheckedHead($0, delivery) })
    attempt(&message) { message throws(StoreError) in message.intake = try destination.intake() }
  }

  /// The server's own lines (RFC 5321 §4.4) come before the message's first octets.
  private func write(_ octets: [UInt8], isLast: Bool = false, _ message: inout Incoming) {
    attempt(&message) { message throws(StoreError) in
      guard let trace = message.trace else {
        try message.intake?.append(octets)
        return
      }
      var head = octets
      if let checked = message.checked {
        checked.octets += octets
        guard isLast || checked.checker.knowsEnough(checked.octets) else { return }
        (head, checked.refusal) = checked.checker.check(checked.octets, of: checked.delivery)
        checked.octets = []
      }
      message.trace = nil
      try message.intake?.append(trace.placed(above: head))
    }
  }

  /// After a failure nothing more is tried; the reply tells the client.
  private func attempt(
    _ message: inout Incoming, _ work: (inout Incoming) throws(StoreError) -> Void
  ) {
    guard message.failure == nil else { return }
    do throws(StoreError) { try work(&message) } catch {
      message.failure = error
      message.intake?.discard()
      message.intake = nil
    }
  }

}

extension ArrivalTrace {
  /// - Parameters:
  ///   - domain: whose mail the server takes.
  ///   - host: the server's name.
  ///   - client: its IP address.
  ///   - isFinal: the message goes no further.
  ///   - seconds: since 1970.
  init(
    of delivery: Delivery, at domain: String, on host: String, from client: String, isFinal: Bool,
    seconds: Int
  ) {
    self.init(
      reversePath: delivery.envelope.sender?.description ?? "",
      recipients: delivery.envelope.recipients.map { $0.address(at: domain) },
      clientName: delivery.clientName, clientAddress: client, domain: host,
      manner: Self.protocolName(of: delivery), id: MessageID.next(), seconds: seconds,
      isFinal: isFinal)
  }

  /// The `with` of RFC 3848 and, for SMTPUTF8, of RFC 6531 §4.3.
  private static func protocolName(of delivery: Delivery) -> String {
    guard delivery.isExtended else { return "SMTP" }
    return (delivery.envelope.isInternationalized ? "UTF8SMTP" : "ESMTP")
      + (delivery.isSecured ? "S" : "") + (delivery.user == nil ? "" : "A")
  }
}
