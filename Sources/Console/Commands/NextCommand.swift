import Language
import Presentation
import Teaching

extension ConsoleCommand {
  static let next = ConsoleCommand(
    name: "next", summary: Phrase(en: "what may come next, and why", zh: "接下来可以输入什么，为什么")
  ) { _, console in
    let next = NextSteps(in: console.conversation, naming: console.log.participants)
    console.say(next.standing)
    guard !next.due.isEmpty else { return }
    console.display(.listing(Listing(next)))
  }
}

extension Listing {
  fileprivate init(_ next: NextSteps) {
    let rows = { (steps: [NextSteps.Step]) in steps.map { [.verbatim($0.line), $0.text] } }
    self.init(
      headings: [Phrase(en: "line", zh: "输入"), Phrase(en: "what it does", zh: "作用")],
      sections: next.others.isEmpty
        ? [Section(title: nil, rows: rows(next.due))]
        : [
          Section(title: Phrase(en: "Next", zh: "下一步"), rows: rows(next.due)),
          Section(title: Phrase(en: "Also possible", zh: "也可以"), rows: rows(next.others)),
        ],
      hasTypedLines: true)
  }
}
