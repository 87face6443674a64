import Protocols
import TestSupport
import Testing
import Transcripts

struct TranscriptTests {
  static let header = TranscriptHeader(started: "", software: "byhand", side: .server).json

  private func octets(_ events: [Event]) -> [UInt8] {
    Array(([Self.header] + events.map(\.json)).map { $0 + "\n" }.joined().utf8)
  }

  @Test func `a torn last line costs that line only, wherever it is torn`() throws {
    let events = [Event].smtp(lecture)
    let whole = octets(events)
    let last = events[events.count - 1].json.utf8.count + 1
    for missing in 1..<last - 1 {
      let transcript = try Transcript(Array(whole.dropLast(missing)))
      if missing == 1 {
        #expect(transcript.events == events)
        #expect(transcript.warnings == [])
      } else {
        #expect(transcript.events == events.dropLast())
        #expect(transcript.warnings == [.init(line: events.count + 1, matter: .torn)])
      }
    }
  }

  @Test func `a broken line in the middle costs that line only`() throws {
    let events = [Event].smtp("S: 220 x\nC: NOOP")
    let text = [Self.header, events[0].json, "nonsense", "", events[1].json, events[2].json + "\n"]
    let transcript = try Transcript(Array(text.joined(separator: "\n").utf8))
    #expect(transcript.events == events)
    #expect(transcript.warnings == [.init(line: 3, matter: .unreadable)])
  }

  @Test func `lines may end in CR LF`() throws {
    let events = [Event].smtp("S: 220 x")
    let text = ([Self.header] + events.map(\.json) + [#"{"n":1,"ms":0,"kind":"later"}"#])
      .map { $0 + "\r\n" }.joined()
    let transcript = try Transcript(Array(text.utf8))
    #expect(transcript.events.prefix(2) == events[...])
    #expect(transcript.events.last?.json == #"{"n":1,"ms":0,"kind":"later"}"#)
    #expect(transcript.warnings == [])
  }

  @Test(arguments: [
    ("", Transcript.Failure.empty), ("\n", .notATranscript), ("{}\n", .notATranscript),
    ("S: 220 hamburger.edu\n", .notATranscript), ("{\"format\":\"other\"}\n", .notATranscript),
    ("{\"format\":\"byhand-transcript\",\"version\":2}\n", .newerVersion(2)),
  ])
  func `a file that is not a transcript of this version is refused, with the reason`(
    text: String, failure: Transcript.Failure
  ) {
    #expect(throws: failure) { try Transcript(Array(text.utf8)) }
  }

  /// Cut anywhere into blocks, a file reads as it does whole.
  @Test func `a file reads the same in blocks of any size`() throws {
    let events = [Event].smtp(lecture)
    let file =
      octets(events) + Array("nonsense\r\n\n".utf8) + octets(events).dropFirst(20).dropLast(4)
    let whole = try Transcript(file)
    for size in 1...200 {
      var reader = TranscriptReader()
      for start in stride(from: 0, to: file.count, by: size) {
        try reader.take(Array(file[start..<min(start + size, file.count)]))
      }
      let read = try reader.finish()
      #expect(read.header == whole.header && read.events == whole.events)
      #expect(read.warnings == whole.warnings && read.warnings.count == 3)
    }
  }

  @Test func `a line that is too long is passed over and not kept`() throws {
    let events = [Event].smtp("S: 220 x")
    var limits = TranscriptReader.Limits()
    limits.line = 500
    var reader = TranscriptReader(limits)
    try reader.take(octets(events) + Array(#"{"n":"#.utf8))
    for _ in 0..<100 { try reader.take([UInt8](repeating: 0x20, count: 300)) }
    try reader.take(Array("\n\(events[1].json)\n".utf8))
    let read = try reader.finish()
    #expect(read.events == events + [events[1]])
    #expect(read.warnings == [.init(line: events.count + 2, matter: .unreadable)])
    var other = TranscriptReader(limits)
    #expect(throws: Transcript.Failure.notATranscript) {
      try other.take([UInt8](repeating: 0x20, count: 501))
    }
  }

  @Test func `more events or octets than the limit are refused, with it`() throws {
    let events = [Event].smtp("S: 220 x\nC: NOOP\nS: 250 x")
    let file = octets(events)
    #expect(throws: Transcript.Failure.tooManyEvents(3)) {
      var reader = TranscriptReader(.init(events: 3))
      try reader.take(file)
    }
    #expect(throws: Transcript.Failure.tooLarge(100)) {
      var reader = TranscriptReader(.init(size: 100))
      try reader.take(file)
    }
  }

  @Test func `a great many warnings are counted, and the first are kept`() throws {
    let text = Self.header + "\n" + String(repeating: "x\n", count: 5_000)
    let transcript = try Transcript(Array(text.utf8))
    #expect(transcript.warnings.count == 1_000 && transcript.warningCount == 5_000)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
    #"{"n":1e400,"ms":0,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":99999999999999999999,"ms":0,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":9223372036854775807,"ms":0,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":1,"ms":-1,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":1,"ms":9223372036854775807,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":1,"ms":0,"c":-9223372036854775808,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":1,"ms":0,"c":1,"kind":"withheld","from":"client","count":9223372036854775807}"#,
    #"{"n":1,"ms":0,"c":1,"kind":"withheld","from":"client","count":-1}"#,
    #"{"n":1.5,"ms":0,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":"1","ms":0,"kind":"line","from":"client","text":"a"}"#,
    #"{"n":1,"ms":0,"kind":"line","from":"nobody","text":"a"}"#,
    #"{"n":1,"ms":0,"kind":"line","from":"client","text":["a"]}"#,
    #"{"n":1,"ms":0,"kind":"line","from":"client","base64":"!!!!"}"#,
    #"{"n":1,"ms":0,"kind":"line","from":"client","text":"a","eol":"crlf2"}"#,
    #"{"n":1,"ms":0,"kind":"open","dialect":"smtp","host":"x","port":65536}"#,
    #"{"n":1,"ms":0,"kind":"open","dialect":"smtp","host":"x","port":-1}"#,
    #"{"n":1,"ms":0,"kind":"line","from":"client","text":"\ud800"}"#,
    "null", "[]", "7", "\"\"", "\u{0}", "\u{FEFF}{}",
  ])
  func `a hostile line is unreadable, and the others are read`(line: String) throws {
    let events = [Event].smtp("S: 220 x")
    let text = [Self.header, events[0].json, line, events[1].json, ""].joined(separator: "\n")
    let transcript = try Transcript(Array(text.utf8))
    #expect(transcript.events == events)
    #expect(transcript.warnings == [.init(line: 3, matter: .unreadable)])
  }

  private static let everyKind =
    [EventFormatTests.header] + EventFormatTests.golden.map(\.0)
    + EventFormatTests.acts.map { members, _ in #"{"n":9,"ms":9,"kind":\#(members)}"# }

  /// Reads a file with this line in it, and folds what was read.
  private func read(_ line: some Sequence<UInt8>) {
    let octets = Array("\(Self.header)\n\(Event.opened().json)\n".utf8) + line
    guard let transcript = try? Transcript(octets) else { return }
    var session = Session()
    for event in transcript.events { _ = session.take(event) }
  }

  @Test(arguments: everyKind)
  func `a line that ends anywhere harms nothing`(line: String) {
    for end in 0...line.utf8.count {
      read(line.utf8.prefix(end))
      _ = try? Transcript(Array(line.utf8.prefix(end)))
    }
  }

  @Test(arguments: everyKind)
  func `a line with any octet exchanged harms nothing`(line: String) {
    var octets = Array(line.utf8)
    let others = "\0\"\\{],9".utf8 + [0x80]
    for place in octets.indices {
      let octet = octets[place]
      for (index, other) in others.enumerated() where Tries.isAll || (place + index) % 4 == 0 {
        octets[place] = other
        read(octets)
      }
      octets[place] = octet
    }
  }

  @Test func `the largest numbers that are read add up`() throws {
    let line =
      #"{"n":1000000000000,"ms":1000000000000,"c":1,"kind":"withheld","from":"client","count":1000000000}"#
    let text =
      ([Self.header, Event.opened().json] + Array(repeating: line, count: 100))
      .joined(separator: "\n") + "\n"
    let transcript = try Transcript(Array(text.utf8))
    var session = Session()
    for event in transcript.events { _ = session.take(event) }
    #expect(session.conversation?.client.octets == 100_000_000_000)
  }

  @Test(arguments: ["", "A", "AB", "ABC", "ABCD"])
  func `base64 comes back`(text: String) {
    let octets = Array(text.utf8)
    #expect(Base64.decoded(Base64.encoded(octets)) == octets)
  }

  @Test func `only the base64 of RFC 4648 is read`() {
    #expect(Base64.encoded(Array("foobar".utf8)) == "Zm9vYmFy")
    #expect(Base64.encoded(Array("fooba".utf8)) == "Zm9vYmE=")
    #expect(Base64.encoded(Array("foob".utf8)) == "Zm9vYg==")
    for wrong in ["Zg", "Zg=", "Z===", "====", "Zm9v\n", "Zm=v", "Zm9 ", "Zm_v"] {
      #expect(Base64.decoded(wrong) == nil)
    }
  }
}
