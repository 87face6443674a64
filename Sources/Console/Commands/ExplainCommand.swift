import Language
import Teaching

extension ConsoleCommand {
  static let explain = ConsoleCommand(
    name: "explain", arguments: "X",
    summary: Phrase(
      en: "explain a code (550), a command (RCPT), a keyword or a term",
      zh: "解释状态码（550）、命令（RCPT）、关键字或术语")
  ) { arguments, console in
    guard !arguments.isEmpty else { return console.say(.explainUsage) }
    console.explain(arguments)
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
