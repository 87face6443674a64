internal import CLibEdit
internal import Glibc

/// What the keyboard gave.
package enum Keystrokes: Equatable, Sendable {
  /// A line without its line end; never with another one in it.
  case line(String)
  /// Ctrl-C: the half-typed line was thrown away.
  case interrupted
  /// Ctrl-D on an empty line, or the terminal was hung up.
  case endOfInput
}

/// Owning one means owning the terminal's line editing; letting it go, on any path, puts the terminal
/// back, and so do exit and the signals that end a process.
///
/// One thread uses it, the same one always. There can be one at a time.
package struct LineEditor: ~Copyable {
  // libedit calls back with a pointer, which needs a stable address.
  private let editor: Editor

  /// `history`: the lines that the arrows call back, oldest first. `wakeDescriptor`: the read end of
  /// a `WakePipe`.
  ///
  /// `nil` where standard input or output is no terminal, or one that cannot move its cursor
  /// (`TERM` is `dumb` or not set), or where another editor lives.
  package init?(history: [String], wakeDescriptor: Int32) {
    guard Self.canMoveCursor else { return nil }
    self.init(
      input: STDIN_FILENO, output: STDOUT_FILENO, history: history, wakeDescriptor: wakeDescriptor)
  }

  init?(input: Int32, output: Int32, history: [String], wakeDescriptor: Int32) {
    guard
      let editor = Editor(input: input, output: output, wakeDescriptor: wakeDescriptor)
    else { return nil }
    self.editor = editor
    history.forEach(editor.remember)
  }

  deinit {
    editor.close()
  }

  /// Asked at each Tab, with the text before the cursor.
  package var complete: (String) -> Completion {
    get { editor.complete }
    nonmutating set { editor.complete = newValue }
  }

  /// Reads a line. `prompt` is asked again at each `print` and after each `woken`, which is called
  /// when a byte has arrived at the wake descriptor (drained already) and may call `print`.
  package func read(
    prompt: @escaping () -> Prompt, woken: @escaping () -> Void
  ) -> Keystrokes {
    editor.read(prompt: prompt, woken: woken)
  }

  /// Prints `text` as it is: it may hold colours, and its line ends are LF. While a line is being
  /// read it is printed above that line, as whole lines, and line and cursor stay.
  package func print(_ text: String) {
    editor.print(text)
  }

  /// For the time between two lines: waits for a wake or Ctrl-C, which also throws away what was
  /// typed ahead. What is typed meanwhile is kept for the next line, and not shown before.
  package func wait(milliseconds: Int) -> Waited {
    editor.wait(milliseconds: milliseconds)
  }

  /// Makes `line` the newest that the arrows call back, unless it is the newest already.
  package func remember(_ line: String) {
    editor.remember(line)
  }

  private static var canMoveCursor: Bool {
    guard let name = getenv("TERM").map({ String(cString: $0) }) else { return false }
    return !name.isEmpty && name != "dumb"
  }
}
