import Files
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

  private func event(_ number: Int) -> Event {
    Event(
      number: number, milliseconds: 0, conversation: 1, act: .heard(.server, .line(Line("250 ok"))))
  }

  @Test func `a student who is named later stands in the header, and no event is lost`() throws {
    let folder = Scratch()
    let path = "\(folder.path)/session.jsonl"
    let file = try #require(TranscriptFile(path: path, header: Self.header))
    var header = Self.header
    for student in [nil, "张三", "2026112233"] {
      header.student = student
      if student != nil { try file.replaceHeader(header) }
      for _ in 1...3_000 { file.append(event(1)) }
    }
    let read = try Transcript(try #require(File.whole(path)))
    #expect(read.header == header && read.warnings == [])
    #expect(read.events.count == 9_000)
    #expect(folder.names() == ["session.jsonl"])
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func `where the header cannot be replaced, the recording is as it was, and goes on`() throws
  {
    let folder = Scratch()
    let path = "\(folder.path)/session.jsonl"
    let file = try #require(TranscriptFile(path: path, header: Self.header))
    file.append(event(1))
    // A folder stands where the new content would be written.
    let beside = "\(path).\(getpid()).tmp"
    #expect(mkdir(beside, 0o700) == 0)
    var header = Self.header
    header.student = "x"
    #expect(throws: StoreError.self) { try file.replaceHeader(header) }
    file.append(event(2))
    let read = try Transcript(try #require(File.whole(path)))
    #expect(read.header == Self.header && read.events.map(\.number) == [1, 2])
  }
}
