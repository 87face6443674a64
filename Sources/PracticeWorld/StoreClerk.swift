import Glibc
import Messages
import NIOCore
import NIOPosix
import Network
import Protocols
import Synchronization

/// The clerk of one connection: takes what its session accepts to its destination, in order, off the event loop.
final class StoreClerk: Clerk {
  /// One message on its way to the store. Touched by one job at a time.
  private struct Message {
    var spool: (any Spool)?
    var trace: ArrivalTrace?
    var failure: ServerAnswer?
  }

  /// What the event loop has asked for, and the desk has not been given yet.
  private struct Order {
    /// Its message is begun with its first octets: most have only one job to do.
    var pending: Delivery?
    var isOpen = false
  }

  private let destination: any Destination
  private let domain: String
  private let client: SocketAddress?
  private let advise: Advising?
  private let desk: SerialQueue
  private let loop: any EventLoop
  private let order = Mutex(Order())
  private let message = Mutex(Message())

  /// What is asked about requests goes to `advise`, if anywhere: the advice, and how long to wait with it.
  typealias Advising = @Sendable (Consultation) -> (advice: ServerAnswer.Advice, delay: TimeAmount)

  init(
    destination: any Destination, domain: String, client: SocketAddress?, threads: NIOThreadPool,
    loop: any EventLoop, advise: Advising? = nil
  ) {
    self.advise = advise
    self.loop = loop
    self.destination = destination
    self.domain = domain
    self.client = client
    desk = SerialQueue(threads)
  }

  func begin(_ delivery: Delivery) {
    order.withLock { $0 = Order(pending: delivery, isOpen: false) }
  }

  func append(_ octets: [UInt8], done: @escaping @Sendable () -> Void) {
    work { message throws(StoreError) in
      try self.write(octets, &message)
    } after: { _ in
      done()
    }
  }

  func discard() {
    let isOpen = order.withLock { order in
      defer { order = Order() }
      return order.isOpen
    }
    guard isOpen else { return }
    perform { [self] in
      message.withLock { message in
        message.spool?.discard()
        message = Message()
      }
    }
  }

  func settle(
    _ question: ServerQuestion, last: [UInt8],
    _ answer: @escaping @Sendable (ServerAnswer) -> Void
  ) {
    let delivery: Delivery
    switch question {
    case .store(let asked): delivery = asked
    case .consult(let consultation):
      let (advice, delay) = advise?(consultation) ?? (.proceed, .zero)
      if delay == .zero { return answer(.advice(advice)) }
      loop.scheduleTask(in: delay) { answer(.advice(advice)) }
      return
    }
    work { message throws(StoreError) in
      try self.write(last, &message)
      guard let spool = message.spool else { throw .nothingToDeliver }
      try self.destination.accept(spool, delivery)
    } after: { [self] failure in
      // The next message is begun only after this answer.
      message.withLock { $0 = Message() }
      order.withLock { $0 = Order() }
      answer(failure ?? .stored)
    }
  }

  // MARK: Jobs

  /// Off the event loop only where there is a disk to wait for.
  private func perform(_ job: @escaping @Sendable () -> Void) {
    if destination.waitsForDisk { desk.enqueue(job) } else { job() }
  }

  private func work(
    _ job: @escaping @Sendable (inout Message) throws(StoreError) -> Void,
    after: @escaping @Sendable (ServerAnswer?) -> Void
  ) {
    let delivery = order.withLock { order in
      defer { order = Order(pending: nil, isOpen: true) }
      return order.pending
    }
    perform { [self] in
      let failure = message.withLock { message in
        if let delivery { open(&message, delivery) }
        attempt(&message, job)
        return message.failure
      }
      after(failure)
    }
  }

  // MARK: One message

  private func open(_ message: inout Message, _ delivery: Delivery) {
    message = Message(trace: trace(of: delivery))
    attempt(&message) { message throws(StoreError) in message.spool = try destination.spool() }
  }

  /// The lines that a server puts before a message (RFC 5321 §4.4) stand before its first octets.
  private func write(_ octets: [UInt8], _ message: inout Message) throws(StoreError) {
    if let trace = message.trace {
      message.trace = nil
      try message.spool?.append(trace.octets(before: octets))
    }
    try message.spool?.append(octets)
  }

  /// After a failure nothing more is tried; the answer tells the client.
  private func attempt(
    _ message: inout Message, _ work: (inout Message) throws(StoreError) -> Void
  ) {
    guard message.failure == nil else { return }
    do throws(StoreError) { try work(&message) } catch {
      message.failure = error == .full ? .full : .failed
      message.spool?.discard()
      message.spool = nil
    }
  }

  private func trace(of delivery: Delivery) -> ArrivalTrace {
    ArrivalTrace(
      reversePath: delivery.envelope.sender?.description ?? "",
      recipients: delivery.envelope.recipients.map(\.description),
      clientName: delivery.clientName, clientAddress: client?.ipAddress ?? "", domain: domain,
      manner: manner(of: delivery), id: MessageID.next(), seconds: time(nil),
      isFinal: destination.isFinal)
  }

  /// The `with` of RFC 3848 and, for SMTPUTF8, of RFC 6531 §4.3.
  private func manner(of delivery: Delivery) -> String {
    if delivery.envelope.isInternationalized { return "UTF8SMTP" }
    return delivery.isExtended ? "ESMTP" : "SMTP"
  }
}

/// `id` of the `Received:` line: distinct within this machine.
enum MessageID {
  private static let count = Mutex(0)
  private static let process = "\(String(Int(time(nil)), radix: 36))-\(getpid())-"

  static func next() -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return process + "\(number)"
  }
}
