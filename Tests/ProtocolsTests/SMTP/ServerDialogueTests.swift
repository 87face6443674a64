import Protocols
import TestSupport
import Testing

struct ServerDialogueTests {
  @Test(arguments: try GoldenDialogue.all())
  func `the server answers word for word`(dialogue: GoldenDialogue) {
    #expect(dialogue.replayed() == dialogue.lines)
  }

  @Test(arguments: try GoldenDialogue.all())
  func `an observer knows at every reply where the server stands`(dialogue: GoldenDialogue) {
    var server = Server(policy: dialogue.policy, answer: dialogue.answer)
    var observer = SMTPDialogue()
    for reply in server.greeting() {
      _ = observer.hear(.line(Line(octets: reply)), from: .server)
    }
    for spoken in dialogue.lines where spoken.side == .client {
      let line = Line(octets: spoken.octets)
      _ = observer.hear(.line(line), from: .client)
      for reply in server.replies(to: line) {
        _ = observer.hear(.line(Line(octets: reply)), from: .server)
      }
      #expect(observer.state == server.session.state)
    }
    #expect(observer.acceptedMessages == (dialogue.answer == .stored ? server.questions.count : 0))
  }

  @Test(arguments: try GoldenDialogue.all())
  func `every reply line is ASCII and shorter than 512 octets`(dialogue: GoldenDialogue) {
    for spoken in dialogue.replayed() where spoken.side == .server {
      #expect(spoken.octets.count + 2 < 512)
      #expect(spoken.octets.allSatisfy { (0x20...0x7E).contains($0) })
    }
  }

  @Test(arguments: try GoldenDialogue.all())
  func `octets give the same replies however they arrive`(dialogue: GoldenDialogue) {
    let sent = dialogue.lines.filter { $0.side == .client }.flatMap { Line(octets: $0.octets).wire }
    var whole = Server(policy: dialogue.policy, answer: dialogue.answer)
    let wanted = whole.replies(toOctets: sent)
    var framer = Framer()
    var server = Server(policy: dialogue.policy, answer: dialogue.answer)
    var heard: [String] = []
    for octet in sent {
      framer.append([octet])
      while case .line(let line)? = framer.next(.lines) {
        heard += server.replies(to: line).map { String(decoding: $0, as: UTF8.self) }
      }
    }
    #expect(heard == wanted)
    #expect(server.messages == whole.messages)
  }
}
