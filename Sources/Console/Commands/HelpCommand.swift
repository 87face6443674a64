import Language
import Presentation
import Teaching

extension ConsoleCommand {
  static let help = ConsoleCommand(
    name: "help", aliases: ["?", "h"], arguments: "[X]",
    summary: Phrase(en: "this list, or help on X", zh: "显示本列表，或关于 X 的帮助"), isBare: true
  ) { arguments, console in
    guard let topic = arguments.first else {
      return console.display(.listing(.commands))
    }
    let name = topic.hasPrefix(":") ? String(topic.dropFirst()) : topic
    if let command = Commands.named(name.lowercased()) { return console.say(command.help) }
    for note in Explanation.notes(
      on: arguments.joined(separator: " "), naming: console.log.participants)
    { console.say(note) }
  }

  fileprivate var help: Phrase {
    let usage = ":\(name)" + (arguments.isEmpty ? "" : " \(arguments)")
    let more = detail.map { Phrase(en: " ", zh: "") + $0 } ?? .empty
    return Phrase(en: "\(usage): ", zh: "\(usage)：") + summary + Phrase(en: ".", zh: "。") + more
  }
}

extension Listing {
  /// Everything that `:` can be followed by.
  fileprivate static let commands = Listing(
    headings: [Phrase(en: "command", zh: "命令"), Phrase(en: "what it does", zh: "作用")],
    rows: Commands.all.map { command in
      let usage = ":\(command.name)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
      return [.verbatim(usage), command.summary]
    })
}
