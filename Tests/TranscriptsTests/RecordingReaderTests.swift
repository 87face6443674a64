import Protocols
import Testing
import Transcripts

@Suite struct RecordingReaderTests {
  private static func recording(_ started: String, _ script: String = lecture) -> [UInt8] {
    let header = TranscriptHeader(started: started, software: "byhand", side: .client)
    let lines = [header.json] + [Event].smtp(script).map(\.json)
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private static func line(_ lesson: String, _ recording: [UInt8]) throws -> [UInt8] {
    try BundledTranscript.line(
      student: "[{\"]}", lesson: lesson, recording: "a.jsonl", of: recording
    ).octets
  }

  private static let days = ["2026-11-23", "2026-11-24", "2026-11-25"]

  private static func bundle() throws -> [UInt8] {
    try zip(["one", "two", "one"], days).flatMap { try line($0, recording($1)) }
  }

  private static func read(
    _ octets: [UInt8], _ choice: RecordingChoice = RecordingChoice(), by size: Int = .max
  ) throws -> Transcript {
    var reader = RecordingReader(choice)
    var rest = octets[...]
    while !rest.isEmpty {
      try reader.take(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return try reader.finish()
  }

  @Test(arguments: [1, 2, 7, 100, 4_096, Int.max])
  func `a file is read alike in blocks of any size`(size: Int) throws {
    let events = [Event].smtp(lecture)
    let alone = Self.recording("2026-11-23")
    #expect(try Self.read(alone, by: size).events == events)
    #expect(try Self.read(Self.line("one", alone), by: size).events == events)
    for number in 1...3 {
      let chosen = try Self.read(Self.bundle(), RecordingChoice(number: number), by: size)
      #expect(chosen.header.started == Self.days[number - 1] && chosen.events == events)
      #expect(chosen.warnings == [])
    }
  }

  @Test func `a lesson chooses where it was handed in once`() throws {
    let bundle = try Self.bundle()
    #expect(try Self.read(bundle, RecordingChoice(lesson: "two")).header.started == Self.days[1])
    let both = RecordingChoice(number: 3, lesson: "one")
    #expect(try Self.read(bundle, both).header.started == Self.days[2])
  }

  @Test(arguments: [
    (RecordingChoice(), true), (RecordingChoice(lesson: "one"), true),
    (RecordingChoice(number: 4), false), (RecordingChoice(number: 0), false),
    (RecordingChoice(lesson: "three"), false), (RecordingChoice(number: 1, lesson: "two"), false),
  ])
  func `who does not say which one is told what there is`(
    choice: RecordingChoice, isAmbiguous: Bool
  ) throws {
    let count = [Event].smtp(lecture).count
    do {
      _ = try Self.read(Self.bundle(), choice)
      Issue.record("nothing was chosen")
    } catch RecordingReader.Failure.several(let list) where isAmbiguous {
      #expect(list.count == 3 && list.entries.map(\.number) == [1, 2, 3])
      #expect(list.entries.map(\.lesson) == ["one", "two", "one"])
      #expect(list.entries.map(\.started) == Self.days)
      #expect(list.entries.allSatisfy { $0.events == count })
    } catch RecordingReader.Failure.noneOfThose(let list) {
      #expect(!isAmbiguous && list.count == 3)
    }
  }

  @Test func `a transcript alone is the first, and of the lesson that was begun in it`() throws {
    let began = Event(
      milliseconds: 0, conversation: 0,
      act: .learner(.began(LessonAttempt(lesson: "one", step: "x"))))
    let octets = Self.recording("2026-11-23") + Array((began.json + "\n").utf8)
    for choice in [
      RecordingChoice(number: 1), RecordingChoice(lesson: "one"), RecordingChoice(),
    ] {
      #expect(throws: Never.self) { try Self.read(octets, choice) }
    }
    for choice in [RecordingChoice(number: 2), RecordingChoice(lesson: "two")] {
      #expect(throws: RecordingReader.Failure.self) { try Self.read(octets, choice) }
    }
  }

  @Test func `a bundle that was cut off keeps what came before`() throws {
    let bundle = try Self.bundle()
    let first = try Self.line("one", Self.recording(Self.days[0]))
    for missing in [1, 2, 3, 50, 400] {
      let cut = bundle.dropLast(missing)
      #expect(try Self.read(Array(cut), RecordingChoice(number: 1)).warnings == [])
      let last = try Self.read(Array(cut), RecordingChoice(number: 3))
      #expect(last.header.started == Self.days[2])
    }
    let cut = Array(first.dropLast(100))
    #expect(try Self.read(cut, RecordingChoice(lesson: "one")).header.started == Self.days[0])
  }

  @Test func `other writers' spaces and orders are read`() throws {
    let lines = Self.recording("2026-11-23").split(separator: .lineFeed)
      .map { String(decoding: $0, as: UTF8.self) }
    let text =
      "{ \"x\": {\"transcript\": [1]}, \"transcript\" : [ "
      + lines.joined(separator: " ,\t") + " ] , \"lesson\" : \"one\" }\r\n\r\n"
    let read = try Self.read(Array(text.utf8), RecordingChoice(lesson: "one"))
    #expect(read.events == [Event].smtp(lecture) && read.warnings == [])
  }

  @Test(arguments: [
    "", "\n", "{}", "{}\n{}", "[]", "{\"transcript\":[]}", "{\"transcript\":[1]}",
    "{\"transcript\":[[[[", "{\"transcript\":[\"]}]}\"]", "}}}}]]]]{\"transcript\":[{}]}",
    "{\"a\":\"transcript\",\"b\":[{}]}", "{\"transcript\":[{\"format\":1}]}\n\n",
  ])
  func `what holds no recording is refused`(text: String) {
    for choice in [RecordingChoice(), RecordingChoice(number: 1), RecordingChoice(lesson: "x")] {
      #expect(throws: RecordingReader.Failure.self) { try Self.read(Array(text.utf8), choice) }
    }
  }

  @Test func `one that cannot be read leaves the others`() throws {
    let broken = Array("{\"lesson\":\"two\",\"transcript\":[1]}\nnonsense\n".utf8)
    let good = try Self.line("one", Self.recording("2026-11-23"))
    #expect(try Self.read(good + broken, RecordingChoice(lesson: "one")).warnings == [])
    #expect(try Self.read(broken + good, RecordingChoice(number: 3)).warnings == [])
    #expect(throws: RecordingReader.Failure.transcript(.notATranscript)) {
      try Self.read(good + broken, RecordingChoice(lesson: "two"))
    }
  }
}
