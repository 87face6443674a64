internal import CLibEdit
internal import Glibc

/// Runs `body` while the terminal at `descriptor` does not show what is typed. The terminal's mode
/// is restored afterwards, at exit, and by signals that end the process.
package func hidingInput<Result>(
  of descriptor: Int32 = STDIN_FILENO, _ body: () -> Result
) -> Result {
  var mode = termios()
  guard tcgetattr(descriptor, &mode) == 0 else { return body() }
  let guardsTerminal = terminal_guard(descriptor)
  var hidden = mode
  hidden.c_lflag &= ~tcflag_t(ECHO)
  tcsetattr(descriptor, TCSADRAIN, &hidden)
  defer {
    tcsetattr(descriptor, TCSADRAIN, &mode)
    if guardsTerminal { terminal_unguard() }
  }
  return body()
}
