internal import CLibEdit
internal import Glibc

/// One key as it was pressed.
package enum Key: Equatable, Sendable {
  case character(Character)
  case enter, left, right, up, down, home, end
  /// Ctrl-C, Ctrl-D, Escape, or the end of the input.
  case leave
}

/// Keys one by one, for a replay. Owning one means owning the terminal's mode; letting it go puts it back, and so do exit and
/// the signals that end a process.
///
/// One thread uses it, where a line editor lives the editor's.
package struct RawKeys: ~Copyable {
  private let descriptor: Int32
  private let before: termios
  private let watch: Watch
  /// Else a line editor guards the terminal, and goes on to.
  private let isGuard: Bool

  /// `nil` where `descriptor` is no terminal.
  package init?(descriptor: Int32 = STDIN_FILENO) {
    var mode = termios()
    guard tcgetattr(descriptor, &mode) == 0,
      let watch = Watch(input: descriptor, wakeDescriptor: -1)
    else { return nil }
    let before = mode
    let isGuard = terminal_guard(descriptor)
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    mode.c_iflag &= ~tcflag_t(IXON)
    guard tcsetattr(descriptor, TCSADRAIN, &mode) == 0 else {
      if isGuard { terminal_unguard() }
      return nil
    }
    terminal_keep()
    self.before = before
    self.descriptor = descriptor
    self.watch = watch
    self.isGuard = isGuard
  }

  deinit {
    var mode = before
    tcsetattr(descriptor, TCSADRAIN, &mode)
    if isGuard { terminal_unguard() } else { terminal_keep() }
  }

  /// The next key, or `nil` when `timeoutMilliseconds` have passed without one; a negative time waits for ever.
  package func next(timeoutMilliseconds: Int) -> Key? {
    let deadline = timeoutMilliseconds < 0 ? nil : Deadline(after: timeoutMilliseconds)
    while true {
      let seen = watch.next(until: deadline, input: true)
      if seen.signals.contains(SIGINT) { return .leave }
      if seen.signals.contains(SIGTSTP) { terminal_suspend() }
      if seen.signals.contains(SIGTSTP) || seen.signals.contains(SIGCONT) { terminal_resume() }
      if seen.hasInput {
        guard let octet = octet() else { return .leave }
        if let key = key(from: octet) { return key }
      }
      if seen.isTimedOut { return nil }
    }
  }

  private func isReady(within milliseconds: Int) -> Bool {
    var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&one, 1, Int32(clamping: milliseconds)) > 0
  }

  private func octet() -> UInt8? {
    var octet: UInt8 = 0
    var count: Int
    repeat { count = read(descriptor, &octet, 1) } while count < 0 && errno == EINTR
    return count == 1 ? octet : nil
  }

  /// `nil` for keys without a meaning here.
  private func key(from octet: UInt8) -> Key? {
    switch octet {
    case 0x03, 0x04: .leave
    case 0x0A, 0x0D: .enter
    case 0x1B: escape()
    case 0x20...0x7E: .character(Character(Unicode.Scalar(octet)))
    default: nil
    }
  }

  /// `ESC [ C` and the like come in one go; a lone ESC is the key itself.
  private func escape() -> Key? {
    guard isReady(within: 30), let next = octet() else { return .leave }
    guard next == UInt8(ascii: "[") || next == UInt8(ascii: "O") else { return nil }
    while isReady(within: 30), let final = octet() {
      switch final {
      case UInt8(ascii: "A"): return .up
      case UInt8(ascii: "B"): return .down
      case UInt8(ascii: "C"): return .right
      case UInt8(ascii: "D"): return .left
      case UInt8(ascii: "H"): return .home
      case UInt8(ascii: "F"): return .end
      case 0x40...0x7E: return nil
      default: continue
      }
    }
    return nil
  }
}
