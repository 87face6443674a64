import Exports
import Language
import Lessons
import Protocols
import TestSupport
import Testing
import Transcripts

/// The formats that a person or a browser reads, against grammars of their own.
@Suite struct DocumentTests {
  private static let seeds = 0..<15

  private func document(_ recording: Recording, _ format: ExportFormat, _ seed: Int = 0) -> String {
    let options = ExportOptions(
      language: seed % 2 == 0 ? .english : .chinese, showsNames: seed % 4 == 0,
      hasText: seed % 3 > 0)
    return String(decoding: recording.exported(as: format, options), as: UTF8.self)
  }

  // MARK: Mermaid

  @Test func `every line of Mermaid is a statement of ours, and nothing else`() {
    let label = /[^#;:<>"'`{}()\[\]%&|\\~^*+$!?]*(?:#\d+;[^#;:<>"'`{}()\[\]%&|\\~^*+$!?]*)*/
    for seed in Self.seeds {
      let lines = document(SampleSessions.generated(seed), .mermaid, seed).split(separator: "\n")
      #expect(lines.first == "sequenceDiagram")
      let start =
        #/ {4}(accTitle: |participant P\d+ as |P\d+(->>|-->>|-x)P\d+: |Note over P\d+(,P\d+)?: )/#
      for line in lines.dropFirst() {
        guard let head = line.prefixMatch(of: start) else {
          Issue.record("\(seed): \(line)")
          continue
        }
        let text = line[head.range.upperBound...]
        #expect(text.wholeMatch(of: label) != nil && !text.isEmpty, "\(line)")
      }
    }
  }

  @Test func `the lecture as Mermaid`() {
    let text = document(SampleSessions.lectureRecording(), .mermaid, 2)
    #expect(text.hasPrefix("sequenceDiagram\n    accTitle: Session of 2026-11-23 15#58;00 UTC\n"))
    for line in [
      "participant P0 as student", "participant P1 as hamburger.edu",
      "Note over P0,P1: Phase 1 of 3 · Handshake", "P1->>P0: 220 hamburger.edu",
      "P0->>P1: MAIL FROM#58;#60;alice@crepes.fr#62;", "P0-->>P1: … 3 lines",
      "P1-->>P0: closes the connection",
    ] {
      #expect(text.contains("    \(line)\n"), "\(line)")
    }
  }

  @Test func `a long session shows its first and last steps, and how many are missing`() {
    let noops = (0..<400).flatMap { number -> [(Int, Act)] in
      SampleSessions.lines("C: NOOP \(number)\nS: 250 ok \(number)")
    }
    let recording = SampleSessions.recording([(1, SampleSessions.opened())] + noops)
    let text = document(recording, .mermaid, 2)
    #expect(text.contains("NOOP 0\n") && text.contains("ok 399\n") && !text.contains("NOOP 200\n"))
    #expect(text.contains("… 402 more steps …"))
    #expect(text.split(separator: "\n").count == 4 + 401)
  }

  @Test func `Mermaid gets no more characters than it takes`() {
    let long = String(repeating: "<>", count: 200)
    let noops = (0..<400).flatMap { _ in SampleSessions.lines("C: \(long)\nS: 250 \(long)") }
    let recording = SampleSessions.recording([(1, SampleSessions.opened())] + noops)
    let text = document(recording, .mermaid, 2)
    #expect((10_000...50_000).contains(text.utf16.count))
    #expect(text.contains(" more steps "))
  }

  // MARK: SVG

  @Test func `an SVG is well formed, and holds neither script nor address`() throws {
    let names: Set = [
      "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "line", "text", "g",
    ]
    for seed in Self.seeds {
      let svg = document(SampleSessions.generated(seed), .svg, seed)
      var open: [Substring] = []
      for match in svg.matches(of: /<(\/?)([^\s>\/]*)((?:\s+[a-zA-Z0-9-]+="[^"<]*")*)\s*(\/?)>/) {
        #expect(names.contains(String(match.2)), "\(match.0)")
        #expect(!match.3.contains(" on") && !match.3.contains("href"))
        if !match.1.isEmpty {
          #expect(open.popLast() == match.2)
        } else if match.4.isEmpty {
          open.append(match.2)
        }
      }
      #expect(open.isEmpty)
      let text = svg.replacing(/<[^<>]*>/, with: "")
      #expect(!text.contains("<") && !text.contains(">"), "\(seed)")
      #expect(text.replacing(/&(amp|lt|gt|quot|#39);/, with: "").contains("&") == false)
      #expect(!svg.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint })
    }
  }

  @Test func `an SVG is told to a screen reader, and follows light, dark and print`() {
    let svg = document(SampleSessions.lectureRecording(), .svg, 2)
    #expect(svg.contains(#"role="img" aria-labelledby="t d""#))
    #expect(svg.contains("<title id=\"t\">Session of 2026-11-23 15:00 UTC</title>"))
    #expect(svg.contains("hamburger.edu → student: 220 hamburger.edu\n"))
    #expect(svg.contains("prefers-color-scheme: dark") && svg.contains("@media print"))
    #expect(document(SampleSessions.lectureRecording(), .svg, 1).contains(#"lang="zh-Hans""#))
  }

  // MARK: Markdown

  /// The lines within fences and the lines without, by CommonMark's rule for fences.
  private func parts(_ text: String) -> (inside: [Substring], outside: [Substring])? {
    var (inside, outside): ([Substring], [Substring]) = ([], [])
    var fence: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.drop { $0 == " " }.prefix { $0 == "`" }
      if let open = fence {
        let isEnd = ticks.count >= open.count && line.allSatisfy { " `".contains($0) }
        if isEnd { fence = nil } else { inside.append(line) }
      } else if ticks.count >= 3 {
        fence = ticks
      } else {
        outside.append(line)
      }
    }
    return fence == nil ? (inside, outside) : nil
  }

  @Test func `no content ends a block of a handout or becomes markup outside`() throws {
    for seed in Self.seeds {
      let recording = SampleSessions.generated(seed)
      let text = document(recording, .markdown, seed)
      let (inside, outside) = try #require(parts(text), "\(seed)")
      for line in inside {
        let isWire = line.hasPrefix("S: ") || line.hasPrefix("C: ")
        #expect(isWire || line == "sequenceDiagram" || line.hasPrefix("    "), "\(line)")
      }
      for line in outside where !line.isEmpty {
        #expect(line.hasPrefix("#") || line.hasPrefix("- "), "\(line)")
        let bare = line.replacing(/(`+) .*? \1(?!`)/, with: "").replacing(/\\./, with: "")
        #expect(!bare.contains { "<>[]`|~".contains($0) }, "\(line)")
      }
    }
  }

  @Test func `the lecture as a handout`() throws {
    let recording = SampleSessions.lectureRecording(student: "Xiaoming", file: "a.jsonl")
    let text = document(recording, .markdown, 2)
    for line in [
      "- **Date:** 2026-11-23 15:00 UTC", "- **Host:** hamburger.edu",
      "## Conversation 1 · student → hamburger.edu", "### Phase 1 of 3 · Handshake",
      "### Phase 3 of 3 · Close", "## Sequence diagram", "```mermaid",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    let wire = parts(text)?.inside.filter { !$0.hasPrefix("    ") && $0 != "sequenceDiagram" }
    #expect(
      wire?.joined(separator: "\n") == SampleSessions.lecture.replacing("C:\n", with: "C: \n"))
    #expect(text.contains("### Phase 3 of 3 · Close\n\n```text\nC: QUIT\n"))
    let chinese = document(recording, .markdown, 1)
    #expect(chinese.contains("### 第 3 阶段 / 共 3 阶段 · 关闭") && chinese.contains("## 时序图"))
  }

  @Test func `of a very long line a handout shows the beginning and its length`() {
    let long = "S: " + String(repeating: "x", count: 60_000)
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines(long))
    let text = document(recording, .markdown, 2)
    #expect(text.utf8.count < 10_000 && text.contains("xxx… [60000 octets]\n"))
  }

  @Test func `a handout says what byhand typed`() throws {
    let transcript = try Transcript(OldFile.lesson.octets)
    let heard = transcript.events.indices.filter {
      if case .heard(.client, _) = transcript.events[$0].act { true } else { false }
    }
    var events = transcript.events
    for index in heard.prefix(2) { events[index].by = .resume }
    let recording = Recording(header: transcript.header, events: events)
    let text = document(recording, .markdown, 2)
    #expect(text.ranges(of: "- *byhand types again what was done before").count == 1)
    #expect(text.ranges(of: "- *From here on the student types:*\n\n```text\nC: ").count == 1)
  }

  @Test func `the lesson's title stands in the header`() throws {
    let transcript = try Transcript(OldFile.lesson.octets)
    let recording = Recording(header: transcript.header, events: transcript.events)
    let text = document(recording, .markdown, 2)
    #expect(text.contains("- **Lesson:** A first conversation (first-conversation)"))
  }

  @Test func `a handout shows what a lesson said, and what was answered, where it happened`() {
    let lesson = SampleLessons.lesson("first-conversation")
    let recording = SampleSessions.lessonRecording(lesson)
    let english = ExportOptions(language: .english, lessons: SampleLessons.library)
    let text = String(decoding: recording.exported(as: .markdown, english), as: UTF8.self)
    for part in [
      "> **Lesson: A first conversation**\n>\n> You are crepes.fr's mail server.",
      "> **▸ 1/15  A mail server", "\n>\n> ` telnet hamburger.edu 25 `\n\n## Conversation 1",
      "```text\nS: 220 hamburger.edu\n```\n\n- **220**", "\n\n> ✓ \\+1\n>\n> **▸ 2/15 ",
      "\n>\n> - 1  The server\n> - 2  The client\n>\n> *Answer: 2  The client*\n>\n> ✗ The client",
      "> *Answered at step none: \\<b\\> \\# \\**\n",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    // Without its file, the acts alone.
    let plain = document(recording, .markdown, 2)
    #expect(plain.contains("> **Lesson first-conversation began at step connect.**\n>\n> The rec"))
    #expect(plain.contains("> *Answered 2 at step who-first.*") && !plain.contains("✗"))
    let cast = String(decoding: recording.exported(as: .cast, english), as: UTF8.self)
    #expect(cast.contains("Answer: 2  "))
  }

  // MARK: Cast

  @Test func `a cast has a header, and events whose times never go back`() throws {
    for seed in Self.seeds {
      let cast = document(SampleSessions.generated(seed), .cast, seed)
      let lines = cast.split(separator: "\n")
      let header = try #require(lines.first)
      #expect(header.hasPrefix(#"{"version":2,"width":80,"height":24,"timestamp":1795446000,"#))
      #expect(!header.contains("command") && !header.contains("env"))
      var last = 0.0
      for line in lines.dropFirst() {
        let match = try #require(
          line.wholeMatch(
            of: /\[(\d+\.\d{3}), "([om])", "(?:[^"\\]|\\["\\nrt]|\\u[0-9a-f]{4})*"\]/),
          "\(line)")
        let time = Double(match.1) ?? -1
        #expect(time >= last)
        last = time
      }
    }
  }

  @Test func `a cast's times are the recording's, its markers the phases`() {
    let cast = document(SampleSessions.lectureRecording(), .cast, 2)
    #expect(cast.contains(#"[0.700, "o", "\u001b[1;34mS: \u001b[0m220 hamburger.edu\r\n"#))
    let markers = cast.split(separator: "\n").filter { $0.contains(", \"m\", ") }
    #expect(
      markers == [
        #"[0.000, "m", "Phase 1 of 3 · Handshake"]"#, #"[2.100, "m", "Phase 2 of 3 · Transfer"]"#,
        #"[10.500, "m", "Phase 3 of 3 · Close"]"#,
      ])
    #expect(cast.contains(#""idle_time_limit":2"#))
    #expect(cast.contains("pauses longer than 2 seconds are shortened"))
  }
}
