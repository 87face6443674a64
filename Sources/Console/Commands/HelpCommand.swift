import Language
import Presentation

extension ConsoleCommand {
  static let help = ConsoleCommand(
    name: "help", aliases: ["?", "h"], arguments: "[X]",
    summary: Phrase(en: "this list, or help on X", zh: "显示本列表，或关于 X 的帮助"), needsNoColon: true
  ) { arguments, console in
    guard let topic = arguments.first else {
      return console.display(.listing(.commands))
    }
    let name = topic.hasPrefix(":") ? String(topic.dropFirst()) : topic
    if let command = Commands.named(name.lowercased()) { return console.say(command.help) }
    console.explain(arguments)
  }

  /// The command as it is typed.
  fileprivate var usage: String { ":\(name)" + (arguments.isEmpty ? "" : " \(arguments)") }

  fileprivate var help: Phrase {
    let more = detail.map { Phrase(en: " ", zh: "") + $0 } ?? .empty
    return Phrase(en: "\(usage): ", zh: "\(usage)：") + summary + Phrase(en: ".", zh: "。") + more
  }
}

extension Listing {
  /// All commands.
  fileprivate static let commands = Listing(
    headings: [Phrase(en: "command", zh: "命令"), Phrase(en: "what it does", zh: "作用")],
    rows: Commands.all.map { [.verbatim($0.usage), $0.summary] })
}
