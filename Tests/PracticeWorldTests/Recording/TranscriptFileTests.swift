import Glibc
import PracticeWorld
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct TranscriptFileTests {
  private static let header = TranscriptHeader(
    started: "2026-11-23T15:00:00.000Z", software: "byhand", side: .client)

  @Test func `a recording stops at its limit with a whole line, and says so`() throws {
    let folder = Scratch()
    let path = "\(folder.path)/session.jsonl"
    let file = try #require(TranscriptFile(path: path, header: Self.header, limit: 1_000))
    #expect(file.trouble == nil)
    for number in 1...100 {
      file.append(
        Event(
          number: number, milliseconds: 0, conversation: 1,
          act: .heard(.server, .line(Line("250 ok")))))
    }
    guard case .full(limit: 1_000) = file.trouble else {
      Issue.record("no limit")
      return
    }
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect((900...1_000).contains(status.st_size))
  }
}
