package import NIOCore

/// Does for all connections of one event loop together what would cost each of them too much: minds the time, and sends off
/// their replies.
package final class Steward: Sendable {
  private struct Guest {
    let handler: SMTPServerHandler
    let context: ChannelHandlerContext
  }

  private struct State {
    var guests: [ObjectIdentifier: Guest] = [:]
    var isTicking = false
    /// Those whose replies have not left yet.
    var answered: [Guest] = []

    /// - Returns: that nobody else was waiting.
    mutating func add(answered guest: Guest) -> Bool {
      answered.append(guest)
      return answered.count == 1
    }

    mutating func takeAnswered() -> [Guest] {
      defer { answered = [] }
      return answered
    }
  }

  private static let interval = TimeAmount.milliseconds(250)

  /// Silence that is borne before 421.
  let idleTimeout: TimeAmount
  private let loop: any EventLoop
  private let state: NIOLoopBoundBox<State>

  package init(on loop: any EventLoop, idleTimeout: TimeAmount) {
    self.loop = loop
    self.idleTimeout = idleTimeout
    state = .makeBoxSendingValue(State(), as: State.self, eventLoop: loop)
  }

  func welcome(_ handler: SMTPServerHandler, _ context: ChannelHandlerContext) {
    state.value.guests[ObjectIdentifier(handler)] = Guest(handler: handler, context: context)
    if !state.value.isTicking { tick() }
  }

  func dismiss(_ handler: SMTPServerHandler) {
    state.value.guests[ObjectIdentifier(handler)] = nil
  }

  /// Who is silent for too long, and who lingers after the farewell. One timer serves all: one for each would cost every
  /// connection memory, and every message work. It stops by itself when everybody has gone.
  private func tick() {
    state.value.isTicking = !state.value.guests.isEmpty
    guard state.value.isTicking else { return }
    loop.scheduleTask(in: Self.interval) { [self] in
      let now = NIODeadline.now()
      for guest in state.value.guests.values { guest.handler.mindTime(now, guest.context) }
      tick()
    }
  }

  /// What has been said to the client leaves at the end of the loop's round, after everybody has been heard. Were each
  /// reply sent as soon as it is said, reading, understanding and sending would push each other out of the processor's
  /// caches, many times a round: a message takes it an eighth longer so.
  func sendOff(_ handler: SMTPServerHandler, _ context: ChannelHandlerContext) {
    guard state.value.add(answered: Guest(handler: handler, context: context)) else { return }
    loop.execute { [self] in
      for guest in state.value.takeAnswered() { guest.handler.sendOff(guest.context) }
    }
  }
}
