package import NIOCore

/// The server's connections of one event loop. One timer serves them all, and replies that they
/// give in one round of the loop leave together.
package final class ConnectionGroup: Sendable {
  private struct Connection {
    let handler: SMTPServerHandler
    let context: ChannelHandlerContext
  }

  private struct State {
    var connections: [ObjectIdentifier: Connection] = [:]
    var isTicking = false
    /// Those that have replies to send.
    var answered: [Connection] = []

    /// - Returns: whether it is the first of this round.
    mutating func add(answered connection: Connection) -> Bool {
      answered.append(connection)
      return answered.count == 1
    }

    mutating func takeAnswered() -> [Connection] {
      defer { answered = [] }
      return answered
    }
  }

  private static let interval = TimeAmount.milliseconds(250)

  /// How long a client may be silent before 421.
  let idleTimeout: TimeAmount
  private let loop: any EventLoop
  private let state: NIOLoopBoundBox<State>

  package init(on loop: any EventLoop, idleTimeout: TimeAmount) {
    self.loop = loop
    self.idleTimeout = idleTimeout
    state = .makeBoxSendingValue(State(), as: State.self, eventLoop: loop)
  }

  func add(_ handler: SMTPServerHandler, _ context: ChannelHandlerContext) {
    state.value.connections[ObjectIdentifier(handler)] = Connection(
      handler: handler, context: context)
    if !state.value.isTicking { tick() }
  }

  func remove(_ handler: SMTPServerHandler) {
    state.value.connections[ObjectIdentifier(handler)] = nil
  }

  /// A timer for each connection would cost memory for each, and work for each message. This one
  /// stops when no connection is left.
  private func tick() {
    state.value.isTicking = !state.value.connections.isEmpty
    guard state.value.isTicking else { return }
    loop.scheduleTask(in: Self.interval) { [self] in
      let now = NIODeadline.now()
      for connection in state.value.connections.values {
        connection.handler.checkTime(now, connection.context)
      }
      tick()
    }
  }

  /// Sends this connection's replies at the end of the loop's round, when all connections have been
  /// read. If each reply were sent at once, reading, parsing and sending would push each other out
  /// of the processor's caches many times a round: this costs an eighth more time a message.
  func sendAtEndOfRound(_ handler: SMTPServerHandler, _ context: ChannelHandlerContext) {
    guard state.value.add(answered: Connection(handler: handler, context: context)) else { return }
    loop.execute { [self] in
      for connection in state.value.takeAnswered() {
        connection.handler.sendGathered(connection.context)
      }
    }
  }
}
