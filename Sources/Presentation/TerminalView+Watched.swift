import Language
import Protocols
import Teaching
import Transcripts

/// Lines that are not the student's own: of two servers, and of what byhand does again.
extension TerminalView {
  /// Behind a bar, each line with the name of its speaker: it is not the student's conversation.
  /// The bar bears the conversation's number where several are open.
  func watched(
    _ event: Event, _ notes: [Note], _ exposure: Exposure?, client: String, server: String,
    _ number: Int?
  ) -> String {
    let bar = " ┊\(number.map(String.init) ?? "") "
    var inner = self
    inner.options.width = max(20, options.width - DisplayWidth.of(bar))
    let names = [client, server].map { SafeText.of($0) }
    let width = names.map(DisplayWidth.of).max() ?? 0
    let speaker: Side = if case .heard(let side, _) = event.act { side } else { .client }
    let name = (speaker == .client ? names[0] : names[1]).padded(to: width) + " "
    let opening: String =
      if case .opened = event.act, let number {
        inner.indented(words(.several(number)), by: 3)
      } else { "" }
    let text =
      opening + inner.wire(event, exposure, of: name, isEchoed: false, carets: "")
      + notes.map(inner.say).joined()
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { paint(bar, .faint) + $0 + "\n" }.joined()
  }

  /// What a resumed lesson does again stays in the background.
  func redone(_ event: Event) -> String {
    var plain = self
    plain.options.hasColour = false
    let blanks = event.blanksAtEnd.map { plain.indented(words(.endsWith($0)), by: 3) } ?? ""
    return (plain.wire(event, isEchoed: false, carets: "") + blanks)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { paint(String($0), .faint) + "\n" }.joined()
  }
}
