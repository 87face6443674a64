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

  private let destination: any Destination
  private let domain: String
  private let clientAddress: String
  private let desk: SerialQueue
  private let message = Mutex(Message())

  init(destination: any Destination, domain: String, clientAddress: String, threads: NIOThreadPool)
  {
    self.destination = destination
    self.domain = domain
    self.clientAddress = clientAddress
    desk = SerialQueue(threads)
  }

  func begin(_ delivery: Delivery) {
    desk.enqueue { [self] in
      message.withLock { message in
        message = Message(trace: trace(of: delivery))
        attempt(&message) { message throws(StoreError) in message.spool = try destination.spool() }
      }
    }
  }

  func append(_ octets: [UInt8], done: @escaping @Sendable () -> Void) {
    desk.enqueue { [self] in
      message.withLock { message in
        attempt(&message) { message throws(StoreError) in
          try writeTrace(&message, before: octets)
          try message.spool?.append(octets)
        }
      }
      done()
    }
  }

  func discard() {
    desk.enqueue { [self] in
      message.withLock { message in
        message.spool?.discard()
        message = Message()
      }
    }
  }

  func settle(_ question: ServerQuestion, _ answer: @escaping @Sendable (ServerAnswer) -> Void) {
    guard case .store(let delivery) = question else { return answer(.failed) }
    desk.enqueue { [self] in
      let outcome = message.withLock { message -> ServerAnswer in
        attempt(&message) { message throws(StoreError) in
          try writeTrace(&message, before: [])
          guard let spool = message.spool else { throw .nothingToDeliver }
          try destination.accept(spool, delivery)
        }
        defer { message = Message() }
        return message.failure ?? .stored
      }
      answer(outcome)
    }
  }

  // MARK: One message

  /// The lines that a server puts before a message (RFC 5321 §4.4), once, when its first line is known.
  private func writeTrace(_ message: inout Message, before first: [UInt8]) throws(StoreError) {
    guard let trace = message.trace else { return }
    message.trace = nil
    try message.spool?.append(trace.octets(before: first))
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
      clientName: delivery.clientName, clientAddress: clientAddress, domain: domain,
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

  static func next() -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return "\(String(Int(time(nil)), radix: 36))-\(getpid())-\(number)"
  }
}
