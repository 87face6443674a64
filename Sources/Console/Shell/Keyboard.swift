import Presentation
import Terminal

/// What the keyboard delivered.
enum KeyboardInput {
  /// Without the line end.
  case line([UInt8])
  /// A line longer than the limit. Its rest was discarded.
  case overlong
  case interrupted
  case endOfInput
}

/// The source of lines and the destination of text: a person at a terminal, or a pipe.
protocol Keyboard: AnyObject {
  /// Typed text is on the screen already, after the prompt.
  var echoesLines: Bool { get }
  var complete: (String) -> Completion { get set }
  /// Reads the next line. `woken` is called whenever the network has something, even while a line
  /// is half typed.
  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> KeyboardInput
  /// Waits for the network without reading a line.
  func wait(milliseconds: Int) -> WaitResult
  /// Prints above the half-typed line, if there is one.
  func print(_ text: String)
  /// Puts the signs of its end behind the line that was typed last, if it still stands just above.
  func complete(typedLine ending: LineEnd)
  /// Shows this in place of the line that was typed last, if it still stands just above.
  func mask(typedLine text: String)
  func remember(_ line: String)
  /// The next line, if it has come already. It stays in the input.
  func peek() -> [UInt8]?
  /// After Ctrl-C: discards the lines that have been typed ahead and returns their number.
  func dropRest() -> Int
  /// The output can no longer be written.
  var hasLostOutput: Bool { get }
}

extension Keyboard {
  func complete(typedLine ending: LineEnd) {}
  func mask(typedLine text: String) {}
  func peek() -> [UInt8]? { nil }
  func dropRest() -> Int { 0 }
  var hasLostOutput: Bool { false }
}
