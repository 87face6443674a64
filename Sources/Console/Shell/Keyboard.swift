import Terminal

/// What came from whoever types.
enum Keystroke {
  /// Without its line end.
  case line([UInt8])
  /// Longer than any line that could be meant; its rest is gone.
  case overlong
  case interrupted
  case endOfInput
}

/// Where lines come from and text goes to: a person at a terminal, or a pipe.
protocol Keyboard: AnyObject {
  /// What is typed stands on the screen already, behind the prompt.
  var echoesLines: Bool { get }
  var complete: (String) -> Completion { get set }
  /// The next line. `woken` is called whenever the network has something, also while a line is half typed.
  func read(prompt: @escaping () -> Prompt, woken: @escaping () -> Void) -> Keystroke
  /// Waits for the network without taking a line.
  func wait(milliseconds: Int) -> Waited
  /// Above the half-typed line, if there is one.
  func print(_ text: String)
  func remember(_ line: String)
  /// The next line, where it is there already: who waits may look what comes, and leave it.
  func peek() -> [UInt8]?
  /// How many lines wait, where nobody can take them back; they are taken, and gone.
  func dropRest() -> Int
  /// What is printed reaches nobody any more.
  var hasLostOutput: Bool { get }
}

extension Keyboard {
  func peek() -> [UInt8]? { nil }
  func dropRest() -> Int { 0 }
  var hasLostOutput: Bool { false }
}
