import Language
import TestSupport
import Testing

/// `:server`, `:queue` and `:watch`, typed into a console that runs while the test listens.
@Suite(.fewAtOnce) struct PracticeServersTests {
  /// Everything that was printed.
  private func play(_ steps: [Program.Step], language: String = "en") async throws -> [String] {
    let outcome = try await Program.byhand(
      ["--plain", "--no-record", "--lang", language], steps: steps)
    #expect(outcome.status == 0)
    return outcome.lines
  }

  private static let submission: [Program.Step] = [
    "telnet crepes.fr 25", "HELO alice.crepes.fr", "MAIL FROM:<alice@crepes.fr>",
    "RCPT TO:<bob@hamburger.edu>", "DATA", "Do you like ketchup?", ".", "QUIT",
  ].map { .type($0) }

  @Test(arguments: [
    (
      "en", "could not pass on", "1 message in the queue", "connection refused", "has passed on",
      "empty"
    ),
    ("zh", "暂时送不出去", "1 封邮件", "连接被拒绝", "已经送出", "空的"),
  ])
  func `mail for a server that is down waits in the queue, and is watched on its way when it is up`(
    language: String, deferred: String, holds: String, reason: String, delivered: String,
    empty: String
  ) async throws {
    let lines = try await play(
      [.type(":server hamburger.edu down")] + Self.submission + [
        .hear(deferred), .type(":queue"), .hear(reason), .type(":watch crepes.fr"),
        .type(":server hamburger.edu up"), .type(":queue run"), .hear(delivered), .type(":queue"),
        .hear(empty),
      ], language: language)
    #expect(lines.contains { $0.contains(holds) })
    #expect(lines.contains { $0.contains("bob@hamburger.edu") && $0.contains(reason) })
    // The student's own conversation, then the one that was watched: byhand's world answers both.
    let wire = lines.filter { !$0.hasPrefix("#") }
    #expect(
      wire.filter { $0.hasPrefix("S: 220 ") } == ["S: 220 crepes.fr", "S: 220 hamburger.edu"])
    #expect(wire.filter { $0 == "C: Do you like ketchup?" }.count == 2)
    #expect(lines.contains { $0.contains("crepes.fr → hamburger.edu") })
  }

  @Test func `:compare names the pushed message where the mailbox held others before`()
    async throws
  {
    let scratch = Scratch()
    let push = [
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA", "Do you like ketchup?", ".", "QUIT",
    ]
    let pull = ["telnet hamburger.edu 80", "GET /bob/1.eml HTTP/1.0", "", ":compare"]
    let arguments = ["--plain", "--no-record", "--lang", "en", "--store", scratch.path]
    func play(_ lines: [String]) async throws -> String {
      try await Program.byhand(arguments, input: lines.map { $0 + "\n" }.joined()).output
    }
    _ = try await play(push)
    let other = push.map { $0.replacing("ketchup", with: "pickles") }
    let text = try await play(other + pull)
    #expect(text.contains("http://hamburger.edu/bob/2.eml"))
    #expect(!text.contains("http://hamburger.edu/bob/1.eml"))
  }

  @Test(arguments: [
    ("en", "#   Bcc:   dan@fig.example", "4 more header fields not shown"),
    ("zh", "#   密送：    dan@fig.example", "还有 4 个字段没有显示"),
  ])
  func `a Bcc line that stands in a stored header is shown, and other fields are counted`(
    language: String, bcc: String, rest: String
  ) async throws {
    let lines = try await play(
      [
        "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
        "RCPT TO:<bob@hamburger.edu>", "DATA", "From: alice@crepes.fr", "Bcc: dan@fig.example",
        "X-Mailer: byhand", "", "ketchup", ".", "QUIT", ":mailbox bob 1",
      ].map { .type($0) } + [.hear(":wire on")], language: language)
    #expect(lines.contains(bcc))
    // Return-Path, Delivered-To, Received and X-Mailer.
    #expect(lines.contains { $0.contains(rest) && $0.contains(":wire on") })
  }

  @Test(arguments: [
    ("en", "This is the mail server of crepes.fr", "The same in Chinese"),
    ("zh", "这里是 crepes.fr 的邮件服务器", "英文说明"),
  ])
  func `a report begins in the session's language, and its parts are apart`(
    language: String, first: String, second: String
  ) async throws {
    let lines = try await play(
      [
        "telnet crepes.fr 25", "HELO me.example", "MAIL FROM:<alice@crepes.fr>",
        "RCPT TO:<nobody@hamburger.edu>", "DATA", "Subject: pickles", "", "ketchup", ".", "QUIT",
      ].map { .type($0) } + [
        .hear(language == "en" ? "here, without another server" : "不经过别的服务器"),
        .type(":mailbox alice 1"), .hear(":wire on"),
      ], language: language)
    let text = lines.map { $0.dropFirst(2).drop { $0 == " " } }
    let place = { (words: String) in text.firstIndex { $0.hasPrefix(words) } }
    let (one, two) = (try #require(place(first)), try #require(place(second)))
    let rule = try #require(text[two...].firstIndex { !$0.isEmpty && $0.allSatisfy { $0 == "─" } })
    let returned = try #require(text.lastIndex { $0 == "Subject: pickles" })
    #expect(one < two && two < rule && rule < returned)
  }

  @Test func `only the watched server's conversation is shown`() async throws {
    let lines = try await play(
      Self.submission + [
        .hear("has passed on"), .type(":watch off"), .hear("No server is being watched"),
      ])
    #expect(lines.filter { $0.hasPrefix("S: 220 ") } == ["S: 220 crepes.fr"])
  }

  @Test(arguments: [
    (":server hamburger.edu greylist", "450"), (":server hamburger.edu full", "452"),
    (":server hamburger.edu closing", "421"),
    (":server hamburger.edu reject RCPT 550", "550"),
  ])
  func `a server misbehaves as :server says, until it is up`(command: String, code: String)
    async throws
  {
    let try1: [Program.Step] = [
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", ":drop",
    ].map { .type($0) }
    let lines = try await play(
      [.type(command)] + try1 + [.type(":server hamburger.edu up")] + try1 + [
        .type(":server nobody.example up")
      ])
    let replies = lines.filter { $0.hasPrefix("S: ") }
    #expect(replies.contains { $0.hasPrefix("S: \(code)") })
    #expect(replies.suffix(4).allSatisfy { $0.hasPrefix("S: 2") })
    #expect(lines.contains { $0.contains("nobody.example") })
  }

  @Test(arguments: [
    (":server hamburger.edu asleep", "There is no scenario"),
    (":server hamburger.edu reject RCPT", "is wrong"),
    (":watch hamburger.edu", "does not pass mail on"),
    (":watch gmail.com", "The practice world has no server gmail.com"), (":queue empty", "Usage"),
  ])
  func `an impossible :server command is explained and changes nothing`(
    command: String, words: String
  ) async throws {
    let lines = try await play([.type(command), .hear(words), .type(":server hamburger.edu")])
    #expect(lines.last { $0.contains("hamburger.edu") }?.contains("works normally") == true)
  }

  @Test func `the web mailbox speaks the session's language, from the first request on`()
    async throws
  {
    let request = ["GET /carol/1 HTTP/1.1", "Host: hamburger.edu", ""]
    let outcome = try await Program.byhand(
      ["--plain", "--no-record", "--lang", "zh"],
      input: (["telnet hamburger.edu 80"] + request + [":lang en"] + request)
        .map { $0 + "\n" }.joined())
    let answers = outcome.lines.filter { $0.hasPrefix("S: carol") }
    #expect(
      answers == [
        "S: carol 的邮箱是空的：还没有人用 SMTP 送来邮件。",
        "S: carol's mailbox is empty: nothing has been brought here by SMTP yet.",
      ])
  }
}
