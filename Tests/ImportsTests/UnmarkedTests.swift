import FoundationEssentials
import Imports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

/// Sessions without marks: the dialogue tells the sides.
@Suite struct UnmarkedTests {
  struct Script: CustomTestStringConvertible, Sendable {
    let name: String
    let lines: [DialogueLine]
    var testDescription: String { name }

    var unmarked: [UInt8] { lines.flatMap { $0.octets + [.lineFeed] } }
    var marked: [UInt8] { lines.flatMap { Array("\($0)\n".utf8) } }
  }

  static let dialogues: [Script] = {
    let folder = Sample.folder.deletingLastPathComponent().appending(path: "Dialogues")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      guard let octets = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
      let lines = String(decoding: octets, as: UTF8.self).split(separator: "\n")
      return Script(name: name, lines: lines.compactMap { DialogueLine($0) })
    }
  }()

  static func lines(_ events: [Event]) -> [DialogueLine] {
    events.compactMap {
      guard case .heard(let side, .line(let line)) = $0.act else { return nil }
      return DialogueLine(side, line.octets)
    }
  }

  @Test(arguments: dialogues)
  func `a dialogue whose marks were taken away gets its sides back`(script: Script) throws {
    let imported = try Import()(script.unmarked)
    let recording = try #require(imported.recordings.first)
    #expect(imported.report.format == .session)
    let isAmbiguous = imported.report.remarks.all.contains { $0.why.english.contains("both sides") }
    #expect(Self.lines(recording.events) == script.lines || isAmbiguous, "\(imported.report)")
  }

  @Test(arguments: dialogues)
  func `with its marks it is the same`(script: Script) throws {
    let recording = try #require(try Import()(script.marked).recordings.first)
    #expect(Self.lines(recording.events) == script.lines)
  }

  @Test func `text that looks like replies is text`() throws {
    let script = """
      S: 220 hamburger.edu
      C: EHLO crepes.fr
      S: 250-hamburger.edu
      S: 250 HELP
      C: MAIL FROM:<alice@crepes.fr>
      S: 250 ok
      C: RCPT TO:<bob@hamburger.edu>
      S: 250 ok
      C: DATA
      S: 354 go
      C: 550 no such user
      C: 421 closing
      C: 250-one
      C: 250 two
      C: QUIT
      C: Connection: none
      C: .
      S: 250 accepted
      C: 250 is what I typed by mistake
      S: 500 unknown
      C: QUIT
      S: 221 bye
      """
    let lines = DialogueLine.all(in: script)
    let imported = try Import()(Script(name: "", lines: lines).unmarked)
    #expect(Self.lines(imported.recordings[0].events) == lines)
    #expect(imported.report.remarks.all.isEmpty)
  }

  @Test func `a group of commands sent together is told from their replies`() throws {
    let script = """
      S: 220 hamburger.edu
      C: EHLO crepes.fr
      S: 250-hamburger.edu
      S: 250 PIPELINING
      C: MAIL FROM:<alice@crepes.fr>
      C: RCPT TO:<bob@hamburger.edu>
      C: DATA
      S: 250 ok
      S: 250 ok
      S: 354 go
      C: hello
      C: .
      C: QUIT
      S: 250 accepted
      S: 221 bye
      """
    let lines = DialogueLine.all(in: script)
    let imported = try Import()(Script(name: "", lines: lines).unmarked)
    #expect(Self.lines(imported.recordings[0].events) == lines)
  }

  @Test func `where both readings are as good, the report says where`() throws {
    // The client may have typed the last line, or the copy may lack the command that it answers.
    let text = "220 a\nHELO b\n250 a\nNOOP\n250 ok\n250 ok\n"
    let imported = try Import()(Array(text.utf8))
    #expect(imported.report.remarks.all.map(\.line) == [6])
    #expect(imported.report.remarks.all.first?.why.english.contains("both sides") == true)
    #expect(Self.lines(imported.recordings[0].events).last?.side == .server)
  }

  @Test func `of the server's side alone, every line is the server's, and the report says so`()
    throws
  {
    let text = "220 a\n250-a\n250 HELP\n250 ok\n354 go\n250 accepted\n221 bye\n"
    let imported = try Import()(Array(text.utf8))
    #expect(Self.lines(imported.recordings[0].events).allSatisfy { $0.side == .server })
    #expect(Self.lines(imported.recordings[0].events).count == 7)
    #expect(imported.report.remarks.all.map(\.line) == [1])
    #expect(imported.report.remarks.all[0].why.english.contains("every line is a reply"))
  }

  @Test func `a copy without the dot: what the server says is the server's, and the line is named`()
    throws
  {
    let script = """
      S: 220 a
      C: HELO b
      S: 250 a
      C: MAIL FROM:<a@b>
      S: 250 ok
      C: RCPT TO:<c@d>
      S: 250 ok
      C: DATA
      S: 354 go
      S: 550 no
      C: QUIT
      S: 221 bye
      """
    let lines = DialogueLine.all(in: script)
    let imported = try Import()(Script(name: "", lines: lines).unmarked)
    #expect(Self.lines(imported.recordings[0].events) == lines)
    #expect(imported.report.remarks.all.map(\.line) == [10])
    #expect(imported.report.remarks.all.first?.why.english.contains("inside a message") == true)
  }

  @Test func `a session that ends inside a text is named`() throws {
    let text =
      "220 a\nHELO b\n250 a\nMAIL FROM:<a@b>\n250 ok\nRCPT TO:<c@d>\n250 ok\nDATA\n354 go\nhello\n"
    let remarks = try Import()(Array(text.utf8)).report.remarks.all
    #expect(remarks.map(\.line) == [10])
    #expect(remarks.first?.why.english.contains("ends inside") == true)
  }

  @Test func `many lines that either side can have said are read, up to a limit`() throws {
    let text = "220 a\nHELO b\n250 a\n" + String(repeating: "250 ok\n", count: 2_000)
    #expect(try Import()(Array(text.utf8)).recordings.first?.events.count ?? 0 > 2_000)
    let many = String(repeating: "250 ok\n", count: Import.unmarkedLimit + 1)
    #expect(throws: ImportFailure.tooManyEvents(line: Import.unmarkedLimit + 1)) {
      try Import()(Array(many.utf8))
    }
  }

  @Test func `a server may close in the middle of a message`() throws {
    let script = """
      S: 220 a
      C: HELO b
      S: 250 a
      C: MAIL FROM:<a@b>
      S: 250 ok
      C: RCPT TO:<c@d>
      S: 250 ok
      C: DATA
      S: 354 go
      C: 550 is a number
      S: 421 a: too slow
      """
    let lines = DialogueLine.all(in: script)
    let imported = try Import()(Script(name: "", lines: lines).unmarked)
    #expect(Self.lines(imported.recordings[0].events) == lines)
  }

  @Test func `a log of one connection behind the other is cut, and a prompt is no line of it`()
    throws
  {
    let text = """
      220 a ready
      QUIT
      221 bye
      220 b ready
      QUIT
      221 bye
      student@lab:~$ ls
      """
    let imported = try Import()(Array(text.utf8))
    #expect(imported.report.conversations == 2)
    #expect(Self.lines(imported.recordings[0].events).count == 6)
    #expect(imported.report.remarks.all.map(\.line) == [7])
  }

  @Test func `several sessions on one screen are several conversations`() throws {
    let text = """
      student@lab:~$ telnet hamburger.edu 25
      Trying 192.0.2.1...
      Connected to hamburger.edu.
      Escape character is '^]'.
      220 hamburger.edu
      QUIT
      221 bye
      Connection closed by foreign host.
      student@lab:~$ telnet crepes.fr 2526
      Trying 192.0.2.2...
      telnet: Unable to connect to remote host: Connection refused
      student@lab:~$ nc hamburger.edu 80
      GET / HTTP/1.0

      HTTP/1.0 200 OK

      S: this is a page
      220 so is this
      """
    let imported = try Import()(Array(text.utf8))
    let acts = imported.recordings[0].events.map(\.act)
    let hosts = acts.compactMap { act -> String? in
      switch act {
      case .opened(let opening):
        "\(opening.attempt.dialect) \(opening.attempt.host) \(opening.attempt.port)"
      case .failed(let attempt, let reason): "\(reason) \(attempt.host) \(attempt.port)"
      default: nil
      }
    }
    #expect(hosts == ["smtp hamburger.edu 25", "refused crepes.fr 2526", "http hamburger.edu 80"])
    #expect(imported.report.remarks.all.isEmpty, "\(imported.report.remarks.all)")
    #expect(acts.contains(.closed(by: .server, .finished)))
  }

  @Test(arguments: [("a\nbc\n", 5), ("a\nbc\n", 7), ("a\nbc", 4), ("a\nbc", 5), ("abc", 3)])
  func `a page's lines end so that its length is what its header says`(
    page: String, length: Int
  ) throws {
    let text = "GET / HTTP/1.1\nHost: a\n\nHTTP/1.1 200 OK\nContent-Length: \(length)\n\n\(page)"
    let events = try Import()(Array(text.utf8)).recordings[0].events
    let body = events.flatMap { event -> [UInt8] in
      if case .heard(.server, .octets(let octets)) = event.act { octets } else { [] }
    }
    #expect(body.count == length)
    #expect(
      body.filter { $0 != .carriageReturn && $0 != .lineFeed }
        == Array(page.utf8.filter { $0 != .lineFeed }))
  }
}
