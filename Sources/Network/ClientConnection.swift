package import NIOCore
import NIOPosix
import Protocols
import Synchronization
package import Transcripts

/// One connection opened by the console. Its acts come on the connection's own thread, in the order
/// in which they happened; the last of them is `failed` or `closed`, and comes once.
package final class ClientConnection: Sendable {
  private let channel: EventLoopFuture<any Channel>
  private let pending: PendingConnection
  private let unheardOctets: TapHandler.Unheard
  /// Octets on their way to the connection's thread: lines that follow fast are sent together.
  private let outgoing = Mutex<[UInt8]>([])

  private init(
    channel: EventLoopFuture<any Channel>, pending: PendingConnection,
    unheardOctets: TapHandler.Unheard
  ) {
    self.channel = channel
    self.pending = pending
    self.unheardOctets = unheardOctets
  }

  /// Connects to `host` (a name, or an address without brackets) at `port`; `attempt` is what the
  /// student asked for.
  ///
  /// - Parameter tls: `nil`: STARTTLS's 220 changes nothing.
  package static func open(
    _ attempt: Attempt, host: String, port: Int, isPractice: Bool, tls: ClientTLS? = nil,
    timeout: TimeAmount = .seconds(20),
    on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    signal: @escaping @Sendable (Act) -> Void
  ) -> ClientConnection {
    let pending = PendingConnection(attempt, signal)
    let unheard = TapHandler.Unheard()
    let channel = ClientBootstrap(group: group)
      .connectTimeout(timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try pending.begin(on: channel)
          try channel.pipeline.syncOperations.addHandlers(
            handlers(
              attempt, isPractice: isPractice, tls: tls, unheard: unheard,
              signal: { pending.tell($0) }))
        }
      }
      .connect(host: host, port: port)
    channel.whenFailure { error in pending.fail(ConnectionFailure(error)) }
    return ClientConnection(channel: channel, pending: pending, unheardOctets: unheard)
  }

  /// From the socket on.
  package static func handlers(
    _ attempt: Attempt, isPractice: Bool, tls: ClientTLS?,
    unheard: TapHandler.Unheard = TapHandler.Unheard(), signal: @escaping @Sendable (Act) -> Void
  ) throws -> [any ChannelHandler] {
    let tap = TapHandler(
      hearing: .client, dialect: attempt.dialect, unheard: unheard, upgrade: tls?.upgrade,
      opening: { channel in
        Opening(
          attempt: attempt, address: channel.remoteAddress.map(\.endpoint) ?? "",
          local: channel.localAddress.map(\.endpoint), isPractice: isPractice)
      }, signal: signal)
    guard let tls, tls.start == .atOnce else { return [tap] }
    return [try tls.handler(), tap]
  }

  /// Octets from the server that do not make a whole line yet.
  package var unheard: Int { unheardOctets.count }

  /// Sends octets; the tap hears them as the client's.
  package func send(_ octets: [UInt8]) {
    let isFirst = outgoing.withLock { outgoing in
      defer { outgoing += octets }
      return outgoing.isEmpty
    }
    // Octets that still wait take these along.
    guard isFirst, !octets.isEmpty else { return }
    channel.whenSuccess { [self] channel in
      let octets = outgoing.withLock { outgoing in
        defer { outgoing = [] }
        return outgoing
      }
      channel.writeAndFlush(ByteBuffer(bytes: octets), promise: nil)
    }
  }

  /// Closes the connection from this side. One that is not open yet is given up, and counts as
  /// cancelled at once.
  package func close() {
    pending.abandon()
    channel.whenSuccess { channel in channel.close(promise: nil) }
  }

  /// The console is done with so many acts: reading goes on where it had stopped for them.
  package func acknowledge(_ count: Int) {
    channel.whenSuccess { channel in
      channel.triggerUserOutboundEvent(
        TapHandler.Acknowledgement(count: count), promise: nil)
    }
  }
}

/// A connection until it is open, has failed, or is given up. A name may have several addresses,
/// each tried on a channel of its own; while the name is looked up there is no channel.
private final class PendingConnection: Sendable {
  private enum Stage { case connecting, open, over }

  private struct State {
    var stage = Stage.connecting
    var tries: [any Channel] = []
  }

  private struct Abandoned: Error {}

  private let attempt: Attempt
  private let signal: @Sendable (Act) -> Void
  private let state = Mutex(State())

  init(_ attempt: Attempt, _ signal: @escaping @Sendable (Act) -> Void) {
    self.attempt = attempt
    self.signal = signal
  }

  func begin(on channel: any Channel) throws {
    let isWanted = state.withLock { state in
      state.tries.append(channel)
      return state.stage == .connecting
    }
    if !isWanted { throw Abandoned() }
  }

  /// Passes on what the tap heard, but nothing of a connection that opened after it was given up.
  func tell(_ act: Act) {
    let isWanted = state.withLock { state in
      if case .opened = act, state.stage == .connecting {
        state.stage = .open
        state.tries = []
      }
      return state.stage == .open
    }
    if isWanted { signal(act) }
  }

  func fail(_ failure: ConnectionFailure) {
    if leave() != nil { signal(.failed(attempt, failure)) }
  }

  func abandon() {
    guard let tries = leave() else { return }
    signal(.failed(attempt, .cancelled))
    for channel in tries { channel.close(promise: nil) }
  }

  /// `nil`: it is open, or has failed already.
  private func leave() -> [any Channel]? {
    state.withLock { state in
      guard state.stage == .connecting else { return nil }
      state.stage = .over
      defer { state.tries = [] }
      return state.tries
    }
  }
}
