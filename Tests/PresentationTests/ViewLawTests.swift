import Language
import Presentation
import Protocols
import Teaching
import TestSupport
import Testing
import Transcripts

@Suite struct ViewLawTests {
  private static func views(width: Int, _ language: Language) -> [any View] {
    let options = ViewOptions(language: language, width: width)
    return [TerminalView(options), PlainView(options), JSONView(options)]
  }

  @Test(arguments: [80, 60, 40, 20], Language.allCases)
  func `in a terminal only lines of the wire exceed the width`(width: Int, language: Language) {
    var options = ViewOptions(language: language, width: width)
    for level in AnnotationLevel.allCases {
      for showsWire in [true, false] {
        options.level = level
        options.showsWire = showsWire
        let view = TerminalView(options)
        let text = Samples.notes.map {
          view.say($0) + view.show(Samples.unbracketed, [$0], isEchoed: true)
        }
        .joined()
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.of(line) <= width, "\(line)")
        }
      }
    }
    let host = Banner.Host(
      HostDescription(name: "hamburger.edu", mailboxes: ["bob", "carol", "postmaster"]),
      smtp: "127.0.0.1:2525", web: "127.0.0.1:8080")
    for line in Banner.lines(version: "0.1.0", hosts: [host], options) {
      #expect(DisplayWidth.of(line) <= width, "\(line)")
    }
    let table = TerminalView(options).table(
      Listing(headings: Samples.texts, rows: [Samples.texts, Samples.texts]))
    for line in table.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width, "\(line)") }
  }

  @Test(arguments: Language.allCases)
  func `in plain form every line is of the wire or a remark`(language: Language) {
    let view = PlainView(ViewOptions(language: language))
    for note in Samples.notes {
      let lines = view.show(Samples.unbracketed, [note], isEchoed: false)
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.first == "C: MAIL FROM:alice@crepes.fr")
      #expect(lines.last == "")
      for line in lines.dropFirst().dropLast() {
        #expect(line == "#" || line.hasPrefix("# "), "\(line)")
      }
    }
  }

  @Test func `no view passes unsafe octets from a peer to the terminal`() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      let octets = (0..<20).map { _ in Harm.octets.randomElement(using: &generator) ?? 0 }
      let word = String(decoding: octets, as: UTF8.self)
      let note = Note(
        .mistake, column: Int.random(in: 1...25, using: &generator), suggestion: word,
        text: Phrase(en: word, zh: word))
      let pieces: [Piece] = [
        .line(Line(octets: octets)), .octets(octets), .withheld(kept: octets, count: 3),
      ]
      for view in Self.views(width: 40, .english) {
        for piece in pieces {
          let text = view.show(Samples.heard(.server, piece), [note], isEchoed: false)
          let harmful = text.unicodeScalars.filter { $0 != "\n" && Harm.isHarmful($0) }
          #expect(harmful.isEmpty, "\(octets)")
        }
      }
    }
  }

  @Test func `the wire of plain form, without its remarks, is the conversation`() {
    let view = PlainView(ViewOptions(language: .english))
    let text =
      view.show(Samples.greeting, Samples.notes, isEchoed: false)
      + view.show(Samples.unbracketed, Samples.notes, isEchoed: false)
    #expect(
      text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        == ["S: 220 hamburger.edu", "C: MAIL FROM:alice@crepes.fr"])
  }

  @Test func `the prompt's label names the phase`() {
    #expect(Phase.handshake.label[.english] == "[handshake 1/3]")
    #expect(Phase.handshake.label[.chinese] == "[握手 1/3]")
    #expect(Phase.close.label[.english] == "[close 3/3]")
  }

  @Test func `inside DATA the label says that a line goes into the message`() {
    var dialogue = SMTPDialogue()
    for script in [("220 x", "HELO a"), ("250 ok", "MAIL FROM:<a@b>"), ("250 ok", "RCPT TO:<c@d>")]
    {
      _ = dialogue.hear(.line(Line(script.0)), from: .server)
      _ = dialogue.hear(.line(Line(script.1)), from: .client)
    }
    _ = dialogue.hear(.line(Line("250 ok")), from: .server)
    _ = dialogue.hear(.line(Line("DATA")), from: .client)
    #expect(dialogue.guidance.label == Phase.transfer.label)
    _ = dialogue.hear(.line(Line("354 go on")), from: .server)
    #expect(dialogue.guidance.label?[.english] == "[message 2/3]")
    #expect(dialogue.guidance.label?[.chinese] == "[邮件内容 2/3]")
    #expect(HTTPDialogue().guidance.label == nil)
  }
}
