internal import CLibEdit
internal import Glibc

/// What piped input delivered.
package enum PipedInputResult: Equatable, Sendable {
  /// A line without its LF or CR LF. All other bytes are unchanged.
  case line([UInt8])
  /// The first `PipedInput.longestLine` bytes of a longer line. The rest was discarded: passing it
  /// on as further lines would add line ends.
  case overlong([UInt8])
  case woken, endOfInput, timedOut, interrupted
}

/// Reads lines from a pipe or a file, without libedit.
///
/// While one exists, SIGINT does not end the process but is reported as `interrupted`.
package struct PipedInput {
  /// In bytes, without the line end.
  package static let longestLine = 1 << 20

  private let descriptor: Int32
  private let poller: Poller?
  private var lines: LineBuffer
  private var hasEnded = false

  package init(descriptor: Int32, wakeDescriptor: Int32) {
    self.init(descriptor: descriptor, wakeDescriptor: wakeDescriptor, limit: Self.longestLine)
  }

  init(descriptor: Int32, wakeDescriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    poller = Poller(input: descriptor, wakeDescriptor: wakeDescriptor)
    lines = LineBuffer(limit: limit)
  }

  /// The next line, or what happened before it. Interrupts and wakes come before waiting lines, so
  /// that the console processes the server's reply before it sends more. `nil` waits forever.
  package mutating func next(timeoutMilliseconds: Int?) -> PipedInputResult {
    guard let poller else { return .endOfInput }
    let deadline = timeoutMilliseconds.map(Deadline.init(after:))
    if let happened = Self.happened(poller.next(until: .passed, input: false)) { return happened }
    while true {
      if let line = hasEnded ? lines.last() : lines.next() {
        return line.isCut ? .overlong(line.bytes) : .line(line.bytes)
      }
      if hasEnded { return .endOfInput }
      let events = poller.next(until: deadline, input: true)
      if let happened = Self.happened(events) { return happened }
      if events.hasInput {
        fill()
      } else if events.isTimedOut {
        return .timedOut
      }
    }
  }

  /// The next line, if it has come already. It stays in the input.
  package mutating func peek() -> [UInt8]? {
    if let line = lines.peek() { return line }
    // One full line is enough. Further input stays in its pipe.
    guard !hasEnded, lines.count <= Self.longestLine else { return nil }
    var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, 0) > 0 else { return nil }
    fill()
    return lines.peek()
  }

  /// Waits for a wake or an interrupt, without reading input.
  package func wait(milliseconds: Int) -> WaitResult {
    poller?.wait(milliseconds: milliseconds) ?? .timedOut
  }

  private static func happened(_ events: Poller.Events) -> PipedInputResult? {
    if events.signals.contains(SIGINT) { return .interrupted }
    return events.isWoken ? .woken : nil
  }

  private mutating func fill() {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &bytes, bytes.count)
    if count > 0 {
      lines.take(bytes.prefix(count))
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      hasEnded = true
    }
  }
}
