import FoundationEssentials
import Protocols
import Subprocess
import TestSupport
import Testing
import Transcripts

/// `byhand import`: what it takes, where it writes, what it says and how it ends.
@Suite(.fewAtOnce) struct ImportCommandTests {
  private static let dialogue = "S: 220 a\nC: QUIT\nS: 221 b\n"
  private static let swaks = "<-  220 c\n -> QUIT\n<-  221 d\n"

  private func folder() throws -> Scratch {
    let scratch = Scratch()
    try Program.write(Self.dialogue, to: "\(scratch.path)/b.txt")
    try Program.write(Self.swaks, to: "\(scratch.path)/a.log")
    try Program.write("secret\n", to: "\(scratch.path)/.hidden")
    return scratch
  }

  @Test func `one input goes to standard output, or to a file that is not replaced`() async throws {
    let scratch = try folder()
    let (file, output) = ("\(scratch.path)/b.txt", "\(scratch.path)/out.jsonl")
    let shown = try await Program.byhand(["import", file])
    #expect(shown.status == 0 && shown.errors == "byhand: \(file): dialogue, 1 conversation\n")
    let transcript = try Transcript(Array(shown.output.utf8))
    #expect(transcript.header.software == "byhand 0.1.0, imported from dialogue")
    #expect(transcript.events.count == 4)
    #expect(try await Program.byhand(["import", file, "-o", output]).status == 0)
    #expect(Program.text(of: output) == shown.output)
    #expect(try await Program.byhand(["import", file, "-o", output]).status == 74)
    #expect(try await Program.byhand(["import", file, "-o", output, "--force"]).status == 0)
    let piped = try await Program.byhand(["import"], input: Self.dialogue)
    #expect(piped.status == 0 && piped.output == shown.output)
    let dash = try await Program.byhand(["import", "-"], input: Self.dialogue)
    #expect(dash.output == shown.output)
  }

  @Test func `a folder becomes a bundle, or files in a folder`() async throws {
    let scratch = try folder()
    let bundle = try await Program.byhand(["import", scratch.path])
    #expect(bundle.status == 0 && bundle.lines.count == 2)
    let names = try bundle.lines.map { try BundledTranscript(line: Array($0.utf8)).recording }
    #expect(names == ["a.jsonl", "b.jsonl"])
    let output = Scratch()
    let into = "\(output.path)/new/folder"
    #expect(try await Program.byhand(["import", scratch.path, "-o", into]).status == 0)
    #expect(output.names("new/folder") == ["a.jsonl", "b.jsonl"])
    // The bundle is an input again.
    let again = Scratch()
    let back = try await Program.byhand(["import", "-", "-o", again.path], input: bundle.output)
    #expect(back.status == 0 && again.names() == ["a.jsonl", "b.jsonl"])
    #expect(
      Program.text(of: "\(again.path)/a.jsonl") == Program.text(of: "\(into)/a.jsonl"))
  }

  @Test func `who is who stays in the names; one file that is there does not keep the others`()
    async throws
  {
    let (scratch, output) = (Scratch(), Scratch())
    for student in ["alice", "bob"] {
      try FileManager.default.createDirectory(
        atPath: "\(scratch.path)/\(student)", withIntermediateDirectories: true)
      try Program.write(Self.dialogue, to: "\(scratch.path)/\(student)/telnet.txt")
    }
    let names = ["alice-telnet.jsonl", "bob-telnet.jsonl"]
    let first = try await Program.byhand(["import", scratch.path, "-o", "\(output.path)/new/"])
    #expect(first.status == 0 && output.names("new") == names)
    #expect(first.errors.contains("→ \(output.path)/new/bob-telnet.jsonl"))
    let json = try await Program.byhand(
      ["import", "--json", scratch.path, "-o", "\(output.path)/json"])
    #expect(json.errors.contains("\"written\":[\"\(output.path)/json/alice-telnet.jsonl\"]"))
    try FileManager.default.removeItem(atPath: "\(output.path)/new/bob-telnet.jsonl")
    let second = try await Program.byhand(["import", scratch.path, "-o", "\(output.path)/new"])
    #expect(second.status == 74 && output.names("new") == names)
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/link", withDestinationPath: "/dev/null")
    let linked = try await Program.byhand(["import", scratch.path])
    #expect(linked.status == 0 && linked.errors.contains("link: a link, or no plain file"))
  }

  @Test func `what cannot be read does not keep the others from being imported`() async throws {
    let scratch = try folder()
    try Program.write("nothing of the kind\n", to: "\(scratch.path)/c.txt")
    let outcome = try await Program.byhand(["import", scratch.path])
    #expect(outcome.status == 65 && outcome.lines.count == 2)
    #expect(outcome.errors.contains("c.txt: no known format"))
    let gone = try await Program.byhand(
      ["import", "\(scratch.path)/gone", "\(scratch.path)/a.log", "--lang", "zh"])
    #expect(gone.status == 74 && gone.lines.count == 1)
    #expect(gone.errors.contains("gone：无法读取") && gone.errors.contains("swaks 格式，1 个对话"))
    #expect(try await Program.byhand(["import", "--from", "word", "x"]).status == 64)
  }

  @Test func `the report names line and column, as lines and as JSON`() async throws {
    let log = "S: 220 a\nwho says this?\nC: QUIT\n"
    let outcome = try await Program.byhand(["import"], input: log)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.hasPrefix("byhand: -: dialogue, 1 conversation; 1 line not understood\n"))
    #expect(outcome.errors.contains("byhand: -:2:1: this line begins with neither"))
    let json = try await Program.byhand(["import", "--json"], input: log)
    #expect(
      json.errors.hasPrefix(
        #"{"file":"-","format":"dialogue","conversations":1,"not_understood":1,"remarks":[{"line":2,"#
      ))
    #expect(json.output == outcome.output)
    let broken = try await Program.byhand(["import", "--json"], input: "?")
    #expect(broken.status == 65)
    #expect(broken.errors.contains(#""format":null"#) == false && broken.errors.contains("error"))
  }

  @Test(.needs("gzip"))
  func `a folder of packed logs is unpacked`() async throws {
    let scratch = try folder()
    _ = try await Program.run(.name("gzip"), ["\(scratch.path)/a.log", "\(scratch.path)/b.txt"])
    let outcome = try await Program.byhand(["import", scratch.path])
    #expect(outcome.status == 0 && outcome.lines.count == 2)
    #expect(outcome.errors.contains("unpacked with gzip"))
  }

  @Test func `an imported recording can be replayed and exported`() async throws {
    let scratch = try folder()
    let file = "\(scratch.path)/x.jsonl"
    _ = try await Program.byhand(["import", "\(scratch.path)/a.log", "-o", file])
    let replayed = try await Program.byhand(["replay", file, "--speed", "1000"])
    #expect(replayed.status == 0 && replayed.wire == ["S: 220 c", "C: QUIT", "S: 221 d"])
    let text = try await Program.byhand(["export", file, "--as", "text"])
    #expect(text.status == 0 && text.wire == replayed.wire)
  }

  @Test func `text that the log left out is not called a secret`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/x.jsonl"
    let log = """
      * Connected to hamburger.edu (192.0.2.1) port 25 (#0)
      < 220 hamburger.edu
      > HELO a
      < 250 ok
      > MAIL FROM:<alice@crepes.fr>
      < 250 ok
      > RCPT TO:<bob@hamburger.edu>
      < 250 ok
      > DATA
      < 354 go
      } [161 bytes data]
      < 250 accepted

      """
    _ = try await Program.byhand(["import", "-", "-o", file], input: log)
    let shown = try await Program.byhand(["replay", file, "--speed", "1000"])
    #expect(shown.output.contains("# 161 octets withheld\n"))
    #expect(shown.output.contains("shows only how long this text is"))
    #expect(!shown.output.contains("password") && !shown.output.contains("answers nothing"))
    #expect(shown.output.contains("The message is accepted"))
  }

  @Test func `names inside a bundle lead nowhere, and each recording keeps its own`() async throws {
    let header =
      #"{"format":"byhand-transcript","version":1,"started":"","software":"x","side":"client"}"#
    let opened = #"{"n":1,"ms":0,"c":1,"kind":"open","host":"a","port":25,"address":"a:25"}"#
    let names = [
      "../../x.jsonl", #"\u001b[2J\u202e"#, ".hidden", "", "same", "same", "same-2",
      String(repeating: "长", count: 200),
    ]
    let bundle = names.map {
      #"{"recording":"\#($0)","transcript":[\#(header),\#(opened)]}"# + "\n"
    }
    let output = Scratch()
    let outcome = try await Program.byhand(
      ["import", "-", "-o", "\(output.path)/in"], input: bundle.joined())
    #expect(outcome.status == 0, "\(outcome.errors)")
    let written = output.names("in")
    #expect(written.count == names.count && output.names() == ["in"])
    #expect(written.allSatisfy { !$0.hasPrefix(".") && $0.utf8.count < 256 })
    let isPlain = written.joined().unicodeScalars.allSatisfy {
      $0.value >= 0x20 && $0 != "\u{202E}"
    }
    #expect(isPlain && written.contains("same-2.jsonl") && written.contains("same-2-2.jsonl"))
  }
}
