import Exports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct TextExportTests {
  private func text(_ recording: Recording, _ options: ExportOptions? = nil) -> [UInt8] {
    recording.exported(as: .text, options ?? ExportOptions(language: .english))
  }

  @Test func `the lecture's dialogue stands in it to the letter`() {
    let text = String(decoding: text(SampleSessions.lectureRecording()), as: UTF8.self)
    let wire = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(wire.joined(separator: "\n") == SampleSessions.lecture.replacing("C:\n", with: "C: \n"))
    #expect(text.hasPrefix("# byhand text 1\n# started 2026-11-23T15:00:00.000Z\n"))
    #expect(
      text.contains("# open 1 smtp hamburger.edu 25 server=127.0.0.1:2525 client=127.0.0.1:50000"))
    #expect(
      text.contains("# ── Phase 2 of 3 · Transfer\n# at 2.800\nC: MAIL FROM:<alice@crepes.fr>\n"))
    #expect(text.contains("\n# ── Phase 3 of 3 · Close\nC: QUIT\n# at 11.200\nS: 221 "))
    #expect(text.hasSuffix("# close server finished\n"))
  }

  @Test(arguments: 0..<2)
  func `read back, it holds the same conversations, sides and octets`(hundred: Int) throws {
    for seed in hundred * 100..<hundred * 100 + Tries.of(30, all: 100) {
      let recording = SampleSessions.generated(seed)
      let read = try #require(TextReader(text(recording)), "\(seed)")
      #expect(read.said == [Said](recording.events), "\(seed)")
      let opened = recording.events.filter { if case .opened = $0.act { true } else { false } }
      #expect(read.openings.count == opened.count)
      let closed = recording.events.compactMap { event -> [String]? in
        guard case .closed(let side, let farewell) = event.act else { return nil }
        return ["\(event.conversation)", side.rawValue, farewell.rawValue]
      }
      #expect(read.closes == closed)
    }
  }

  @Test func `recordings of the last version are exported, and read back`() throws {
    for file in OldFile.allCases {
      let transcript = try Transcript(file.octets)
      let recording = Recording(header: transcript.header, events: transcript.events)
      let read = try #require(TextReader(text(recording)), "\(file)")
      #expect(read.said == [Said](transcript.events), "\(file)")
    }
  }

  @Test func `without text, each message is one mark with its octets`() throws {
    let options = ExportOptions(language: .english, hasText: false)
    let text = text(SampleSessions.lectureRecording(), options)
    let read = try #require(TextReader(text))
    let left = read.said.filter { if case .leftOut = $0.part { true } else { false } }
    #expect(left.map(\.part) == [.leftOut(21 + 2 + 30)])
    #expect(!String(decoding: text, as: UTF8.self).contains("pickles"))
    #expect(
      String(decoding: text, as: UTF8.self).contains(
        "C: [message text left out: 3 lines, 53 octets]"))
  }
}

@Suite struct ExportLawTests {
  @Test(arguments: ExportFormat.allCases, Side.allCases)
  func `names are shown only where they are asked for`(format: ExportFormat, side: Side) {
    let recording = SampleSessions.lectureRecording(
      side: side, student: "Xiaoming", file: "2026-Wang.jsonl")
    for (shows, language) in [(false, Language.english), (false, .chinese), (true, .english)] {
      let octets = recording.exported(
        as: format, ExportOptions(language: language, showsNames: shows))
      let text = String(decoding: octets, as: UTF8.self)
      #expect(text.contains("Xiaoming") == (shows && format != .pcapng), "\(text)")
      if !shows { #expect(!text.contains("Wang")) }
    }
  }

  @Test(arguments: ExportFormat.allCases, Language.allCases)
  func `without text, nothing of a message is in it`(format: ExportFormat, language: Language) {
    let page = SampleSessions.lines("S: HTTP/1.1 200 OK\nS: Content-Length: 9\nS: ", in: 2)
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines(SampleSessions.lecture)
        + [(2, SampleSessions.opened(dialect: .http, port: 80))]
        + SampleSessions.lines("C: GET / HTTP/1.1\nC: Host: a\nC: ", in: 2) + page
        + [(2, .heard(.server, .octets(Array("PICKLES!\n".utf8))))])
    let options = ExportOptions(language: language, hasText: false)
    let text = String(decoding: recording.exported(as: format, options), as: UTF8.self)
    #expect(!text.contains("pickles") && !text.contains("PICKLES"), "\(text)")
    #expect(!text.contains("what a server says") && text.contains("hamburger.edu"))
  }

  @Test(arguments: OldFile.allCases)
  func `recordings of the last version are exported in every format`(file: OldFile) throws {
    let transcript = try Transcript(file.octets)
    let recording = Recording(header: transcript.header, events: transcript.events)
    for format in ExportFormat.allCases {
      let octets = recording.exported(as: format, ExportOptions(language: .english))
      #expect(octets.count > 200, "\(format)")
    }
  }

  @Test(arguments: ExportFormat.allCases)
  func `equal recordings give equal octets, whatever was said`(format: ExportFormat) {
    for seed in 0..<Tries.of(6, all: 12) {
      let options = ExportOptions(
        language: seed % 2 == 0 ? .english : .chinese, hasText: seed % 3 > 0)
      let octets = SampleSessions.generated(seed).exported(as: format, options)
      #expect(octets == SampleSessions.generated(seed).exported(as: format, options))
      if format.isBinary { continue }
      let text = String(validating: octets, as: UTF8.self)
      // Nothing that moves a cursor, and nothing that hides or reorders text.
      let isHarmless = text?.unicodeScalars.allSatisfy {
        $0 == "\n"
          || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
            && !(0x202A...0x202E).contains($0.value) && !(0x2028...0x2029).contains($0.value)
      }
      #expect(isHarmless == true, "\(seed)")
    }
  }
}
