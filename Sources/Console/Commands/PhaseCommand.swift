import Language
import Presentation
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let phase = ConsoleCommand(
    name: "phase", summary: Phrase(en: "where the conversation stands", zh: "对话进行到哪里"),
    isAct: true
  ) { _, console in
    let next = NextSteps(in: console.conversation, naming: console.log.participants)
    guard console.isConnected, let phase = console.conversation?.phase else {
      return console.say(next.standing)
    }
    console.say(phase.label + .verbatim(" ") + next.standing)
  }
}
