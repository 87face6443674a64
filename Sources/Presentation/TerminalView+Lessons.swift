import Language
import Teaching

extension TerminalView {
  /// What a lesson says, in its own colour. Without colour its signs tell it apart: `▸` for a task,
  /// `✓` and `✗` for verdicts.
  func lesson(_ note: Note) -> String {
    let text = words(note.text)
    switch note.voice {
    case .title?, .task?: return "\n" + hanging(text, .lessonStrong)
    case .line?: return line(text)
    case .act?: return hanging(text, .client)
    case .success?: return hanging(text, .lessonSuccess)
    case .aside?: return hanging("     ", text, by: 5, .lesson)
    case .choice?, .wrong?, .remark?, nil: return hanging(text, .lesson)
    }
  }

  /// The text below its sign: `▸`, or a choice's number.
  private func hanging(_ text: String, _ colour: Colour) -> String {
    let blank = text.prefix { $0 == " " }
    let mark = text[blank.endIndex...].prefix { $0 != " " }
    let gap = text[mark.endIndex...].prefix { $0 == " " }
    let sign = blank + mark + gap
    guard DisplayWidth.of(mark) <= 2, !gap.isEmpty else {
      return hanging("   ", text, by: 5, colour)
    }
    let rest = String(text[gap.endIndex...])
    return hanging("   " + paint(String(sign), colour), rest, by: 3 + DisplayWidth.of(sign), colour)
  }

  /// A line to type is never broken: it must be read, and perhaps copied, as one. Where even a
  /// smaller indent does not help, the terminal breaks it.
  private func line(_ text: String) -> String {
    let room = options.width - 1 - DisplayWidth.of(text)
    return String(repeating: " ", count: min(max(room, 0), 5)) + paint(text, .client) + "\n"
  }

  package func map(_ map: CourseMap) -> String {
    CourseMapText(map, options, width: options.width).lines
      .map { line in (line.colour.map { paint(line.text, $0) } ?? line.text) + "\n" }.joined()
  }
}
