internal import CLibEdit
internal import Glibc

/// What a wait for a key delivered.
package enum KeyInput: Equatable, Sendable {
  case key(Key)
  /// The terminal may have another size now, or show something else.
  case screenChanged
  case timedOut
}

/// Reads single keys, for a replay. The octets of one key arrive together. The terminal's mode is
/// restored when this is released, at exit, and by signals that end the process.
///
/// Only one thread may use it. If a line editor exists, that is the editor's thread.
package struct RawKeys: ~Copyable {
  private let descriptor: Int32
  private let savedMode: termios
  private let poller: Poller
  /// Whether this restores the terminal. Otherwise a line editor does, and continues to.
  private let guardsTerminal: Bool
  private let typedAhead = TypedAhead()

  /// The octet of a key that came together with the one before.
  private final class TypedAhead {
    var octet: UInt8?
  }

  /// `nil` if `descriptor` is not a terminal.
  package init?(descriptor: Int32 = STDIN_FILENO) {
    var mode = termios()
    guard tcgetattr(descriptor, &mode) == 0,
      let poller = Poller(input: descriptor, wakeDescriptor: -1)
    else { return nil }
    let savedMode = mode
    let guardsTerminal = terminal_guard(descriptor)
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    mode.c_iflag &= ~tcflag_t(IXON)
    guard tcsetattr(descriptor, TCSADRAIN, &mode) == 0 else {
      if guardsTerminal { terminal_unguard() }
      return nil
    }
    terminal_keep()
    self.savedMode = savedMode
    self.descriptor = descriptor
    self.poller = poller
    self.guardsTerminal = guardsTerminal
  }

  deinit {
    var mode = savedMode
    tcsetattr(descriptor, TCSADRAIN, &mode)
    if guardsTerminal { terminal_unguard() } else { terminal_keep() }
  }

  /// Waits for the next key, at most `timeoutMilliseconds`. A negative time waits forever.
  package func next(timeoutMilliseconds: Int) -> KeyInput {
    let deadline = timeoutMilliseconds < 0 ? nil : Deadline(after: timeoutMilliseconds)
    while true {
      if typedAhead.octet != nil, let key = key() { return .key(key) }
      let events = poller.next(until: deadline, input: true)
      if events.signals.contains(SIGINT) { return .key(.leave) }
      if events.signals.contains(SIGTSTP) { terminal_suspend() }
      if events.signals.contains(SIGTSTP) || events.signals.contains(SIGCONT) { terminal_resume() }
      // During a stop, the terminal may have been resized or another program may have drawn on it.
      if !events.signals.isEmpty { return .screenChanged }
      if events.hasInput {
        guard let key = key() else { continue }
        return .key(key)
      }
      if events.isTimedOut { return .timedOut }
    }
  }

  /// `nil` for one that has no meaning.
  private func key() -> Key? {
    guard let octet = octet() else { return .leave }
    return KeySequence.key(octet) {
      isReady(within: 30) ? self.octet() : nil
    } giveBack: {
      typedAhead.octet = $0
    }
  }

  private func isReady(within milliseconds: Int) -> Bool {
    var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&one, 1, Int32(clamping: milliseconds)) > 0
  }

  private func octet() -> UInt8? {
    if let octet = typedAhead.octet {
      typedAhead.octet = nil
      return octet
    }
    var octet: UInt8 = 0
    var count: Int
    repeat { count = read(descriptor, &octet, 1) } while count < 0 && errno == EINTR
    return count == 1 ? octet : nil
  }
}
