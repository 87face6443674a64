import Exports
import Language
import Lessons
import Protocols
import TLS
import TestSupport
import Testing
import Transcripts

/// The page that plays a session: what stands in it. What a browser makes of it is tested in
/// `EndToEndTests/PlayerTests`.
@Suite struct PlayerExportTests {
  private static let seeds = 0..<15

  private func page(_ recording: Recording, _ seed: Int = 2) -> String {
    let options = ExportOptions(
      language: seed % 2 == 0 ? .english : .chinese, showsNames: seed % 4 == 0,
      hasText: seed % 3 > 0)
    return String(decoding: recording.exported(as: .html, options), as: UTF8.self)
  }

  /// Without the script, which is the program's own.
  private func body(_ page: String) throws -> Substring {
    let start = try #require(page.firstRange(of: "<body>"))
    let end = try #require(page[start.upperBound...].firstRange(of: "<script>"))
    return page[start.upperBound..<end.lowerBound]
  }

  // MARK: Safety

  @Test func `a stranger's octets never become markup`() throws {
    let names: Set = [
      "b", "button", "caption", "code", "dialog", "div", "footer", "h1", "h2", "h3", "header", "i",
      "input", "kbd", "label", "li", "main", "mark", "ol", "p", "path", "section", "span", "svg",
      "table", "tbody", "td", "template", "th", "thead", "tr",
    ]
    let attributes: Set = [
      "aria-hidden", "aria-keyshortcuts", "aria-labelledby", "aria-live", "aria-pressed",
      "autocomplete", "autofocus", "class", "d", "for", "hidden", "id", "inputmode", "lang", "max",
      "maxlength", "min", "role", "scope", "spellcheck", "tabindex", "type", "value", "viewbox",
    ]
    for seed in Self.seeds {
      // The names of SVG that are not in lower case.
      let text = String(try body(page(SampleSessions.generated(seed), seed)))
        .replacing(" preserveAspectRatio=\"none\"", with: "").replacing("viewBox", with: "viewbox")
      let markup = try #require(StrictMarkup(text), "\(seed)")
      #expect(markup.names.isSubset(of: names), "\(markup.names.subtracting(names))")
      let others = markup.attributes.subtracting(attributes).filter { !$0.hasPrefix("data-") }
      #expect(others.isEmpty, "\(others)")
      #expect(markup.addresses.isEmpty)
    }
  }

  @Test func `a browser may use one script and one style sheet, and ask nobody for anything`() {
    for seed in Self.seeds {
      let page = page(SampleSessions.generated(seed), seed)
      let script = content(of: "script", in: page)
      let style = content(of: "style", in: page)
      #expect(script.count == 1 && style.count == 1)
      let policy = """
        content="default-src 'none'; style-src 'sha256-\(digest(style))'; \
        script-src 'sha256-\(digest(script))'; img-src data:; base-uri 'none'; \
        form-action 'none'"
        """
      #expect(page.contains(policy))
      let head = page.prefix(upTo: page.firstRange(of: "<style>")?.lowerBound ?? page.startIndex)
      #expect(head.ranges(of: "href=").count == 1 && head.contains(#"href="data:,""#))
      #expect(!head.contains("src="))
    }
  }

  private func content(of tag: String, in page: String) -> [Substring] {
    page.split(separator: "<\(tag)>", omittingEmptySubsequences: false).dropFirst().map { rest in
      rest.prefix(upTo: rest.firstRange(of: "</\(tag)>")?.lowerBound ?? rest.endIndex)
    }
  }

  private func digest(_ content: [Substring]) -> String {
    Base64.encoded(SHA256.digest(of: (content.first ?? "").utf8))
  }

  // MARK: What is in it

  @Test func `the wire stands in it as it was`() throws {
    let page = page(SampleSessions.lectureRecording())
    let rows = page.matches(of: /<p class="wire [cs]"><b>([CS]: )<\/b><code>(.*?)<\/code>/)
      .map { "\($0.1)\($0.2)" }.filter { $0 != "S: ???" }
    let shown = SampleSessions.lecture.replacing("C:\n", with: "C: \n")
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    #expect(rows.joined(separator: "\n") == shown)
    #expect(page.ranges(of: "<i class=\"end cr lf\">␍␊</i>").count == rows.count)
    #expect(page.contains("19 octets: 17 and 2 for the line&#39;s end"))
  }

  @Test func `its steps say what the script must know`() {
    let page = page(SampleSessions.lectureRecording())
    let steps = page.matches(of: /<div class="step[^"]*"([^>]*)>/).map { String($0.1) }
    #expect(steps.count == 18)
    #expect(
      steps[3]
        == #" data-time="2100" data-lines="3" data-in="2" data-event="4" data-phase="2" data-reply="250""#
    )
    #expect(steps[2].hasSuffix(#"data-word="helo""#))
    #expect(steps.filter { $0.contains("data-phase") }.count == 3)
    #expect(steps.filter { $0.contains("data-reply") }.count == 7)
    #expect(!steps.contains { $0.contains("data-error") })
    #expect(page.contains(#"max="18""#))
  }

  @Test func `an error is a reply that refuses, or a line with a mistake`() {
    let script = "S: 220 hamburger.edu\nC: HELO\nS: 501 no name\nC: HELO a\nS: 250 ok"
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines(script))
    let page = page(recording)
    let errors = page.matches(of: /data-event="(\d+)"[^>]*data-error=""/).map { String($0.1) }
    #expect(errors == ["3", "4"])
    // The place of the mistake is marked in the line itself.
    #expect(page.contains("<code>HELO<mark> </mark></code>"))
  }

  @Test func `every text stands in it in both languages, whichever is chosen`() {
    for seed in Self.seeds {
      let page = page(SampleSessions.generated(seed), seed)
      let pairs = page.ranges(of: "</span><span lang=\"zh-Hans\">").count
      #expect(page.ranges(of: "<span lang=\"en\">").count == pairs, "\(seed)")
      #expect(page.contains(seed % 2 == 0 ? "<html lang=\"en\" " : "<html lang=\"zh-Hans\" "))
    }
    let page = page(SampleSessions.lectureRecording())
    #expect(page.contains("Phase 1 of 3 · Handshake") && page.contains("第 1 阶段 / 共 3 阶段 · 握手"))
    #expect(page.contains("In SMTP the server speaks first.") && page.contains("SMTP 由服务器先发言。"))
  }

  @Test func `notes stand in it once for each amount in which they differ`() {
    let page = page(SampleSessions.lectureRecording())
    let brief =
      #"<p class="note b reply"><b class="code good">220</b> <span lang="en">success · connection</span>"#
    #expect(page.contains(brief))
    #expect(page.contains(#"<p class="note f reply"><b class="code good">220</b> <i>"#))
  }

  @Test func `what a class may predict waits out of sight`() throws {
    let page = page(SampleSessions.lectureRecording())
    let start = try #require(page.firstRange(of: "<template id=\"questions\">"))
    let rest = page[start.upperBound...]
    let template = rest.prefix(upTo: try #require(rest.firstRange(of: "</template>")).lowerBound)
    let places = template.matches(of: /<div data-place="(\d+)" data-end="(\d+)"/)
      .map { "\($0.1) \($0.2)" }
    // 220, 250, 354 and 221, each where it comes first.
    #expect(places == ["1 2", "3 4", "9 10", "16 17"])
    #expect(template.ranges(of: "data-code=").count == 16)
  }

  /// The line of the request, whose mistake would tell it, and what the queue says.
  @Test func `a question says which step is the first that would tell the answer`() {
    let script =
      "S: 220 a\nC: EHLO b\nS: 250 PIPELINING\nC: MAIL FROM a\nC: NOOP\nS: 501 no\nS: 250 ok"
    let delivered = QueueAct(
      .queued, host: "a", message: "1", recipient: "bob@hamburger.edu")
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines(script)
        + [(0, .world(.queue(delivered)))])
    let page = page(recording)
    let since = page.matches(of: /<div data-place="(\d+)" data-end="\d+" data-since="(\d+)"/)
      .map { "\($0.2) \($0.1)" }
    #expect(since == ["1 1", "2 3", "4 6"])
    #expect(page.contains("Which reply to MAIL FROM a comes now?"))
    #expect(page.ranges(of: #"<div class="step queue""#).count == 1)
  }

  @Test func `the diagram's rows come with their steps, and a count once it is whole`() throws {
    let page = page(SampleSessions.lectureRecording())
    let start = try #require(page.firstRange(of: "<template id=\"diagram\">"))
    let rest = page[start.upperBound...]
    let template = rest.prefix(upTo: try #require(rest.firstRange(of: "</template>")).lowerBound)
    let places = template.matches(of: /<p data-place="(\d+)"/).compactMap { Int($0.1) }
    #expect(places == places.sorted() && places.first == 1 && places.last == 18)
    let counted =
      #"<p data-place="11" data-until="13" class="counted plain" data-from="0" data-to="1">"#
    #expect(template.contains(counted + #"<span lang="en">… 3 lines</span>"#))
    #expect(template.ranges(of: "data-until").count == 1)
  }

  @Test func `a watched conversation stands apart, with the names of its speakers`() {
    let lines = SampleSessions.lines("S: 220 hamburger.edu\nC: EHLO crepes.fr", in: 2)
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened("crepes.fr")), (2, SampleSessions.opened(client: "crepes.fr"))]
        + lines)
    let page = page(recording)
    #expect(page.contains("Conversation 2 · crepes.fr → hamburger.edu (watched)"))
    #expect(page.contains(#"<b><span class="name">hamburger.edu </span>S: </b><code>220"#))
    #expect(page.ranges(of: "<div class=\"step watched\"").count == 3)
  }

  @Test func `what a lesson said, and what was answered, stands where it happened`() {
    let recording = SampleSessions.lessonRecording(SampleLessons.lesson("first-conversation"))
    let options = ExportOptions(language: .english, lessons: SampleLessons.library)
    let page = String(decoding: recording.exported(as: .html, options), as: UTF8.self)
    for part in [
      #"<p class="note fbo lesson strong"><span lang="en">▸ 1/15  A mail server"#,
      #"<p class="note fbo lesson line">  telnet hamburger.edu 25</p>"#,
      #"<p class="note fbo lesson success">"#, #"<p class="note fbo lesson act">"#,
      "Answer: 2  The client", "&lt;b&gt; # *",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func `HTTP has a band and a heading of its own`() {
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines("S: 220 a\nC: QUIT\nS: 221 a")
        + [
          (1, .closed(by: .server, .finished)),
          (2, SampleSessions.opened(dialect: .http, port: 80)),
        ]
        + SampleSessions.lines("C: GET / HTTP/1.1\nC: Host: a\nC:\nS: HTTP/1.1 404 No", in: 2))
    let page = page(recording)
    let steps = page.matches(of: /<div class="step[^"]*"([^>]*)>/).map { String($0.1) }
    #expect(
      steps.map { $0.contains(#"data-in="http""#) } == Array(repeating: false, count: 5)
        + Array(repeating: true, count: 5))
    #expect(steps.filter { $0.contains(#"data-phase="http""#) }.count == 1)
    #expect(page.ranges(of: #"<h3 class="phttp">"#).count == 1)
    #expect(page.contains(#"<span data-phase="http" hidden="">"#))
  }

  @Test func `no way leads to what byhand only typed again`() {
    let script = "S: 220 a\nC: HELO b\nS: 501 no"
    let recording = SampleSessions.recording(
      [(0, .learner(.resumed(step: "a"))), (1, SampleSessions.opened())]
        + SampleSessions.lines(script)
        + [(0, .learner(.ready(step: "a"))), (2, SampleSessions.opened())]
        + SampleSessions.lines(script, in: 2))
    let page = page(recording)
    let redone = page.matches(of: /<div class="step redone"([^>]*)>/).map { String($0.1) }
    #expect(redone.count == 4)
    for name in ["phase", "reply", "error", "word"] {
      #expect(!redone.contains { $0.contains("data-\(name)=") })
      #expect(page.contains("data-\(name)="))
    }
  }

  @Test func `nothing is folded in it`() {
    let script = "S: 220 a\n" + String(repeating: "C: RSET\nS: 250 ok\n", count: 5)
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines(script))
    #expect(
      page(recording).ranges(of: "<p class=\"note f reply\"><b class=\"code good\">250</b> <i>")
        .count == 5)
    #expect(!page(recording).contains(":explain"))
  }

  // MARK: What is not

  @Test func `a page has room for so many lines, and says how many more there are`() {
    let body = Array(repeating: UInt8.lineFeed, count: 2_000)
    let acts = (0..<60).map { _ in (1, Act.heard(.server, .octets(body))) }
    let page = page(SampleSessions.recording([(1, SampleSessions.opened(dialect: .http))] + acts))
    #expect(page.utf8.count < 20_000_000)
    #expect(page.contains("… and 1,000 more lines"))
    #expect(page.contains("… and 1,999 more lines"))
  }

  @Test func `a long line is cut behind a whole character`() {
    for shift in 0..<3 {
      let text = String(repeating: "a", count: shift) + String(repeating: "中", count: 1_000)
      let recording = SampleSessions.recording(
        [(1, SampleSessions.opened()), (1, .heard(.server, .line(Line(text))))])
      for format in [ExportFormat.html, .markdown] {
        let page = String(
          decoding: recording.exported(as: format, ExportOptions(language: .english)), as: UTF8.self
        )
        #expect(page.contains("中…") && !page.contains("\\x"))
      }
    }
  }

  /// `line:40` leads to the same line.
  @Test func `lines are counted alike with and without text`() {
    let steps = { (seed: Int) in
      page(SampleSessions.lectureRecording(), seed)
        .matches(of: /data-lines="(\d+)" data-in="\d" data-event="(\d+)"/)
        .map { "\($0.2) \($0.1)" }
    }
    #expect(Set(steps(3)).isSubset(of: Set(steps(2))))
    #expect(steps(3).last == steps(2).last)
  }

  @Test func `no name of a student stands in it unless it is asked for`() {
    let recording = SampleSessions.lectureRecording(student: "Xiaoming", file: "homework-7.jsonl")
    #expect(!page(recording, 2).contains("Xiaoming") && !page(recording, 2).contains("homework-7"))
    #expect(page(recording, 4).contains("Xiaoming") && page(recording, 4).contains("homework-7"))
  }

  @Test func `without text the message is not in it, and its size is`() {
    let page = page(SampleSessions.lectureRecording(), 3)
    #expect(!page.contains("pickles") && !page.contains("what a server says"))
    #expect(page.contains("[message text left out: 3 lines, 53 octets]"))
    #expect(page.contains("[略去邮件正文：3 行，53 字节]"))
    #expect(page.matches(of: /<div class="step/).count == 16)
  }

  @Test func `equal recordings give equal pages`() {
    for seed in 0..<8 {
      #expect(
        page(SampleSessions.generated(seed), seed) == page(SampleSessions.generated(seed), seed))
    }
  }
}
