import Language
import Presentation
import Teaching

extension ConsoleCommand {
  static let next = ConsoleCommand(
    name: "next", summary: Phrase(en: "what may come next, and why", zh: "接下来可以输入什么，为什么")
  ) { _, console in
    let next = NextSteps(in: console.conversation, naming: console.log.participants)
    console.say(next.standing)
    guard !next.steps.isEmpty else { return }
    console.display(
      .listing(
        Listing(
          headings: [Phrase(en: "line", zh: "输入"), Phrase(en: "what it does", zh: "作用")],
          rows: next.steps.map { [.verbatim($0.line), $0.text] })))
  }
}
