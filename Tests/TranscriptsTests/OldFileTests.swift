import Protocols
import TestSupport
import Testing
import Transcripts

struct OldFileTests {
  @Test(arguments: OldFile.allCases)
  func `an old recording is read whole, and written as it was`(file: OldFile) throws {
    let transcript = try Transcript(file.octets)
    #expect(transcript.warnings == [])
    #expect(!transcript.events.isEmpty)
    let lines = [transcript.header.json] + transcript.events.map(\.json)
    #expect(Array(lines.map { $0 + "\n" }.joined().utf8) == file.octets)
    #expect(transcript.header.side == (file == .server ? .server : .client))
  }

  @Test(arguments: OldFile.allCases)
  func `an old recording folds: each event means something, and all is closed`(file: OldFile) throws
  {
    var session = Session()
    for event in try Transcript(file.octets).events {
      #expect(!session.take(event).isEmpty)
    }
    #expect(!session.conversations.isEmpty)
    #expect(session.conversations.values.allSatisfy { !$0.isOpen })
    // At that time the world was not recorded.
    #expect(session.world.isEmpty)
  }
}
