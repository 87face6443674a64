import Language
import Presentation
import Teaching
import Testing

private func note(_ voice: Note.Voice, _ text: String) -> Note {
  var note = Note(.console, text: .verbatim(text))
  note.voice = voice
  return note
}

private let step = [
  note(.task, "▸ 3/12  The envelope comes first. Who sends this mail?"),
  note(.line, "  MAIL FROM:<alice@crepes.fr>"),
]

@Suite struct LessonViewTests {
  private func terminal(_ notes: [Note], width: Int, colour: Bool = false) -> String {
    let view = TerminalView(ViewOptions(language: .english, width: width, hasColour: colour))
    return notes.map(view.say).joined()
  }

  @Test func `a step hangs below its sign, and its line stands alone`() {
    #expect(
      terminal(step, width: 40) == """

           ▸ 3/12  The envelope comes first.
             Who sends this mail?
               MAIL FROM:<alice@crepes.fr>

        """)
  }

  @Test func `a choice hangs below its number`() {
    let choice = note(.choice, "  2  The client opened it, and the message went the other way")
    #expect(
      terminal([choice], width: 40) == """
             2  The client opened it, and the
                message went the other way

        """)
  }

  @Test(arguments: 20...100)
  func `a line to type is never broken`(width: Int) {
    let line = "MAIL FROM:<alice@crepes.fr> SIZE=1000"
    let text = terminal([note(.line, "  " + line)], width: width)
    #expect(text.hasSuffix("  \(line)\n") && text.filter { $0 == "\n" }.count == 1)
    // Where it can fit, it does.
    if width > line.count + 2 { #expect(text.count <= width) }
  }

  @Test func `the lesson's voice has a colour of its own`() {
    let text = terminal(
      step + [note(.success, "✓ +1"), note(.wrong, "✗ No"), note(.choice, "  1  A")], width: 80,
      colour: true)
    #expect(text.contains("\u{1B}[1;35m▸ \u{1B}[0m\u{1B}[1;35m3/12"))
    #expect(text.contains("\u{1B}[1m  MAIL"))
    #expect(text.contains("\u{1B}[1;32m✓ "))
    #expect(text.contains("\u{1B}[35m✗ ") && text.contains("\u{1B}[35m  1  "))
  }

  @Test func `plain output has one line a note`() {
    let view = PlainView(ViewOptions(language: .english))
    #expect(
      step.map(view.say).joined() == """
        # ▸ 3/12  The envelope comes first. Who sends this mail?
        #   MAIL FROM:<alice@crepes.fr>

        """)
  }
}
