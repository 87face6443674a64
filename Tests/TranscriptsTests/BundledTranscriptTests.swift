import Protocols
import Testing
import Transcripts

struct `A recording that is handed in` {
  private static let header = TranscriptHeader(
    started: "2026-11-23T15:00:00.000Z", software: "byhand", side: .client, student: "张三")

  private func line(_ recording: String) throws -> [UInt8] {
    try BundledTranscript.line(
      student: "张三", lesson: "one", recording: "a.jsonl", of: Array(recording.utf8)
    ).octets
  }

  @Test func `is one line that holds its lines as they are`() throws {
    let events = [Event].smtp(lecture)
    // A newer version's keys and kinds, and spaces, stay as they stand.
    let lines =
      [Self.header.json] + events.map(\.json)
      + [#"{ "n" : 900, "ms":1, "kind":"later", "x":{"y":[1.50,"\u00e9é\/"]} }"#]
    let octets = try line(lines.joined(separator: "\n") + "\n")
    let start = #"{"student":"张三","lesson":"one","recording":"a.jsonl","transcript":["#
    #expect(octets == Array((start + lines.joined(separator: ",") + "]}\n").utf8))
    #expect(octets.count { $0 == .lineFeed } == 1)
  }

  @Test func `is read as it was written`() throws {
    let events = [Event].smtp(lecture)
    let recording = ([Self.header.json] + events.map(\.json)).map { $0 + "\n" }.joined()
    for isLast in [true, false] {
      // The end of the line is its reader's.
      let read = try BundledTranscript(line: isLast ? line(recording).dropLast() : line(recording))
      #expect(read.student == "张三" && read.lesson == "one" && read.recording == "a.jsonl")
      #expect(read.transcript.header == Self.header)
      #expect(read.transcript.events == events && read.transcript.warnings == [])
    }
  }

  @Test func `lacks its torn and its unreadable lines, which are named`() throws {
    let events = [Event].smtp(lecture)
    var lines = [Self.header.json] + events.map(\.json)
    lines.insert("nonsense", at: 2)
    lines.insert("", at: 3)
    let whole = lines.joined(separator: "\n")
    for missing in 1..<20 {
      let torn = Array(whole.utf8.dropLast(missing))
      let (octets, transcript) = try BundledTranscript.line(
        student: nil, lesson: "one", recording: "a.jsonl", of: torn)
      #expect(
        transcript.warnings
          == [.init(line: 3, matter: .unreadable), .init(line: lines.count, matter: .torn)])
      let read = try BundledTranscript(line: octets)
      #expect(read.student == nil)
      #expect(read.transcript.events == events.dropLast() && read.transcript.warnings == [])
    }
  }

  @Test func `has no line end in it, whatever an editor has put there`() throws {
    let events = [Event].smtp("S: 220 x")
    let recording =
      ([Self.header.json] + events.map(\.json)).map { $0 + "\r\n" }.joined()
      + "{\"n\":9,\r\"ms\":0,\"kind\":\"later\"}\r\n"
    let octets = try line(recording)
    #expect(!octets.contains(.carriageReturn) && octets.count { $0 == .lineFeed } == 1)
    #expect(try BundledTranscript(line: octets).transcript.events.count == events.count + 1)
  }

  @Test(arguments: ["", "{}", "[]", #"{"transcript":{}}"#, #"{"transcript":[1]}"#])
  func `is not read from what is none`(text: String) {
    #expect(throws: BundledTranscript.Failure.notABundle) {
      try BundledTranscript(line: Array(text.utf8))
    }
  }

  @Test func `is a transcript of this version`() {
    #expect(throws: BundledTranscript.Failure.transcript(.notATranscript)) {
      try BundledTranscript(line: Array(#"{"transcript":[{"n":1}]}"#.utf8))
    }
    #expect(throws: Transcript.Failure.notATranscript) {
      try BundledTranscript.line(
        student: nil, lesson: "one", recording: "a", of: Array("S: 220 x\n".utf8))
    }
  }
}
