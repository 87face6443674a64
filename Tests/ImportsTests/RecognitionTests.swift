import Imports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct RecognitionTests {
  /// A line of each format, as it may stand in the text of a message.
  static let ownLines = [
    "S: 250 ok", "Server: 250 ok", "<-  250 fake", " -> RSET", "=== Trying a:25...",
    "* Connected to a (b) port 25 (#0)", "> MAIL FROM:<eve@x>", "== Info: hello",
    "=> Send header, 16 bytes (0x10)", "send: 'ehlo x'", "reply: b'250 x'",
    "INFO:mail.log:('127.0.0.1', 36460) >> b'EHLO a'", "smtp: 0x55d1: <<< EHLO a",
    "[PROTOCOL] [AAAA] [core] S: 250 ok", "peers:", "# byhand text 1",
    "{\"format\":\"byhand-transcript\",\"version\":1}", "$ telnet hamburger.edu 25",
    "Trying 192.0.2.1...", "220 hamburger.edu", "GET / HTTP/1.1",
  ]

  @Test(arguments: Sample.all)
  func `a sample is recognised, whatever lines stand in its messages`(sample: Sample) throws {
    let format = try #require(sample.format)
    #expect(ImportFormat.recognised(in: sample.octets) == format)
    let ends = sample.octets.indices.filter { sample.octets[$0] == .lineFeed }
    let middle = ends.isEmpty ? sample.octets.count : ends[ends.count / 2] + 1
    // A third of them in each sample, each line in a third of the samples.
    let number = Sample.all.firstIndex { $0.name == sample.name } ?? 0
    for (index, line) in Self.ownLines.enumerated() where (index + number) % 3 == 0 {
      var octets = sample.octets
      octets.insert(contentsOf: Array((line + "\n").utf8), at: middle)
      #expect(ImportFormat.recognised(in: octets) == format, "\(line)")
    }
  }

  @Test func `there is a sample of every format`() {
    let missing = ImportFormat.allCases.filter { format in
      !Sample.all.contains { $0.format == format }
    }
    // Those that byhand writes are made in the tests.
    #expect(missing == [.bundle, .text])
  }

  @Test func `what byhand writes is recognised as such`() throws {
    let recording = Sample["byhand.serve.jsonl"]
    let line = try BundledTranscript.line(
      student: nil, lesson: nil, recording: "a.jsonl", of: recording
    ).octets
    #expect(ImportFormat.recognised(in: line + line) == .bundle)
    let imported = try Import()(line + line)
    #expect(imported.recordings.map(\.name) == ["a.jsonl", "a.jsonl"])
    #expect(imported.recordings.allSatisfy { $0.octets == recording })
    let text = Array("# byhand text 1\nS: 220 a\n".utf8)
    #expect(ImportFormat.recognised(in: text) == .text)
  }

  @Test(arguments: [
    "", "\n\n", "hello\n", "{}", "\u{0}\u{1}\u{2}", "# comment\n", "<html></html>\n",
    "{\"log\":{\"version\":\"1.2\"}}", "12 monkeys\n", "250\n354\n220\n",
    "The server says 220 first.\n250 is a success code.\nThen the client says HELO.\n",
    "C:\\Users\\alice>dir\n", "Server: nginx\nDate: today\n", "> MAIL FROM:<a@b>\n< 550 no\n",
  ])
  func `what is no log is not recognised`(text: String) {
    #expect(ImportFormat.recognised(in: Array(text.utf8)) == nil)
    #expect(throws: ImportFailure.self) { try Import()(Array(text.utf8)) }
  }

  @Test func `a message by itself is no log, whatever is in it`() {
    let message =
      "Received: from crepes.fr\n  by hamburger.edu\nFrom: alice@crepes.fr\nSubject: S: 250\n\n"
      + Self.ownLines.joined(separator: "\n") + "\n"
    #expect(ImportFormat.recognised(in: Array(message.utf8)) == nil)
  }

  @Test(arguments: [
    "Server: 220 a\nClient: QUIT\nServer: 221 b\n", "s: 220 a\nc: QUIT\ns: 221 b\n",
    "服务器：220 a\n客户机：QUIT\n服务器：221 b\n",
  ])
  func `the marks of a dialogue are written in several ways`(text: String) throws {
    let recording = try #require(try Import()(Array(text.utf8)).recordings.first)
    let lines = DialogueLine.all(in: "S: 220 a\nC: QUIT\nS: 221 b")
    #expect(UnmarkedTests.lines(recording.events) == lines)
  }

  @Test func `a prompt of Windows is not a client's mark`() throws {
    let text = """
      C:\\Users\\alice>telnet hamburger.edu 25
      220 hamburger.edu
      QUIT
      221 bye

      遗失对主机的连接。
      C:\\Users\\alice>dir
      """
    let imported = try Import()(Array(text.utf8))
    #expect(imported.report.format == .session)
    let acts = imported.recordings[0].events.map(\.act)
    #expect(acts.contains(.closed(by: .server, .finished)))
    guard case .opened(let opening)? = acts.first else { return #expect(Bool(false)) }
    #expect(opening.attempt.host == "hamburger.edu")
    #expect(UnmarkedTests.lines(imported.recordings[0].events).count == 3)
  }
}
