internal import CLibEdit
internal import Glibc

/// What the line editor delivered.
package enum LineEditorResult: Equatable, Sendable {
  /// A line without its line end. It contains no other line end.
  case line(String)
  /// Ctrl-C: the half-typed line was discarded.
  case interrupted
  /// Ctrl-D on an empty line, or the terminal was hung up.
  case endOfInput
}

/// Edits lines on a terminal. The terminal's mode is restored when the editor is released, at exit,
/// and by signals that end the process.
///
/// Only one thread may use it, always the same one. Only one editor can exist at a time.
package struct LineEditor: ~Copyable {
  // libedit's callbacks get a pointer, which needs a stable address.
  private let editor: Editor

  /// `history` holds the lines that the arrow keys recall, oldest first. `wakeDescriptor` is the
  /// read end of a `WakePipe`.
  ///
  /// `nil` if standard input or output is not a terminal, if the terminal cannot move its cursor
  /// (`TERM` is `dumb` or not set), or if another editor exists.
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

  /// Called at each Tab, with the text before the cursor.
  package var complete: (String) -> Completion {
    get { editor.complete }
    nonmutating set { editor.complete = newValue }
  }

  /// Reads a line. `prompt` is called again at each `print` and after each `woken`. `woken` is
  /// called when a byte has arrived at the wake descriptor and has been drained. It may call
  /// `print`.
  package func read(
    prompt: @escaping () -> Prompt, woken: @escaping () -> Void
  ) -> LineEditorResult {
    editor.read(prompt: prompt, woken: woken)
  }

  /// Prints `text` unchanged. It may contain colours, and its line ends are LF. While a line is
  /// being read, the text appears above it as whole lines, and line and cursor stay.
  package func print(_ text: String) {
    editor.print(text)
  }

  /// Prints `text`, which is `width` cells wide and may contain colours, behind the line that was
  /// read last. Where something has been printed since, or there is no room, it gets its own row.
  package func append(_ text: String, width: Int) {
    editor.append(text, width: width)
  }

  /// Replaces what was typed at the line that was read last, if nothing has been printed since.
  package func replaceLine(with text: String) { editor.replaceLine(with: text) }

  /// Waits between two lines for a wake or Ctrl-C. Text typed meanwhile is kept for the next line
  /// and not shown before.
  package func wait(milliseconds: Int) -> WaitResult {
    editor.wait(milliseconds: milliseconds)
  }

  /// Ctrl-C also discards what was typed ahead: how many whole lines, since the last call.
  package func takeDiscarded() -> Int { editor.takeDiscarded() }

  /// Adds `line` to the lines that the arrow keys recall, unless it is the newest already.
  package func remember(_ line: String) {
    editor.remember(line)
  }

  private static var canMoveCursor: Bool {
    guard let name = getenv("TERM").map({ String(cString: $0) }) else { return false }
    return !name.isEmpty && name != "dumb"
  }
}
