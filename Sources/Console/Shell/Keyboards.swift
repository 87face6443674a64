import Glibc
import Presentation
import Terminal

/// A person at a terminal, with a line editor.
final class TerminalKeyboard: Keyboard {
  private let editor: LineEditor
  private let history: HistoryFile?
  let echoesLines = true

  init?(wake: WakePipe, historyPath: String?) {
    history = historyPath.map { HistoryFile($0) }
    guard
      let editor = LineEditor(history: history?.load() ?? [], wakeDescriptor: wake.descriptor)
    else { return nil }
    self.editor = editor
  }

  var complete: (String) -> Completion {
    get { editor.complete }
    set { editor.complete = newValue }
  }

  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> KeyboardInput {
    switch editor.read(prompt: prompt, woken: woken) {
    case .line(let text): .line(Array(text.utf8))
    case .interrupted: .interrupted
    case .endOfInput: .endOfInput
    }
  }

  func wait(milliseconds: Int) -> WaitResult { editor.wait(milliseconds: milliseconds) }

  func print(_ text: String) { editor.print(text) }

  func dropRest() -> Int { editor.takeDiscarded() }

  func complete(typedLine ending: LineEnd) {
    editor.append(ending.text, width: ending.width)
  }

  func mask(typedLine text: String) { editor.replaceLine(with: text) }

  func remember(_ line: String) {
    editor.remember(line)
    _ = history?.append(line)
  }
}

/// A pipe, a file, or a terminal that must not be redrawn. Output is only appended.
final class PipedKeyboard: Keyboard {
  private var input: PipedInput
  /// The kernel echoes typed text, so byhand prints a prompt before it.
  let echoesLines: Bool
  private let hasPrompt: Bool
  /// The prompt on the last line of the screen, before the text being typed.
  private var prompt: (() -> Prompt)?
  var complete: (String) -> Completion = { _ in .none }
  var hasLostOutput: Bool { StandardOutput.failure != nil }

  /// `hasPrompt` is false if the output must be pure JSON.
  init(wake: WakePipe, hasPrompt: Bool = true) {
    input = PipedInput(descriptor: STDIN_FILENO, wakeDescriptor: wake.descriptor)
    echoesLines = isTerminal(STDIN_FILENO) && isTerminal(STDOUT_FILENO)
    self.hasPrompt = hasPrompt && echoesLines
  }

  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> KeyboardInput {
    guard hasPrompt else { return readLine(woken) }
    let shown = prompt()
    StandardOutput.write(shown.left)
    self.prompt = prompt
    defer { self.prompt = nil }
    guard shown.isSecret else { return readLine(woken) }
    let input = hidingInput { readLine(woken) }
    StandardOutput.write("\n")
    return input
  }

  private func readLine(_ woken: () -> Void) -> KeyboardInput {
    while true {
      switch input.next(timeoutMilliseconds: nil) {
      case .line(let octets): return .line(octets)
      case .overlong: return .overlong
      case .woken: woken()
      case .interrupted: return .interrupted
      case .endOfInput: return .endOfInput
      case .timedOut: continue
      }
    }
  }

  func wait(milliseconds: Int) -> WaitResult { input.wait(milliseconds: milliseconds) }

  /// After a prompt, the text starts on a new line and the prompt is printed again below it. The
  /// kernel keeps the half-typed line.
  func print(_ text: String) {
    guard let prompt else { return StandardOutput.write(text) }
    let isWhole = text.isEmpty || text.utf8.last == UInt8(ascii: "\n")
    StandardOutput.write("\n" + text + (isWhole ? "" : "\n") + prompt().left)
  }

  func remember(_ line: String) {}

  func peek() -> [UInt8]? { input.peek() }

  /// At most this many lines are discarded, because the writer may never end.
  private static let restLimit = 100_000

  func dropRest() -> Int {
    var count = 0
    while count < Self.restLimit {
      switch input.next(timeoutMilliseconds: 0) {
      case .line, .overlong: count += 1
      case .woken, .interrupted: continue
      case .timedOut, .endOfInput: return count
      }
    }
    return count
  }
}
