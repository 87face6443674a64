import TestSupport
import Testing

/// `byhand replay` where there is no terminal.
@Suite(.fewAtOnce) struct ReplayCommandTests {
  private static let transcript = """
    {"format":"byhand-transcript","version":1,"started":"2026-11-23T15:00:00.000Z","software":"byhand 0.1.0","side":"client","student":"2026112233"}
    {"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"hamburger.edu","port":25,"address":"127.0.0.1:2525","world":"practice"}
    {"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"220 hamburger.edu"}
    {"n":3,"ms":3,"c":1,"kind":"line","from":"client","text":"EHLO crepes.fr"}
    {"n":4,"ms":4,"c":1,"kind":"line","from":"server","text":"250-hamburger.edu"}
    {"n":5,"ms":5,"c":1,"kind":"line","from":"server","text":"250 HELP"}

    """

  private func replay(
    _ arguments: [String]
  ) async throws -> (status: Int, wire: [String], said: [String], errors: String) {
    let scratch = Scratch()
    let file = "\(scratch.path)/li-wei.jsonl"
    try Program.write(Self.transcript, to: file)
    let outcome = try await Program.byhand(
      ["replay"] + arguments.map { $0 == "FILE" ? file : $0 })
    let lines = outcome.output.split(separator: "\n").map(String.init)
    return (
      Int(outcome.status), lines.filter { !$0.hasPrefix("#") }, lines.filter { $0.hasPrefix("#") },
      outcome.errors
    )
  }

  private static let whole = [
    "S: 220 hamburger.edu", "C: EHLO crepes.fr", "S: 250-hamburger.edu", "S: 250 HELP",
  ]

  @Test(arguments: [
    ("250", 4), ("phase:1", 1), ("line:2", 3), ("event:3", 3), ("EHLO", 3), ("phase:2", 5),
  ])
  func `it is printed from a place on`(place: String, event: Int) async throws {
    let outcome = try await replay(["--goto", place, "FILE"])
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.wire == Self.whole.suffix(6 - max(2, event)))
    #expect(outcome.said.contains("# From event \(event) on.") == (event > 1))
  }

  @Test func `a place that is not there ends with 65, and what is no place with 64`() async throws {
    let missing = try await replay(["--goto", "354", "FILE"])
    #expect(missing.status == 65)
    #expect(missing.wire == [])
    #expect(missing.errors == "byhand: 354: this recording has no such place.\n")
    let wrong = try await replay(["--goto", "phase:9", "FILE", "--lang", "zh"])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("“phase:9”不是位置"))
  }

  @Test(arguments: [
    ["--predict", "FILE"], ["FILE", "--predict"], ["--predict", "all", "FILE"],
    ["--predict=all", "FILE"], ["--predict", "--step", "FILE"],
    ["FILE", "--predict", "--names"],
  ])
  func `predict needs no value`(arguments: [String]) async throws {
    let outcome = try await replay(arguments)
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.wire == Self.whole)
    #expect(
      outcome.said.first == "# Predictions are asked in a terminal only; everything is shown here.")
  }
}
