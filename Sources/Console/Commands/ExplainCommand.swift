import Language
import Teaching

extension ConsoleCommand {
  static let explain = ConsoleCommand(
    name: "explain", arguments: Phrase(en: "[X]", zh: "[内容]"),
    summary: Phrase(
      en: "explain the last reply, a code (550), a command (RCPT), a keyword or a term",
      zh: "解释上一个响应，或状态码（550）、命令（RCPT）、关键字、术语"),
    isAct: true,
    choices: { words, console in Explanation.topics(begunBy: words, console.language) }
  ) { arguments, console in
    guard arguments.isEmpty else { return console.explain(arguments) }
    let last = console.log.lastExplanation
    guard !last.isEmpty else { return console.say(.explainUsage) }
    for note in last { console.say(note) }
  }
}

extension ConsoleCore {
  mutating func explain(_ topic: [String]) {
    let notes = Explanation.notes(
      on: topic.joined(separator: " "), naming: log.participants)
    for note in notes { say(note) }
  }
}

extension Phrase {
  fileprivate static let explainUsage = Phrase(
    en: "Explain what? For example :explain 354, :explain 5.1.1, :explain SIZE, :explain envelope",
    zh: "解释什么？例如 :explain 354、:explain 5.1.1、:explain SIZE、:explain 信封")
}
