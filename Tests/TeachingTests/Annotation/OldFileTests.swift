import Teaching
import TestSupport
import Testing
import Transcripts

struct OldFileTests {
  @Test(arguments: OldFile.allCases)
  func `an old recording is annotated`(file: OldFile) throws {
    var session = Session()
    var annotator = Annotator()
    var notes: [Note] = []
    var comparison = Comparison()
    for event in try Transcript(file.octets).events {
      let facts = session.take(event)
      notes += annotator.notes(on: event, facts: facts, in: session)
      for fact in facts { comparison.take(fact) }
    }
    #expect(notes.count > 10)
    #expect(notes.contains { $0.about == .transport } && notes.contains { $0.about == .phase })
  }
}
