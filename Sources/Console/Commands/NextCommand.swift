import Language
import Lessons
import Presentation
import Teaching

extension ConsoleCommand {
  static let next = ConsoleCommand(
    name: "next", summary: Phrase(en: "what may come next, and why", zh: "接下来可以输入什么，为什么"),
    isAct: true
  ) { _, console in
    if console.openQuestion != nil { return console.say(.answerFirst) }
    if console.isLineUnfinished { return console.say(.lineHasNoEnd) }
    var next = NextSteps(in: console.conversation, naming: console.log.participants)
    if let line = console.lesson?.lineToType { next.put(first: line, .ofLesson) }
    console.say(next.standing)
    guard !next.due.isEmpty else { return }
    console.display(.listing(Listing(next)))
  }
}

extension Phrase {
  fileprivate static let answerFirst = Phrase(
    en: "Next: answer the question above. :lesson shows it again, :skip skips it.",
    zh: "下一步：先回答上面的问题。:lesson 再显示一遍，:skip 跳过。")
  fileprivate static let ofLesson = Phrase(en: "the lesson's next line", zh: "这一课的下一行")
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
