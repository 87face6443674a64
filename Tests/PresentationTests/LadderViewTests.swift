import Language
import Presentation
import Protocols
import Teaching
import Testing
import Transcripts

@Suite struct LadderViewTests {
  /// A message given to crepes.fr, carried on to hamburger.edu, and fetched.
  private static let relayed: Ladder = {
    let long = String(repeating: "长", count: 300)
    let acts: [(Int, Act)] = [
      (1, opening("crepes.fr")), (1, line(.server, "220 crepes.fr")),
      (1, line(.client, "HELO 笔记本 \(long)")), (1, line(.server, "250 Hello")),
      (2, opening("hamburger.edu", by: "crepes.fr")), (2, line(.server, "220 \u{1B}[2J\u{202E}")),
      (2, line(.client, "HELO crepes.fr")), (2, line(.server, "250 Hello")),
      (2, line(.client, "QUIT")), (2, .closed(by: .server, .lost)),
      (
        0,
        .world(
          .queue(QueueAct(.deferred, host: "crepes.fr", message: "1", recipient: long, retry: 30)))
      ),
      (3, .failed(Attempt(dialect: .smtp, host: "nowhere.example", port: 25), .unknownHost)),
      (4, opening("hamburger.edu", .http)), (4, line(.client, "GET /bob/1 HTTP/1.1")),
    ]
    return Ladder(
      acts.enumerated().map { index, act in
        Event(number: index + 1, milliseconds: 0, conversation: act.0, act: act.1)
      })
  }()

  private static func opening(
    _ host: String, _ dialect: Dialect = .smtp, by client: String? = nil
  ) -> Act {
    .opened(
      Opening(
        attempt: Attempt(dialect: dialect, host: host, port: 25), address: "", local: nil,
        isPractice: true, client: client))
  }

  private static func line(_ side: Side, _ text: String) -> Act { .heard(side, .line(Line(text))) }

  @Test(arguments: [20, 21, 40, 64, 66, 80, 200], Language.allCases)
  func `no line exceeds the width, and every lifeline is straight`(
    width: Int, language: Language
  ) throws {
    let lines = LadderView(Self.relayed, language, width: width).lines
    for line in lines { #expect(DisplayWidth.of(line) <= width - 2, "\(line)") }
    let rungs = lines.filter { $0.hasSuffix("│") }
    #expect(rungs.count > 8)
    let edge = try #require(rungs.first.map { DisplayWidth.of($0) })
    for rung in rungs {
      #expect(DisplayWidth.of(rung) == edge && rung.hasPrefix("│"), "\(rung)")
    }
  }

  @Test func `three parties stand side by side if there is room`() {
    let wide = LadderView(Self.relayed, .english, width: 80).lines
    #expect(wide.first?.hasPrefix("you ") == true)
    #expect(wide.first?.hasSuffix(" hamburger.edu") == true)
    #expect(wide.first?.contains(" crepes.fr ") == true)
    #expect(wide.contains { $0.contains("Handshake · crepes.fr → hamburger.edu") })
    #expect(wide.contains { $0.hasPrefix("│      ") && $0.contains("│─ HELO crepes.fr ─") })
    let narrow = LadderView(Self.relayed, .english, width: 60).lines
    #expect(narrow.filter { $0.hasPrefix("crepes.fr (client)") }.count == 1)
  }

  @Test func `an error has another colour than a success, and colour is all that is added`() {
    let acts: [Act] = [
      Self.opening("hamburger.edu"), Self.line(.server, "220 hello"),
      Self.line(.client, "550 is what I say"), Self.line(.server, "250 Hello"),
      Self.line(.server, "354 go on"), Self.line(.server, "450 later"),
      Self.line(.server, "550 no"), .closed(by: .server, .lost),
    ]
    let ladder = Ladder(
      acts.enumerated().map {
        Event(number: $0 + 1, milliseconds: 0, conversation: 1, act: $1)
      })
    let bright = TerminalView(ViewOptions(language: .english, hasColour: true)).ladder(ladder)
    let rows = bright.split(separator: "\n")
    func colour(_ text: String) -> String? {
      rows.first { $0.contains(text) }?.split(separator: "\u{1B}[").dropFirst()
        .first { $0.contains(text) }?.split(separator: "m").first.map(String.init)
    }
    #expect(colour("220 hello") == "1;32" && colour("250 Hello") == "1;32")
    #expect(colour("354 go on") == "1;36" && colour("450 later") == "1;33")
    #expect(colour("550 no") == "1;31" && colour("connection lost") == "1;31")
    #expect(colour("550 is what") == "0")
    let bare = bright.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(bare == TerminalView(ViewOptions(language: .english)).ladder(ladder))
  }

  @Test func `four parties have four lifelines if there is room`() {
    let acts: [(Int, Act)] = [
      (1, Self.opening("crepes.fr")), (2, Self.opening("hamburger.edu", by: "crepes.fr")),
      (3, Self.opening("pickles.example", by: "crepes.fr")),
      (3, Self.line(.server, "220 pickles.example")),
    ]
    let ladder = Ladder(
      acts.enumerated().map {
        Event(number: $0 + 1, milliseconds: 0, conversation: $1.0, act: $1.1)
      })
    let lines = LadderView(ladder, .english, width: 100).lines
    let edges = Set(lines.filter { $0.hasSuffix("│") }.map { DisplayWidth.of($0) })
    #expect(lines.first?.hasPrefix("you ") == true && edges.count == 1)
    #expect(lines.first.map { DisplayWidth.of($0) } == edges.first)
    #expect(lines.last?.contains("220 pickles.example") == true)
    #expect(lines.first?.split(separator: " ").count == 4)
  }

  @Test(arguments: Language.allCases)
  func `the plain and terminal forms say the same, plain behind number signs`(language: Language) {
    let options = ViewOptions(language: language, width: 80)
    let terminal = TerminalView(options).ladder(Self.relayed).split(
      separator: "\n", omittingEmptySubsequences: false)
    let plain = PlainView(options).ladder(Self.relayed).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      terminal.dropLast().map { $0.isEmpty ? "#" : "# \($0)" } == plain.dropLast().map(String.init))
  }

  @Test func `JSON is one object, with nothing cut`() {
    let json = JSONView(ViewOptions(language: .english)).ladder(Self.relayed)
    #expect(json.split(separator: "\n").count == 1)
    #expect(
      json.hasPrefix("{\"kind\":\"ladder\",\"parties\":[\"you\",\"crepes.fr\",\"hamburger.edu\"]"))
    #expect(json.contains(String(repeating: "长", count: 300)))
    #expect(!json.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func `octets from a stranger do not reach the terminal`() {
    let text = TerminalView(ViewOptions(language: .chinese)).ladder(Self.relayed)
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func `of a very long session the beginning and the end are drawn`() {
    let events = (0..<3_000).map {
      Event(
        number: $0 + 1, milliseconds: 0, conversation: 1,
        act: $0 == 0 ? Self.opening("hamburger.edu") : Self.line(.client, "NOOP \($0)"))
    }
    let lines = LadderView(Ladder(events), .english, width: 80).lines
    #expect(lines.count < 420)
    #expect(lines.contains { $0.contains("more steps") })
    #expect(lines.last?.contains("NOOP 2999") == true)
  }
}
