import Language
import Teaching

extension TerminalView {
  /// What a lesson says, in its own colour. Without colour its signs tell it apart: `▸` for a task,
  /// `✓` and `✗` for verdicts.
  func lesson(_ note: Note) -> String {
    let text = words(note.text)
    switch note.voice {
    case .title?: return "\n" + hanging("   ", text, by: 5, .lessonStrong)
    case .task?: return "\n" + hanging("   ", text, by: 5, .lessonStrong)
    case .line?: return line(text)
    case .choice?: return hanging("   ", text, by: 8, .lesson)
    case .success?: return hanging("   ", text, by: 5, .lessonSuccess)
    case .aside?: return hanging("     ", text, by: 5, .lesson)
    case .wrong?, .remark?, nil: return hanging("   ", text, by: 5, .lesson)
    }
  }

  /// A line to type is never broken: it must be read, and perhaps copied, as one. Where even a
  /// smaller indent does not help, the terminal breaks it.
  private func line(_ text: String) -> String {
    let room = options.width - 1 - DisplayWidth.of(text)
    return String(repeating: " ", count: min(max(room, 0), 5)) + paint(text, .client) + "\n"
  }
}
