package import NIOCore
import NIOPosix
import Protocols
import Synchronization
package import Transcripts

/// One connection opened by the console. Its acts come on the connection's own thread, in the order in which they happened;
/// the last of them is `failed` or `closed`, and comes once.
package final class ClientConnection: Sendable {
  private let channel: EventLoopFuture<any Channel>
  private let call: Call
  private let unheardOctets: TapHandler.Unheard
  /// On its way to the connection's thread: lines that come fast go together.
  private let outgoing = Mutex<[UInt8]>([])

  private init(
    channel: EventLoopFuture<any Channel>, call: Call, unheardOctets: TapHandler.Unheard
  ) {
    self.channel = channel
    self.call = call
    self.unheardOctets = unheardOctets
  }

  /// Dials `host` (a name, or an address without brackets) at `port`; `attempt` is what the student asked for.
  package static func open(
    _ attempt: Attempt, host: String, port: Int, isPractice: Bool,
    timeout: TimeAmount = .seconds(20),
    on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
    signal: @escaping @Sendable (Act) -> Void
  ) -> ClientConnection {
    let opening: @Sendable (any Channel) -> Opening = { channel in
      Opening(
        attempt: attempt, address: channel.remoteAddress.map(\.endpoint) ?? "",
        local: channel.localAddress.map(\.endpoint), isPractice: isPractice)
    }
    let call = Call(attempt, signal)
    let unheard = TapHandler.Unheard()
    let channel = ClientBootstrap(group: group)
      .connectTimeout(timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try call.begin(on: channel)
          try channel.pipeline.syncOperations.addHandler(
            TapHandler(
              hearing: .client, dialect: attempt.dialect, unheard: unheard, opening: opening,
              signal: { call.tell($0) }))
        }
      }
      .connect(host: host, port: port)
    channel.whenFailure { error in call.fail(ConnectionFailure(error)) }
    return ClientConnection(channel: channel, call: call, unheardOctets: unheard)
  }

  /// Octets of the server's that are no whole line yet.
  package var unheard: Int { unheardOctets.count }

  /// Puts octets on the wire; they are heard as the client's.
  package func send(_ octets: [UInt8]) {
    let isFirst = outgoing.withLock { outgoing in
      defer { outgoing += octets }
      return outgoing.isEmpty
    }
    // Behind what is still waiting it goes with it.
    guard isFirst, !octets.isEmpty else { return }
    channel.whenSuccess { [self] channel in
      let octets = outgoing.withLock { outgoing in
        defer { outgoing = [] }
        return outgoing
      }
      channel.writeAndFlush(ByteBuffer(bytes: octets), promise: nil)
    }
  }

  /// Closes the connection from this side. One that does not stand yet is given up: it has failed, at once.
  package func close() {
    call.abandon()
    channel.whenSuccess { channel in channel.close(promise: nil) }
  }

  /// So many acts have been taken in: reading goes on where it had stopped for them.
  package func acknowledge(_ count: Int) {
    channel.whenSuccess { channel in
      channel.triggerUserOutboundEvent(
        TapHandler.Acknowledgement(count: count), promise: nil)
    }
  }
}

/// From the wish for a connection until one stands, or nobody wants it any more. A name may have several addresses, each
/// tried on a channel of its own, and while the name is looked up there is none.
private final class Call: Sendable {
  private enum Stage { case dialling, standing, over }

  private struct State {
    var stage = Stage.dialling
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
      return state.stage == .dialling
    }
    if !isWanted { throw Abandoned() }
  }

  /// What the tap heard; of a connection that came about after it was given up, nothing.
  func tell(_ act: Act) {
    let isWanted = state.withLock { state in
      if case .opened = act, state.stage == .dialling {
        state.stage = .standing
        state.tries = []
      }
      return state.stage == .standing
    }
    if isWanted { signal(act) }
  }

  func fail(_ failure: ConnectionFailure) {
    if leave() != nil { signal(.failed(attempt, failure)) }
  }

  func abandon() {
    guard let tries = leave() else { return }
    signal(.failed(attempt, .other))
    for channel in tries { channel.close(promise: nil) }
  }

  /// `nil`: it stands, or has failed already.
  private func leave() -> [any Channel]? {
    state.withLock { state in
      guard state.stage == .dialling else { return nil }
      state.stage = .over
      defer { state.tries = [] }
      return state.tries
    }
  }
}
