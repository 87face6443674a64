import Glibc
import Language
import Subprocess
import TestSupport
import Testing

/// The lecture's conversation, typed into the program that students run.
@Suite(.fewAtOnce) struct LectureTests {
  static let typed = """
    telnet hamburger.edu 25
    HELO crepes.fr
    MAIL FROM: <alice@crepes.fr>
    RCPT TO: <bob@hamburger.edu>
    DATA
    Do you like ketchup?
    How about pickles?
    .
    QUIT

    """

  static let printed = """
    S: 220 hamburger.edu
    C: HELO crepes.fr
    S: 250 Hello crepes.fr, pleased to meet you
    C: MAIL FROM: <alice@crepes.fr>
    S: 250 alice@crepes.fr... Sender ok
    C: RCPT TO: <bob@hamburger.edu>
    S: 250 bob@hamburger.edu ... Recipient ok
    C: DATA
    S: 354 Enter mail, end with "." on a line by itself
    C: Do you like ketchup?
    C: How about pickles?
    C: .
    S: 250 Message accepted for delivery
    C: QUIT
    S: 221 hamburger.edu closing connection
    """

  @Test(arguments: ["en", "zh"])
  func `plain output holds the lecture's transcript to the letter`(language: String) async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record", "--lang", language], input: Self.typed)
    #expect(outcome.status == 0)
    #expect(outcome.wire.joined(separator: "\n") == Self.printed)
  }

  /// Students have no privileges on their university's machines, but this test often runs as root.
  @Test func `it needs no privileges`() async throws {
    let scratch = Scratch()
    let copy = "\(scratch.path)/byhand"
    let copied = try await Program.run(.name("cp"), [Program.byhand, copy])
    try #require(copied.status == 0 && chmod(scratch.path, 0o755) == 0)
    let nobody: uid_t? = getuid() == 0 ? 65_534 : nil
    let version = try await Program.byhand(["--version"], executable: copy, user: nobody)
    guard nobody == nil || version.status != 127 else {
      try Test.cancel("Swift's libraries are where only root can read them")
    }
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"], input: Self.typed, executable: copy, user: nobody)
    #expect(outcome.wire.joined(separator: "\n") == Self.printed)
  }

  @Test func `the notes of JSON output carry the phases in order and the code of every reply`()
    async throws
  {
    let outcome = try await Program.byhand(["--json", "--no-record"], input: Self.typed)
    let notes = outcome.lines.filter { $0.hasPrefix(#"{"kind":"note""#) }
    let phases = notes.filter { $0.contains(#""about":"phase""#) }.compactMap { note in
      ["handshake", "transfer", "close"].first { note.contains(#""phase":"\#($0)""#) }
    }
    #expect(phases == ["handshake", "transfer", "close"])
    for code in [220, 250, 354, 221] {
      #expect(notes.contains { $0.contains(#""code":\#(code)"#) })
    }
  }

  @Test func `in Chinese every note is Chinese and the wire keeps its bytes`() async throws {
    let english = try await Program.byhand(["--json", "--no-record"], input: Self.typed)
    let chinese = try await Program.byhand(
      ["--json", "--no-record", "--lang", "zh"], input: Self.typed)
    let notes = chinese.lines.filter { $0.hasPrefix(#"{"kind":"note""#) }
    #expect(!notes.isEmpty)
    for note in notes {
      #expect(note.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(note)")
    }
    let wire = { (outcome: Program.Outcome) in
      outcome.lines.filter { $0.contains(#""kind":"line""#) }
        .map { $0.drop(while: { $0 != "c" }) }.map { String($0) }
        .map { $0.split(separator: #""kind""#).last.map(String.init) ?? "" }
    }
    #expect(wire(chinese) == wire(english))
  }

  @Test func `the message is in bob's mailbox`() async throws {
    let store = Scratch()
    _ = try await Program.byhand(
      ["--plain", "--no-record", "--store", store.path], input: Self.typed)
    let messages = store.files(in: "hamburger.edu/bob/new")
    #expect(messages.count == 1)
    let text = String(decoding: messages.first ?? [], as: UTF8.self)
    #expect(text.hasPrefix("Return-Path: <alice@crepes.fr>\r\n"))
    #expect(text.hasSuffix("\r\n\r\nDo you like ketchup?\r\nHow about pickles?\r\n"))
  }
}
