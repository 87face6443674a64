package import NIOCore

/// Minds the time for all connections of one event loop: who is silent for too long, and who lingers after the farewell.
///
/// One timer serves all: one for each would cost every connection memory, and every message work.
package final class Timekeeper: Sendable {
  private struct Guest {
    let handler: SMTPServerHandler
    let context: ChannelHandlerContext
  }

  private struct State {
    var guests: [ObjectIdentifier: Guest] = [:]
    var isTicking = false
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

  /// Stops by itself when everybody has gone.
  private func tick() {
    state.value.isTicking = !state.value.guests.isEmpty
    guard state.value.isTicking else { return }
    loop.scheduleTask(in: Self.interval) { [self] in
      let now = NIODeadline.now()
      for guest in state.value.guests.values { guest.handler.mindTime(now, guest.context) }
      tick()
    }
  }
}
