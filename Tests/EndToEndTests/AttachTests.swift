import Glibc
import Language
import Subprocess
import TestSupport
import Testing

/// `:attach`, `:send` and `:mailbox`, as a script sees them.
@Suite(.fewAtOnce) struct AttachTests {
  private static let opening = """
    telnet hamburger.edu 25
    EHLO crepes.fr
    MAIL FROM:<alice@crepes.fr>
    RCPT TO:<bob@hamburger.edu>
    DATA

    """

  private func type(
    _ lines: String, store: Scratch, arguments: [String] = ["--plain"]
  ) async throws -> Program.Outcome {
    try await Program.byhand(
      arguments + ["--no-record", "--store", store.path + "/mail"], input: Self.opening + lines)
  }

  private func write(_ octets: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "wb"))
    defer { fclose(file) }
    fwrite(octets, 1, octets.count, file)
  }

  /// What a client's lines, in their order, leave of a message: dots unstuffed, CR LF after each.
  private func sent(_ outcome: Program.Outcome) -> String {
    let lines = outcome.wire.drop { !$0.hasPrefix("S: 354") }.dropFirst()
      .prefix { $0 != "C: ." }
    return lines.map { line in
      let text = line.dropFirst(3)
      return (text.hasPrefix(".") ? text.dropFirst() : text) + "\r\n"
    }.joined()
  }

  private func stored(in store: Scratch) -> String {
    String(
      decoding: store.files(in: "mail/hamburger.edu/bob/new").first ?? [], as: UTF8.self)
  }

  @Test func `what is shown is what was sent, and what was sent is stored`() async throws {
    let scratch = Scratch()
    let picture = (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    try write(picture, to: scratch.path + "/crepe.png")
    let outcome = try await type(
      """
      Subject: a picture
      :attach \(scratch.path)/crepe.png --text "Dear Bob"
      .
      QUIT

      """, store: scratch)
    #expect(outcome.status == 0)
    let message = sent(outcome)
    #expect(message.hasPrefix("Subject: a picture\r\n"))
    #expect(stored(in: scratch).hasSuffix(message))
    #expect(outcome.wire.contains { $0.hasPrefix("S: 250 2.0.0") })
    #expect(outcome.output.contains("9,000 octets became 12,316"))
  }

  @Test func `the recording marks the lines that byhand typed, and the final dot as the student's`()
    async throws
  {
    let scratch = Scratch()
    try write([1, 2, 3], to: scratch.path + "/my file.bin")
    let outcome = try await type(
      """
      :attach "\(scratch.path)/my file.bin"
      .

      """, store: scratch, arguments: ["--json"])
    let content = outcome.lines.filter { $0.contains(#""kind":"line","from":"client""#) }.dropFirst(
      4)
    #expect(content.count > 10)
    #expect(content.dropLast().allSatisfy { $0.contains(#""by":"console""#) })
    #expect(content.last?.contains(#""by":"console""#) == false)
    #expect(content.contains { $0.contains(#""text":"AQID""#) })
  }

  @Test(.needs("python3"))
  func `Python's email reads the same parts`() async throws {
    let scratch = Scratch()
    let files: [(name: String, octets: [UInt8])] = [
      ("crepe.png", (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
      ("可丽饼 图.pdf", [0x25, 0x50, 0x44, 0x46]), ("empty.bin", []),
      (String(repeating: "长", count: 60) + ".txt", Array("你好\r\n".utf8)),
    ]
    for file in files { try write(file.octets, to: "\(scratch.path)/\(file.name)") }
    let names = files.map { "'\(scratch.path)/\($0.name)'" }.joined(separator: " ")
    _ = try await type(
      """
      :attach \(names) --text "可丽饼好吃。" --subject "可丽饼的图片，很多很多很多很多很多很多很多很多"
      .

      """, store: scratch)
    let message = scratch.path + "/message.eml"
    try write(Array(stored(in: scratch).utf8), to: message)
    let script = """
      import email, email.policy, sys, pathlib
      m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
      assert m['from'] == 'alice@crepes.fr' and m['to'] == 'bob@hamburger.edu', m.items()
      assert m['subject'] == '可丽饼的图片，很多很多很多很多很多很多很多很多', m['subject']
      assert m['date'].datetime and m['message-id'] and not m.defects, m.defects
      text, *files = list(m.iter_parts())
      assert text.get_content_type() == 'text/plain'
      assert text.get_payload(decode=True).decode() == '可丽饼好吃。'
      for part, path in zip(files, sys.argv[2:], strict=True):
          assert not part.defects, part.defects
          assert part.get_filename() == pathlib.Path(path).name, part.get_filename()
          assert part.get_payload(decode=True) == pathlib.Path(path).read_bytes(), path
          assert part.get_content_disposition() == 'attachment'
      """
    let read = try await Program.run(
      .name("python3"), ["-c", script, message] + files.map { "\(scratch.path)/\($0.name)" })
    #expect(read.status == 0, "\(read.errors)")
  }

  @Test func `a file is sent line by line, dots stuffed, with CR LF`() async throws {
    let scratch = Scratch()
    try write(Array("Subject: x\n\n.dot\n..two\r\nnaïve\n.".utf8), to: scratch.path + "/letter")
    let outcome = try await type(":send \(scratch.path)/letter\n.\n", store: scratch)
    #expect(
      stored(in: scratch).hasSuffix("\r\nSubject: x\r\n\r\n.dot\r\n..two\r\nnaïve\r\n.\r\n"))
    #expect(outcome.wire.contains("C: ..dot") && outcome.wire.contains("C: ...two"))
    #expect(outcome.output.contains("3 lines began with a dot"))
    #expect(outcome.output.contains("From line 5 on there are octets above 127"))
  }

  @Test(arguments: ["en", "zh"])
  func `a file that cannot be sent is named, and none of it is sent`(language: String) async throws
  {
    let scratch = Scratch()
    try write(Array("a\rb\n".utf8), to: scratch.path + "/cr")
    let huge = scratch.path + "/huge"
    try write([], to: huge)
    truncate(huge, 40 << 20)
    mkfifo(scratch.path + "/pipe", 0o600)
    let outcome = try await type(
      """
      :send \(scratch.path)/nosuch
      :send \(scratch.path)
      :send \(scratch.path)/pipe
      :send \(huge)
      :send \(scratch.path)/cr
      :attach \(scratch.path)/nosuch
      :attach \(huge)
      :attach
      :send

      """, store: scratch, arguments: ["--plain", "--lang", language])
    let after = outcome.lines.drop { !$0.hasPrefix("S: 354") }
    #expect(!after.contains { $0.hasPrefix("C: ") })
    let words =
      language == "en"
      ? [
        "There is no file", "is a folder", "is a pipe", "at most", "has a bare CR",
        "Usage: :attach",
      ]
      : ["没有文件", "是文件夹", "是管道", "最多能发送", "单独的 CR", "用法：:attach"]
    for word in words { #expect(outcome.output.contains(word), "\(word)") }
  }

  @Test func `outside DATA the commands say what comes first`() async throws {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record"],
      input: """
        :attach x.png
        telnet hamburger.edu 25
        :attach x.png
        HELO crepes.fr
        MAIL FROM:<alice@crepes.fr>
        :send x
        RCPT TO:<bob@hamburger.edu>
        :send x
        DATA
        Content-Type: image/png
        :attach x.png

        text
        :attach x.png

        """)
    #expect(outcome.output.contains("no connection is open. First: telnet"))
    #expect(outcome.output.contains("First: HELO, MAIL FROM, RCPT TO, DATA."))
    #expect(outcome.output.contains("First: RCPT TO, DATA."))
    #expect(outcome.output.contains("First: DATA."))
    #expect(outcome.output.contains("already typed content-type:"))
    #expect(outcome.output.contains("The header of this message has ended"))
    #expect(!outcome.output.contains("There is no file"))
  }

  @Test func `bob opens his mailbox, reads a message, and sees its octets`() async throws {
    let scratch = Scratch()
    try write([1, 2, 3], to: scratch.path + "/a.png")
    let outcome = try await type(
      """
      Do you like ketchup?
      .
      MAIL FROM:<alice@crepes.fr>
      RCPT TO:<bob@hamburger.edu>
      DATA
      :attach \(scratch.path)/a.png --text "你好 \u{202E}dlrow" --subject 图
      .
      :mailbox bob
      :mailbox bob 1
      :mailbox bob@hamburger.edu 2
      :wire on
      :mailbox bob 1
      :mailbox bob 3
      :mailbox nobody

      """, store: scratch)
    let shown = outcome.lines.filter { $0.hasPrefix("#") }
    #expect(outcome.output.contains("bob@hamburger.edu: 2 messages."))
    #expect(shown.contains { $0.contains("图") && $0.hasSuffix("@1") })
    #expect(shown.contains { $0.contains("Envelope from:  <alice@crepes.fr>") })
    #expect(shown.contains("#   Do you like ketchup?"))
    #expect(shown.contains("#   你好 \u{FFFD}dlrow"))
    #expect(shown.contains { $0.contains("a.png  image/png  3 octets") })
    #expect(shown.contains("#   Return-Path: <alice@crepes.fr>␍␊"))
    #expect(shown.contains { $0.contains("header: there is none · 0 octets") })
    #expect(shown.contains("#   Do you like ketchup?␍␊"))
    #expect(outcome.output.contains("has no message 3"))
    #expect(outcome.output.contains("No mailbox nobody here"))
  }
}
