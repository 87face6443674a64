import Subprocess
import TestSupport
import Testing

/// `byhand export`.
@Suite(.fewAtOnce) struct ExportTests {
  private static let formats = ["html", "markdown", "mermaid", "svg", "cast", "pcapng", "text"]

  @Test(arguments: Tries.pairs(formats, OldFile.allCases))
  func `an old recording is exported in every format`(format: String, file: OldFile) async throws {
    let scratch = Scratch()
    let output = "\(scratch.path)/out"
    let arguments = ["export", file.path, "--as", format, "-o", output]
    let first = try await Program.byhand(arguments)
    #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
    #expect(first.output.hasPrefix("Written: \(output), "))
    // A file that is there is kept alike, whatever is written.
    guard file == .lecture else { return }
    let again = try await Program.byhand(arguments)
    #expect(again.status == 74 && again.errors.contains("exists already"))
    #expect(try await Program.byhand(arguments + ["--force"]).status == 0)
  }

  @Test func `the lecture's recording as text is its conversation`() async throws {
    let outcome = try await Program.byhand(["export", OldFile.lecture.path, "--as", "text"])
    #expect(outcome.status == 0 && outcome.wire.first == "S: 220 hamburger.edu")
    #expect(outcome.wire.allSatisfy { $0.hasPrefix("S: ") || $0.hasPrefix("C: ") })
  }

  @Test func `what is not a recording is refused, with the reason`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/x.jsonl"
    let none = try await Program.byhand(["export", file, "--as", "text"])
    #expect(none.status == 74 && none.errors.contains("does not exist"))
    try Program.write("220 hello\n", to: file)
    let other = try await Program.byhand(["export", file, "--as", "text", "--lang", "zh"])
    #expect(other.status == 65 && other.errors.contains("不是 byhand 的会话记录"))
    try Program.write(
      #"{"format":"byhand-transcript","version":1,"started":"","software":"","side":"client"}"#,
      to: file)
    let empty = try await Program.byhand(["export", file, "--as", "text"])
    #expect(empty.status == 65 && empty.errors.contains("nothing to export"))
    let opened = #"{"n":1,"ms":0,"c":1,"kind":"open","host":"a","port":25}"# + "\n"
    let header = #"{"format":"byhand-transcript"}"# + "\n"
    try Program.write(header + String(repeating: opened, count: 20_001), to: file)
    for format in ["markdown", "html"] {
      let long = try await Program.byhand(["export", file, "--as", format])
      #expect(long.status == 65 && long.errors.contains("20,001 events; \(format) takes at most"))
    }
    let unknown = try await Program.byhand(["export", file, "--as", "doc"])
    #expect(unknown.status == 64 && unknown.errors.contains("pcapng"))
    #expect(try await Program.byhand(["export", file]).status == 64)
  }

  @Test(.needs("python3"))
  func `of a hostile recording, a diagram is XML and a cast is JSON`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/hostile.jsonl"
    let texts = [
      #"</text></svg><script>alert(1)</script>"#, #"]]>&amp;&#0;"#, #"\u001b[2J\u0000\ufffe\uffff"#,
      #"\u202egnp.\u2028"#, #"\ud83d\ude00"#, "`````", #"--> <!-- \""#,
    ]
    let lines = texts.enumerated().map {
      #"{"n":\#($0 + 3),"ms":\#($0),"c":1,"kind":"line","from":"client","text":"\#($1)"}"#
    }
    let head = [
      #"{"format":"byhand-transcript","version":1,"started":"2026-11-23T15:00:00.000Z","software":"","side":"client"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"<b>\ufffe","port":25,"address":""}"#,
      #"{"n":2,"ms":0,"c":1,"kind":"line","from":"server","base64":"gP/+"}"#,
    ]
    try Program.write((head + lines).joined(separator: "\n") + "\n", to: file)
    for (format, script) in [
      ("svg", "import sys,xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())"),
      ("cast", "import sys,json; [json.loads(l) for l in sys.stdin]"),
    ] {
      let export = try await Program.byhand(["export", file, "--as", format])
      #expect(export.status == 0)
      let read = try await Program.run(.name("python3"), ["-c", script], input: export.output)
      #expect(read.status == 0, "\(read.errors)")
    }
  }

  // MARK: Wireshark

  private func dissected(
    _ file: OldFile, _ scratch: Scratch, _ arguments: [String]
  ) async throws -> [String] {
    let capture = "\(scratch.path)/session.pcapng"
    let export = try await Program.byhand(
      ["export", file.path, "--as", "pcapng", "-o", capture, "--force"])
    #expect(export.status == 0, "\(export.errors)")
    return try await Program.run(
      .name("tshark"), ["-r", capture, "-o", "ip.check_checksum:TRUE"] + arguments
    ).lines
  }

  @Test(.needs("tshark"))
  func `Wireshark reads commands, codes and the message in our capture`() async throws {
    let scratch = Scratch()
    let commands = try await dissected(
      .lecture, scratch,
      ["-Y", "smtp.req.command", "-T", "fields", "-e", "smtp.req.command"])
    #expect(commands.contains("HELO") && commands.contains("DATA") && commands.last == "QUIT")
    let codes = try await dissected(
      .lecture, scratch, ["-Y", "smtp.response.code", "-T", "fields", "-e", "smtp.response.code"])
    #expect(codes.first == "220" && codes.contains("354") && codes.last == "221")
    let messages = try await dissected(.relay, scratch, ["-Y", "imf"])
    #expect(!messages.isEmpty)
    let requests = try await dissected(
      .http, scratch, ["-Y", "http.request", "-T", "fields", "-e", "http.request.method"])
    #expect(requests.contains("GET"))
  }

  @Test(.needs("tshark"), arguments: OldFile.allCases)
  func `Wireshark finds nothing wrong with our TCP`(file: OldFile) async throws {
    let faults = try await dissected(
      file, Scratch(),
      [
        "-o", "tcp.check_checksum:TRUE", "-Y",
        "tcp.analysis.flags || ip.checksum.status != 1 || tcp.checksum.status != 1 || _ws.malformed",
      ])
    #expect(faults.isEmpty, "\(faults)")
  }
}
