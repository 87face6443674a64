import FoundationEssentials
import Subprocess
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
    #expect(wrong.errors.contains("“phase:9”不是有效的位置"))
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
      outcome.said.dropFirst(arguments.contains("--names") ? 1 : 0).first
        == "# Predictions are asked in a terminal only; everything is shown here.")
  }

  @Test func `names stand in the first line where they were asked for`() async throws {
    let outcome = try await replay(["--names", "FILE"])
    #expect(outcome.said.first == "# Recording: 2026112233 · li-wei.jsonl")
    let without = try await replay(["FILE"])
    #expect(!without.said.contains { $0.contains("2026112233") || $0.contains("li-wei") })
  }

  @Test func `what cannot be read is said on standard error, and why`() async throws {
    let scratch = Scratch()
    for (path, words) in [
      ("\(scratch.path)/none.jsonl", "does not exist"), (scratch.path, "is a folder"),
    ] {
      let outcome = try await Program.byhand(["replay", path])
      #expect(outcome.status != 0 && outcome.output == "")
      #expect(outcome.errors.hasPrefix("byhand: ") && outcome.errors.contains(words))
    }
    // An editor on Windows has saved it.
    let file = "\(scratch.path)/marked.jsonl"
    try Program.write("\u{FEFF}" + Self.transcript, to: file)
    let marked = try await Program.byhand(["replay", file])
    #expect(marked.status == 0 && marked.errors == "")
    #expect(marked.output.contains("S: 220 hamburger.edu"))
  }

  @Test func `a file of a folder is called by its number unless names are shown`() async throws {
    let scratch = Scratch()
    try Program.write("", to: "\(scratch.path)/1-李四.jsonl")
    try Program.write("x\n", to: "\(scratch.path)/2-李四.jsonl")
    for (language, words) in [("en", ["file 1 is empty", "file 2"]), ("zh", ["文件 1", "文件 2"])] {
      for number in 1...2 {
        let arguments = ["replay", scratch.path, "--file", "\(number)", "--lang", language]
        let outcome = try await Program.byhand(arguments)
        #expect(outcome.status == 65 && outcome.errors.contains(words[number - 1]))
        #expect(!outcome.errors.contains("李四"), "\(outcome.errors)")
        let named = try await Program.byhand(arguments + ["--names"])
        #expect(named.errors.contains("\(number)-李四.jsonl"))
      }
    }
  }

  @Test func `another tool's log is replayed as it is graded`() async throws {
    let scratch = Scratch()
    let log = """
      Trying 127.0.0.1...
      Connected to hamburger.edu.
      Escape character is '^]'.
      220 hamburger.edu
      HELO crepes.fr
      250 Hello
      MALE FROM:<x>
      500 5.5.1 Command unrecognized
      QUIT
      221 bye
      Connection closed by foreign host.

      """
    try Program.write(log, to: "\(scratch.path)/2026112233.log")
    let outcome = try await Program.byhand(
      ["replay", scratch.path, "--file", "1", "--plain", "--goto", "error"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.contains("S: 500 5.5.1 Command unrecognized"))
    #expect(!(outcome.output + outcome.errors).contains("2026112233"))
  }

  // MARK: Without a file

  /// A data folder with recordings of these numbers; the last is the newest.
  private func withSessions(_ count: Int, _ body: ([Environment.Key: String]) async throws -> Void)
    async throws
  {
    let scratch = Scratch()
    let folder = "\(scratch.path)/byhand/sessions"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for number in 1...max(1, count) where count > 0 {
      let text = Self.transcript.replacing("hamburger.edu", with: "host\(number).example")
        .replacing("11-23T15", with: "11-2\(number)T15")
      try Program.write(text, to: "\(folder)/2026-11-2\(number)T15-00-00.000Z-1.jsonl")
    }
    // Neither a session in which nothing was opened is listed, nor what is no recording.
    let header = Self.transcript.prefix { $0 != "\n" } + "\n"
    try Program.write(String(header), to: "\(folder)/2026-11-30T15-00-00.000Z-1.jsonl")
    try Program.write("x", to: "\(folder)/2026-11-30T16-00-00.000Z-1.jsonl")
    try await body(["XDG_DATA_HOME": scratch.path])
  }

  @Test func `the recorded sessions are listed, the newest first`() async throws {
    try await withSessions(3) { environment in
      let outcome = try await Program.byhand(["replay"], environment: environment)
      #expect(outcome.status == 0 && outcome.errors == "")
      let hosts = outcome.output.matches(of: /host(\d)\.example/).map { String($0.1) }
      #expect(hosts == ["3", "2", "1"])
      #expect(outcome.output.contains("2026-11-23 15:00"))
      #expect(outcome.output.contains("byhand replay --session 1"))
      #expect(!outcome.output.contains("2026112233") && !outcome.output.contains(".jsonl"))
      #expect(outcome.output.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
      let named = try await Program.byhand(["replay", "--names"], environment: environment)
      #expect(named.output.contains("2026112233"))
    }
  }

  @Test func `one of them is replayed by its number`() async throws {
    try await withSessions(2) { environment in
      let second = try await Program.byhand(
        ["replay", "--session", "2"], environment: environment)
      #expect(second.status == 0)
      #expect(second.output.contains("S: 220 host1.example"))
      let third = try await Program.byhand(["replay", "--session", "3"], environment: environment)
      #expect(third.status == 65)
      #expect(third.errors.contains("there are 2"))
    }
  }

  @Test func `a lesson's session is found wherever in it the lesson was begun`() async throws {
    let scratch = Scratch()
    let folder = "\(scratch.path)/byhand/sessions"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let began = ["phases", "repair"].enumerated().map { index, lesson in
      #"{"n":\#(index + 6),"ms":6,"kind":"learner","did":"began","lesson":"\#(lesson)","version":1,"digest":"0","attempt":"0","step":"a"}"#
    }
    try Program.write(
      Self.transcript + began.joined(separator: "\n") + "\n",
      to: "\(folder)/2026-11-23T15-00-00.000Z-1.jsonl")
    let environment: [Environment.Key: String] = ["XDG_DATA_HOME": scratch.path]
    for (lesson, status) in [("phases", 0), ("repair", 0), ("replies", 65)] {
      let outcome = try await Program.byhand(
        ["replay", "--lesson", lesson], environment: environment)
      #expect(Int(outcome.status) == status, "\(outcome.errors)")
      if status != 0 { #expect(outcome.errors.contains("the lesson replies was begun in 0")) }
    }
  }

  @Test func `where nothing has been recorded, this is said`() async throws {
    try await withSessions(0) { environment in
      let outcome = try await Program.byhand(["replay"], environment: environment)
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(outcome.output.contains("No session has been recorded"))
    }
  }
}
