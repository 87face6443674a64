import Subprocess
import TestSupport
import Testing

/// Browsers against the web mailbox.
@Suite(.fewAtOnce) struct BrowserTests {
  /// Everything that has made a browser run, load, submit, frame or leave.
  private static func hostile(_ place: String) -> String {
    """
    <html><head><base href="\(place)/"><meta http-equiv=refresh content="0;url=\(place)/refresh">
    <link rel=stylesheet href="\(place)/link.css"><style>@import url("\(place)/import.css");</style>
    <script>console.log('HARMED'); fetch('\(place)/fetch')</script><script src="\(place)/x.js"></script>
    </head><body onload="console.log('HARMED')" background="\(place)/background">
    <h2 style="background:url(\(place)/style)">Dear bob</h2>
    <img src="\(place)/image" alt="a big sale"><img srcset="\(place)/set 1x"><img src="x" onerror="console.log('HARMED')">
    <iframe src="\(place)/frame"></iframe><iframe srcdoc="<script>console.log('HARMED')</script>"></iframe>
    <object data="\(place)/object"></object><embed src="\(place)/embed">
    <video src="\(place)/video" poster="\(place)/poster" autoplay></video><audio src="\(place)/audio" autoplay></audio>
    <svg onload="console.log('HARMED')"><image href="\(place)/svg"/><script>console.log('HARMED')</script></svg>
    <form action="\(place)/form"><input name=password autofocus onfocus="console.log('HARMED')"></form>
    <script>document.forms[0].submit()</script><table background="\(place)/table"><tr><td>x</table>
    <!-- <!-- --><img src="\(place)/comment"><![CDATA[<img src="\(place)/cdata" onerror="console.log('HARMED')">]]>
    <noscript><p title="</noscript><img src=\(place)/noscript>"></noscript>
    <img src="cid:own" alt="own"></body></html>
    """
  }

  // A picture of one dot.
  private static let dot =
    "R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="

  private static func message(_ place: String) -> String {
    let lines = [
      "From: eve@evil.example", "Subject: <script>console.log('HARMED')</script>",
      "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html", "",
      hostile(place), "--b", "Content-Type: image/gif", "Content-ID: <own>",
      "Content-Transfer-Encoding: base64", "", dot, "--b--", "",
    ]
    return lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
  }

  @Test(
    .needs("chromium", "curl"),
    arguments: ["/bob/1", "/bob/"])
  func `a hostile message makes a browser do nothing`(path: String) async throws {
    let decoy = try DecoyListener()
    let store = Scratch()
    let (home, letter) = (store.path, "\(store.path)/letter")
    try Program.write(Self.message("http://127.0.0.1:\(decoy.port)"), to: letter)
    let page = try await Serving.byhand(store: store) { smtp, http in
      let sent = try await Program.run(
        .name("curl"),
        [
          "-sS", "smtp://127.0.0.1:\(smtp)/evil.example", "--mail-from", "eve@evil.example",
          "--mail-rcpt", "bob@hamburger.edu", "-T", letter,
        ])
      #expect(sent.status == 0, "\(sent.errors)")
      return try await Self.browse("http://127.0.0.1:\(http)\(path)", home: home)
    }.result
    #expect(page.output.contains("bob@hamburger.edu"), "\(page.errors)")
    #expect(path != "/bob/1" || page.output.contains("<h2>Dear bob</h2>"))
    #expect(!decoy.wasCalled())
    // What a page writes to its console, a browser writes to its log.
    #expect(!page.errors.contains("HARMED") && !page.errors.contains("CONSOLE"))
  }

  @Test(.needs("curl"))
  func `the decoy notices a connection`() async throws {
    let decoy = try DecoyListener()
    #expect(!decoy.wasCalled())
    _ = try await Program.run(
      .name("curl"), ["-s", "--max-time", "0.2", "http://127.0.0.1:\(decoy.port)/"])
    #expect(decoy.wasCalled())
  }

  @Test(.needs("curl"))
  func `a user's mailbox opens with the password only, and no recording holds it`() async throws {
    let store = Scratch()
    let records = Scratch()
    let letter = "\(store.path)/letter"
    try Program.write(PeerTests.message, to: letter)
    let statuses = try await Serving.byhand(
      store: store, arguments: ["--user", "dan:pick:les", "--record", records.path]
    ) { smtp, http in
      _ = try await Program.run(
        .name("curl"),
        [
          "-sS", "smtp://127.0.0.1:\(smtp)/crepes.fr", "--mail-from", "alice@crepes.fr",
          "--mail-rcpt", "dan@hamburger.edu", "-T", letter,
        ])
      var statuses: [String] = []
      for login in [[], ["-u", "dan:pick"], ["-u", "bob:pick:les"], ["-u", "dan:pick:les"]] {
        let page = try await Program.run(
          .name("curl"),
          ["-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(http)/dan/1"] + login)
        statuses.append(page.output)
      }
      return statuses
    }.result
    #expect(statuses == ["401", "401", "401", "200"])
    let kept = records.files(in: "") + store.files(in: "")
    #expect(!kept.isEmpty)
    #expect(kept.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("pick:les") })
  }

  @Test(arguments: ["dan", "dan:", ":pickles", "\(String(repeating: "a", count: 65)):pickles", ""])
  func `a malformed --user is refused without repeating the secret`(user: String) async throws {
    // Should it be taken for a user, the missing file ends the server.
    let outcome = try await Program.byhand(
      ["serve", "--user", user, "--scenario", "/nonexistent/file"])
    #expect(outcome.status == 64)
    #expect(!(outcome.output + outcome.errors).contains("pickles"))
  }

  @Test func `a mailbox needs a name`() async throws {
    let outcome = try await Program.byhand(
      ["serve", "--mailbox", "", "--scenario", "/nonexistent/file"])
    #expect(outcome.status == 64)
  }

  /// The page as the browser made it, once its scripts had their time.
  private static func browse(_ address: String, home: String) async throws -> Program.Outcome {
    try await Program.run(
      .name("chromium"),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-breakpad",
        "--user-data-dir=\(home)/browser", "--enable-logging=stderr", "--v=0",
        "--virtual-time-budget=3000", "--dump-dom", address,
      ],
      // Chromium puts a socket into the folder for temporary files, and a socket's path must be
      // short.
      environment: [
        "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home, "TMPDIR": home,
      ])
  }
}
