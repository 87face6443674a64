import Language
import Protocols
import Teaching
import Testing
import Transcripts

/// What is said of a message in a practice server's queue.
@Suite struct QueueNotesTests {
  private func text(_ deed: QueueAct.Deed, for recipient: String) -> Phrase? {
    var session = Session()
    var annotator = Annotator()
    let act = QueueAct(deed, host: "crepes.fr", message: "1", recipient: recipient)
    let event = Event(number: 1, milliseconds: 0, conversation: 0, act: .world(.queue(act)))
    let facts = session.take(event)
    return annotator.notes(on: event, facts: facts, in: session).first?.text
  }

  @Test(arguments: ["alice@crepes.fr", "alice@CREPES.FR", "nobody@crepes.fr"])
  func `a message for the server's own user goes to no other server`(recipient: String) throws {
    for deed in [QueueAct.Deed.queued, .delivered] {
      let said = try #require(text(deed, for: recipient))
      #expect(said.english.contains("mailbox") && said.chinese.contains("本机"))
      #expect(!said.english.contains("pass") && !said.chinese.contains("继续发送"))
    }
  }

  @Test func `a message for another server's user is passed on`() throws {
    let said = try #require(text(.queued, for: "bob@hamburger.edu"))
    #expect(said.english.contains("pass it on") && !said.chinese.contains("本机"))
    #expect(try #require(text(.delivered, for: "bob@hamburger.edu")).english.contains("passed on"))
  }
}
