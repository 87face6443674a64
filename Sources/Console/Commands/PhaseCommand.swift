import Language
import Presentation
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let phase = ConsoleCommand(
    name: "phase", summary: Phrase(en: "where the conversation stands", zh: "对话进行到哪里")
  ) { _, console in
    guard console.isConnected, let phase = console.conversation?.phase else {
      return console.say(NextSteps(in: console.conversation).standing)
    }
    console.say(
      phase.label + .verbatim(" ") + NextSteps(in: console.conversation).standing)
  }
}
