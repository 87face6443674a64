import Exports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct CaptureExportTests {
  private func capture(_ recording: Recording, hasText: Bool = true) throws -> CaptureReader {
    try #require(
      CaptureReader(
        recording.exported(
          as: .pcapng, ExportOptions(language: .english, hasText: hasText))))
  }

  /// What a side's stream must hold; of a secret, stars that end a line.
  private func octets(_ recording: Recording, _ conversation: Int, _ side: Side) -> [UInt8] {
    [Said](recording.events).filter { $0.conversation == conversation && $0.side == side }
      .flatMap { said -> [UInt8] in
        switch said.part {
        case .octets(let octets): octets
        case .withheld(let count) where count >= 2:
          [UInt8](repeating: UInt8(ascii: "*"), count: count - 2) + [0x0D, 0x0A]
        case .withheld(let count), .leftOut(let count):
          [UInt8](repeating: UInt8(ascii: "*"), count: count)
        }
      }
  }

  @Test(arguments: 0..<5)
  func `each stream holds its conversation's octets, whatever they are`(part: Int) throws {
    for seed in part * 30..<part * 30 + Tries.of(10, all: 30) {
      let recording = SampleSessions.generated(seed)
      let capture = try capture(recording)
      let numbers = recording.events.compactMap { event in
        if case .opened = event.act { event.conversation } else { nil }
      }
      #expect(capture.streams.count == numbers.count)
      for (number, stream) in zip(numbers, capture.streams) {
        for side in Side.allCases {
          #expect(stream[side] == octets(recording, number, side), "\(seed): \(number) \(side)")
        }
      }
      #expect(zip(capture.times, capture.times.dropFirst()).allSatisfy { $0 < $1 })
      #expect(Set(capture.streams.map { $0.addresses[0].suffix(2) }).count == numbers.count)
    }
  }

  @Test func `times are the recording's, phases are comments, the end is a FIN of both`() throws {
    let capture = try capture(SampleSessions.lectureRecording())
    // 2026-11-23T15:00:00Z.
    #expect(capture.times.first == 1_795_446_000_000_000)
    #expect(capture.times.contains(1_795_446_000_700_000))
    #expect(capture.streams.map(\.finished) == [[.client, .server]])
    let phases = capture.comments.filter { $0.contains("Phase") }
    #expect(
      phases == [
        "Phase 1 of 3 · Handshake", "After this line: Phase 2 of 3 · Transfer",
        "Phase 3 of 3 · Close",
      ])
    #expect(capture.names == ["hamburger.edu"])
  }

  @Test func `a watched conversation has addresses of its own, and a host one in all`() throws {
    let recording = SampleSessions.recording([
      (1, SampleSessions.opened("crepes.fr")),
      (2, SampleSessions.opened("hamburger.edu", client: "crepes.fr")),
      (1, .closed(by: .client, .lost)),
    ])
    let capture = try capture(recording)
    let ends = capture.streams.map { $0.addresses.map { Array($0.prefix(4)) } }
    #expect(ends[0][0] == [192, 0, 2, 1])
    #expect(ends[1][0] == ends[0][1] && ends[1][1] != ends[0][1])
    #expect(capture.streams.map(\.isReset) == [true, false])
  }

  @Test func `who has closed may still be answered`() throws {
    let recording = SampleSessions.recording([
      (1, SampleSessions.opened(dialect: .http, port: 8_081)),
      (1, .closed(by: .client, .finished)),
      (1, .heard(.server, .line(Line("HTTP/1.1 200 OK")))),
    ])
    let capture = try capture(recording)
    #expect(capture.streams[0].server == Array("HTTP/1.1 200 OK\r\n".utf8))
    #expect(capture.streams[0].finished == [.client, .server])
    #expect(capture.streams[0].addresses[1].suffix(2) == [0, 80])
    #expect(capture.comments.contains { $0.contains("port 8081 (in this file: port 80)") })
  }

  @Test func `a secret is stars, and a forged count makes no more than a line of them`() throws {
    let recording = SampleSessions.recording([
      (1, SampleSessions.opened()),
      (1, .heard(.client, .withheld(kept: Array("AUTH PLAIN ".utf8), count: 12))),
      (1, .heard(.client, .withheld(kept: [], count: 1_000_000_000))),
    ])
    let sent = try capture(recording).streams[0].client
    #expect(sent.starts(with: Array("AUTH PLAIN **********\r\n".utf8)))
    #expect(sent.count == 11 + 12 + 65_536)
  }

  @Test func `without text, its octets are stars`() throws {
    let capture = try capture(SampleSessions.lectureRecording(), hasText: false)
    let sent = String(decoding: capture.streams[0].client, as: UTF8.self)
    #expect(!sent.contains("pickles") && sent.contains("DATA\r\n***"))
    #expect(
      capture.streams[0].client.count == octets(SampleSessions.lectureRecording(), 1, .client).count
    )
    #expect(capture.comments.contains { $0.contains("text left out") })
  }
}
