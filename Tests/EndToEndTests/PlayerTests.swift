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
