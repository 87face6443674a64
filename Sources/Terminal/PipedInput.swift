internal import CLibEdit
internal import Glibc

/// What piped input gave.
package enum PipedKey: Equatable, Sendable {
  /// A line without its LF or CR LF; every other byte as it came.
  case line([UInt8])
  /// The first `PipedInput.longestLine` bytes of a line that is longer; its rest was thrown away. To
  /// pass the rest on as lines of their own would put line ends where there were none.
  case overlong([UInt8])
  case woken, endOfInput, timedOut, interrupted
}

/// Lines from a pipe or a file; libedit has no part in it.
///
/// While one lives, SIGINT does not end the process but is reported as `interrupted`.
package struct PipedInput {
  /// In bytes, without the line end.
  package static let longestLine = 1 << 20

  private let descriptor: Int32
  private let watch: Watch?
  private var lines: LineBuffer
  private var hasEnded = false

  package init(descriptor: Int32, wakeDescriptor: Int32) {
    self.init(descriptor: descriptor, wakeDescriptor: wakeDescriptor, limit: Self.longestLine)
  }

  init(descriptor: Int32, wakeDescriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    watch = Watch(input: descriptor, wakeDescriptor: wakeDescriptor)
    lines = LineBuffer(limit: limit)
  }

  /// The next line, or what happened before it: an interrupt and a wake go before lines that wait, so
  /// that what the network said is heard before more is sent. `nil` waits for ever.
  package mutating func next(timeoutMilliseconds: Int?) -> PipedKey {
    guard let watch else { return .endOfInput }
    let deadline = timeoutMilliseconds.map(Deadline.init(after:))
    if let happened = Self.happened(watch.next(until: .passed, input: false)) { return happened }
    while true {
      if let line = hasEnded ? lines.last() : lines.next() {
        return line.isCut ? .overlong(line.bytes) : .line(line.bytes)
      }
      if hasEnded { return .endOfInput }
      let seen = watch.next(until: deadline, input: true)
      if let happened = Self.happened(seen) { return happened }
      if seen.hasInput {
        fill()
      } else if seen.isTimedOut {
        return .timedOut
      }
    }
  }

  /// The next line, if it is there already; it is not taken.
  package mutating func peek() -> [UInt8]? {
    if let line = lines.peek() { return line }
    // A full line's worth is enough: input that nobody takes yet stays in its pipe.
    guard !hasEnded, lines.count <= Self.longestLine else { return nil }
    var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, 0) > 0 else { return nil }
    fill()
    return lines.peek()
  }

  /// Waits for a wake or an interrupt, and leaves the input alone.
  package func wait(milliseconds: Int) -> Waited {
    watch?.wait(milliseconds: milliseconds) ?? .timedOut
  }

  private static func happened(_ seen: Watch.Seen) -> PipedKey? {
    if seen.signals.contains(SIGINT) { return .interrupted }
    return seen.isWoken ? .woken : nil
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
