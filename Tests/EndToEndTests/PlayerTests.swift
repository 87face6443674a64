import Subprocess
import TestSupport
import Testing

/// An exported session in a browser, by keyboard alone: `player.py` says what must hold.
@Suite(.fewAtOnce) struct PlayerTests {
  private static let script = #filePath.replacing("PlayerTests.swift", with: "player.py")

  private func play(_ kind: String, _ recording: String, _ scratch: Scratch) async throws {
    let page = "\(scratch.path)/page.html"
    let export = try await Program.byhand(["export", recording, "--as", "html", "-o", page])
    #expect(export.status == 0, "\(export.errors)")
    let outcome = try await Program.run(
      .name("python3"), [Self.script, kind, page, scratch.path])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test(.needs("python3", "chromium", "chromedriver"))
  func `the lecture's session is played, asked, read in both languages and printed`() async throws {
    try await play("lecture", OldFile.lecture.path, Scratch())
  }

  @Test(.needs("python3", "chromium", "chromedriver"))
  func `a program's session of milliseconds can be seen, and no answer stands above its question`()
    async throws
  {
    let scratch = Scratch()
    let file = "\(scratch.path)/program.jsonl"
    let open = { (number: Int, dialect: String) in
      #""c":\#(number),"kind":"open","dialect":"\#(dialect)","host":"hamburger.edu","port":25,"address":"127.0.0.1:2525"}"#
    }
    let said = { (side: String, text: String, number: Int) in
      #""c":\#(number),"kind":"line","from":"\#(side)","text":"\#(text)"}"#
    }
    let smtp = """
      S 220 hamburger.edu
      C EHLO crepes.fr
      S 250 PIPELINING
      C MAIL FROM:<alice@crepes.fr>
      C RCPT TO:<x@hamburger.edu>
      C RCPT TO:<bob@hamburger.edu>
      C DATA
      S 250 ok
      S 550 no
      S 250 ok
      S 354 go
      C Hi
      C .
      C QUIT
      Q
      S 451 later
      S 221 bye
      """
    let queued =
      #""c":0,"kind":"world","did":"queued","host":"hamburger.edu","message":"1","recipient":"bob@hamburger.edu","sender":"alice@crepes.fr"}"#
    let lines = smtp.split(separator: "\n").map { line in
      line == "Q"
        ? queued : said(line.hasPrefix("S") ? "server" : "client", String(line.dropFirst(2)), 1)
    }
    let http = [
      open(2, "http"), said("client", "GET / HTTP/1.0", 2), said("client", "", 2),
      said("server", "HTTP/1.0 404 No", 2),
    ]
    let events = ([open(1, "smtp")] + lines + http).enumerated().map {
      "{\"n\":\($0 + 1),\"ms\":\($0 / 2),\($1)"
    }
    let head =
      #"{"format":"byhand-transcript","version":1,"started":"2026-11-23T15:00:00.000Z","software":"","side":"client"}"#
    try Program.write(([head] + events).joined(separator: "\n") + "\n", to: file)
    try await play("program", file, scratch)
  }

  @Test(.needs("python3", "chromium", "chromedriver"))
  func `a hostile session does nothing to a browser`() async throws {
    let scratch = Scratch()
    let file = "\(scratch.path)/hostile.jsonl"
    let texts = [
      #"</script><script>window.harmed = 1</script>"#, #"</code></p></div><img src=x>"#,
      #"<img src=//192.0.2.1/x onerror=window.harmed=1>"#, #"]]>&amp;&#0;\u0000"#,
      #"\u001b[2J\ufffe\uffff"#, #"\u202egnp.\u2028"#, #"\" onfocus=window.harmed=1 autofocus \""#,
      #"<!--"#, #"</template></title></style><base href=//192.0.2.1/>"#,
      #"<meta http-equiv=refresh content=0;url=//192.0.2.1/>"#,
    ]
    let lines = texts.enumerated().map {
      #"{"n":\#($0 + 3),"ms":0,"c":1,"kind":"line","from":"client","text":"\#($1)"}"#
    }
    let head = [
      #"{"format":"byhand-transcript","version":1,"started":"</title><script>window.harmed = 1</script>","software":"","side":"client"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"</script><script>window.harmed = 1</script>","port":25,"address":"</p><script>window.harmed = 1</script>"}"#,
      #"{"n":2,"ms":0,"c":1,"kind":"line","from":"server","base64":"gP/+"}"#,
    ]
    try Program.write((head + lines).joined(separator: "\n") + "\n", to: file)
    try await play("hostile", file, scratch)
  }
}
