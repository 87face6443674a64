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
