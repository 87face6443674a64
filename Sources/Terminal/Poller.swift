internal import CLibEdit
internal import Glibc

/// Why a wait ended.
package enum WaitResult: Equatable, Sendable {
  case woken, interrupted, timedOut
}

/// Waits for signals, wakes and input.
///
/// While one exists, SIGINT does not end the process but is reported here.
final class Poller {
  struct Events {
    var signals: [Int32] = []
    var isWoken = false
    var hasInput = false
    var isTimedOut = false
  }

  private let signals: Int32
  private let input: Int32
  private var wakeDescriptor: Int32

  init?(input: Int32, wakeDescriptor: Int32) {
    signals = signals_watch()
    guard signals >= 0 else { return nil }
    self.input = input
    self.wakeDescriptor = wakeDescriptor
  }

  deinit {
    signals_unwatch()
  }

  /// Waits until `deadline`, or forever without one. `poll` ignores negative descriptors, so
  /// unwanted input is not reported.
  func next(until deadline: Deadline?, input wantsInput: Bool) -> Events {
    var descriptors = [signals, wakeDescriptor, wantsInput ? input : -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var count: Int32
    repeat {
      count = poll(&descriptors, nfds_t(descriptors.count), deadline?.remaining ?? -1)
    } while count < 0 && errno == EINTR
    var events = Events()
    events.isTimedOut = count == 0
    if descriptors[0].revents != 0 { events.signals = drain(signals).bytes.map(Int32.init) }
    if descriptors[1].revents != 0 { events.isWoken = drainWakes() }
    events.hasInput = descriptors[2].revents != 0
    return events
  }

  /// Waits for a wake or an interrupt only.
  func wait(milliseconds: Int) -> WaitResult {
    let deadline = Deadline(after: milliseconds)
    while true {
      let events = next(until: deadline, input: false)
      if events.signals.contains(SIGINT) { return .interrupted }
      if events.isWoken { return .woken }
      if events.isTimedOut { return .timedOut }
    }
  }

  /// A pipe without a writer is always readable, so it is no longer watched.
  private func drainWakes() -> Bool {
    let drained = drain(wakeDescriptor)
    if drained.isClosed { wakeDescriptor = -1 }
    return !drained.bytes.isEmpty
  }

  private func drain(_ descriptor: Int32) -> (bytes: [UInt8], isClosed: Bool) {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(descriptor, &bytes, bytes.count)
    if count < 0 { return ([], errno != EAGAIN && errno != EINTR) }
    return (Array(bytes.prefix(count)), count == 0)
  }
}

/// A time on the monotonic clock, in milliseconds.
struct Deadline {
  private let milliseconds: Int

  /// The longest wait is a day, because `poll` counts in 32 bits.
  init(after wait: Int) {
    milliseconds = Self.now + min(max(0, wait), 86_400_000)
  }

  static var passed: Deadline { Deadline(after: 0) }

  /// In the form that `poll` takes.
  var remaining: Int32 { Int32(clamping: max(0, milliseconds - Self.now)) }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
