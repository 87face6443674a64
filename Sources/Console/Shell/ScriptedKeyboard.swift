import Terminal

/// Lines that are known beforehand, typed at the real console: how a lesson is checked.
final class ScriptedKeyboard: Keyboard {
  private var lines: ArraySlice<String>
  /// Reads nothing; it only waits for the network.
  private let network: PipedInput
  let echoesLines = false
  /// Asked once for more lines, when the first have been typed.
  var goOn: (() -> [String])?
  var complete: (String) -> Completion = { _ in .none }

  init(_ lines: [String], wake: WakePipe) {
    self.lines = lines[...]
    network = PipedInput(descriptor: -1, wakeDescriptor: wake.descriptor)
  }

  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> Keystroke {
    if lines.isEmpty, let more = goOn {
      goOn = nil
      lines = more()[...]
    }
    return lines.popFirst().map { .line(Array($0.utf8)) } ?? .endOfInput
  }

  func wait(milliseconds: Int) -> Waited { network.wait(milliseconds: milliseconds) }

  func print(_ text: String) {}

  func remember(_ line: String) {}
}
