import Protocols
import Subprocess
import SystemPackage
import TestSupport
import Testing
import Transcripts

/// `byhand import`: the tools' own output against what the server recorded.
@Suite(.fewAtOnce) struct ImportTests {
  /// What one side said, up to the other's turn; withheld octets are `*`.
  struct Turn: Equatable {
    let side: Side
    var octets: [UInt8]
  }

  static func turns(_ events: [Event]) -> [Turn] {
    var turns: [Turn] = []
    for event in events {
      guard case .heard(let side, let piece) = event.act else { continue }
      let octets =
        switch piece {
        case .line(let line): line.wire
        case .octets(let octets): octets
        case .withheld(let kept, let count):
          kept + Array(repeating: UInt8(ascii: "*"), count: count)
        }
      if turns.last?.side == side {
        turns[turns.count - 1].octets += octets
      } else {
        turns.append(Turn(side: side, octets: octets))
      }
    }
    return turns
  }

  /// A tool talks to `byhand serve`: what the server recorded, and the tool's own output, imported.
  private func compared(
    _ tool: @escaping @Sendable (_ port: Int, Scratch) async throws -> String
  ) async throws -> (recorded: [Turn], imported: [Turn], report: String) {
    let (store, records, scratch) = (Scratch(), Scratch(), Scratch())
    let log = "\(scratch.path)/log"
    let said = try await Serving.byhand(store: store, arguments: ["--record", records.path]) {
      smtp, _ in try await tool(smtp, scratch)
    }.result
    try Program.write(said, to: log)
    let outcome = try await Program.byhand(["import", log])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let record = try Transcript(records.files(in: "").first ?? [])
    let imported = try Transcript(Array(outcome.output.utf8))
    return (Self.turns(record.events), Self.turns(imported.events), outcome.errors)
  }

  private static func letter(in scratch: Scratch) throws -> String {
    let letter = "\(scratch.path)/letter"
    try Program.write(
      PeerTests.message + "..\r\n250 like a reply\r\n酸黄瓜 \"'\\\t|\r\n", to: letter)
    return letter
  }

  private static func text(_ turns: [Turn]) -> String {
    turns.map { "\($0.side): \(String(decoding: $0.octets, as: UTF8.self))" }.joined()
  }

  @Test(.needs("swaks"))
  func `swaks's output is what the server recorded`() async throws {
    let (recorded, imported, report) = try await compared { port, scratch in
      let letter = try Self.letter(in: scratch)
      return try await Program.run(
        .name("swaks"),
        [
          "--server", "127.0.0.1:\(port)", "--from", "alice@crepes.fr", "--to",
          "bob@hamburger.edu,nobody@hamburger.edu", "--data", "@\(letter)",
        ]
      ).output
    }
    #expect(Self.text(imported) == Self.text(recorded), "\(report)")
    #expect(report.hasSuffix("log: swaks, 1 conversation\n"))
  }

  @Test(.needs("python3"), arguments: [1, 2])
  func `smtplib's debug output is what the server recorded`(level: Int) async throws {
    let script = """
      import smtplib, sys
      client = smtplib.SMTP(local_hostname='crepes.fr')
      client.set_debuglevel(int(sys.argv[2]))
      client.connect('127.0.0.1', int(sys.argv[1]))
      client.sendmail('alice@crepes.fr', ['bob@hamburger.edu'], open(sys.argv[3], 'rb').read())
      client.quit()
      """
    let (recorded, imported, report) = try await compared { port, scratch in
      let letter = try Self.letter(in: scratch)
      return try await Program.run(
        .name("python3"), ["-c", script, "\(port)", "\(level)", letter]
      ).errors
    }
    #expect(Self.text(imported) == Self.text(recorded), "\(report)")
  }

  /// curl 7 shows neither the final dot nor QUIT.
  @Test(.needs("curl"))
  func `curl's trace is what the server recorded`() async throws {
    let (recorded, imported, report) = try await compared { port, scratch in
      let letter = try Self.letter(in: scratch)
      return try await Self.curl(["--trace", "-", "--trace-time"], port, letter)
    }
    #expect(imported.count >= 11)
    #expect(Self.text(recorded).hasPrefix(Self.text(imported)), "\(report)")
    #expect(Self.text(recorded.dropLast(recorded.count - imported.count)) == Self.text(imported))
  }

  @Test(.needs("curl"))
  func `curl -v is what the server recorded but for the body, whose count agrees`() async throws {
    let (recorded, imported, report) = try await compared { port, scratch in
      let letter = try Self.letter(in: scratch)
      return try await Self.curl(["-sv", "--stderr", "-"], port, letter)
    }
    #expect(imported.count >= 11)
    for (known, shown) in zip(recorded, imported) {
      #expect(known.side == shown.side && known.octets.count == shown.octets.count, "\(report)")
      if known.octets != shown.octets { #expect(shown.octets.starts(with: "***".utf8)) }
    }
    #expect(zip(recorded, imported).count { $0 != $1 } == 1)
  }

  private static func curl(
    _ options: [String], _ port: Int, _ letter: String
  ) async throws -> String {
    try await Program.run(
      .name("curl"),
      options + [
        "smtp://127.0.0.1:\(port)/crepes.fr", "--mail-from", "alice@crepes.fr", "--mail-rcpt",
        "bob@hamburger.edu", "-T", letter,
      ]
    ).output
  }

  @Test(.needs("curl"))
  func `curl's trace of pages is what curl sent and got`() async throws {
    let scratch = Scratch()
    let log = "\(scratch.path)/log"
    let (trace, pages) = try await Serving.byhand(store: Scratch()) { _, http in
      let page = "http://127.0.0.1:\(http)/"
      let arguments = ["-s", "-u", "bob:pickles", page, page + "bob/1", "--next", "-s", page]
      return (
        try await Program.run(
          .name("curl"),
          ["--trace", "-", "-o", "/dev/null", "-o", "/dev/null"] + arguments + ["-o", "/dev/null"]
        ).output,
        try await Program.run(.name("curl"), ["-i"] + arguments + ["-i"]).output
      )
    }.result
    try Program.write(trace, to: log)
    let outcome = try await Program.byhand(["import", log])
    #expect(outcome.errors.contains("curl-trace, "), "\(outcome.errors)")
    let turns = Self.turns(try Transcript(Array(outcome.output.utf8)).events)
    let got = Self.text(turns.filter { $0.side == .server }).replacing("server: ", with: "")
    #expect(Self.undated(got) == Self.undated(pages))
    #expect(turns.count == 6 && !outcome.output.contains("Ym9iOnBpY2tsZXM"))
  }

  private static func undated(_ text: String) -> String {
    text.replacing(/Date: [^\r]*/, with: "Date:")
  }

  // MARK: byhand's own

  /// What was typed and printed without a terminal, against the recording of the same session.
  @Test(arguments: ["en", "zh"])
  func `byhand's plain output is what it recorded`(language: String) async throws {
    let scratch = Scratch()
    let script = """
      telnet hamburger.edu 25
      HELO crepes.fr
      AUTH PLAIN AGFsaWNlAHBpY2tsZXM=
      MAIL FROM:<alice@crepes.fr>
      RCPT TO:<bob@hamburger.edu>
      DATA
      Subject: S: x

      # not a comment
      \tS: 250 酸黄瓜\u{7}
      .
      QUIT
      telnet hamburger.edu 80
      GET /bob/1.eml HTTP/1.1
      Host: hamburger.edu
      Authorization: Basic Ym9iOnBpY2tsZXM=
      Connection: close


      """
    let shown = try await Program.byhand(
      ["--plain", "--lang", language], input: script,
      environment: ["XDG_DATA_HOME": scratch.path])
    let recorded = try Transcript(scratch.files(in: "byhand/sessions").first ?? [])
    let outcome = try await Program.byhand(["import", "-"], input: shown.output)
    #expect(outcome.errors == "byhand: -: dialogue, 2 conversations\n")
    let imported = try Transcript(Array(outcome.output.utf8))
    for conversation in 1...2 {
      let mine = recorded.events.filter { $0.conversation == conversation }
      let theirs = imported.events.filter { $0.conversation == conversation }
      #expect(Self.text(Self.turns(theirs)) == Self.text(Self.turns(mine)))
    }
  }

  // MARK: Captures

  @Test(.needs("tshark"))
  func `byhand's own capture, imported, is the recording`() async throws {
    let scratch = Scratch()
    let (capture, back) = ("\(scratch.path)/c.pcapng", "\(scratch.path)/back.jsonl")
    // Two protocols, and two conversations at once.
    let samples = ["dialogue.chinese", "dialogue.watched"].map { name in
      FilePath(#filePath).removingLastComponent().removingLastComponent()
        .appending("Imports/expected/\(name).jsonl").string
    }
    for file in [OldFile.lecture.path] + samples {
      let exported = try await Program.byhand(
        ["export", file, "--as", "pcapng", "-o", capture, "--force"])
      #expect(exported.status == 0)
      let imported = try await Program.byhand(["import", capture, "-o", back, "--force"])
      #expect(imported.status == 0 && imported.errors.contains("capture, "), "\(imported.errors)")
      let events = try Transcript(Program.octets(of: back) ?? []).events
      let original = try Transcript(Program.octets(of: file) ?? []).events
      #expect(Self.text(Self.turns(events)) == Self.text(Self.turns(original)))
    }
  }

  @Test(.needs("tshark", "swaks"))
  func `a capture of the loopback interface is what the server recorded`() async throws {
    let (store, records, scratch) = (Scratch(), Scratch(), Scratch())
    let file = "\(scratch.path)/c.pcapng"
    let imported = try await Serving.byhand(store: store, arguments: ["--record", records.path]) {
      smtp, _ -> String? in
      let capture = "exec tshark -i lo -f 'tcp port \(smtp)' -w '\(file)' 2>&1"
      return try await Serving.peer(.name("sh"), ["-c", capture], ready: "Capture started") {
        said in
        guard !said.isEmpty else { return nil }
        _ = try await Program.run(
          .name("swaks"),
          [
            "--server", "127.0.0.1:\(smtp)", "--from", "alice@crepes.fr", "--to",
            "bob@hamburger.edu",
          ])
        // The program that captures writes in portions.
        var outcome = try await Program.byhand(["import", file])
        for _ in 0..<200 where !outcome.output.contains("\"text\":\"221 ") {
          outcome = try await Program.byhand(["import", file])
        }
        return outcome.output
      }
    }.result
    guard let imported else { try Program.missing("the right to capture packets") }
    let record = try Transcript(records.files(in: "").first ?? [])
    let events = try Transcript(Array(imported.utf8)).events
    #expect(Self.text(Self.turns(events)) == Self.text(Self.turns(record.events)))
  }
}
