import Language
import Presentation

extension ConsoleCommand {
  static let help = ConsoleCommand(
    name: "help", aliases: ["?", "h", "帮助"], arguments: Phrase(en: "[X]", zh: "[内容]"),
    summary: Phrase(en: "this list, or help on X", zh: "显示本列表，或关于某项内容的帮助"),
    needsNoColon: true, choices: { words, _ in words.count == 1 ? Commands.all.map(\.name) : [] }
  ) { arguments, console in
    guard let topic = arguments.first else {
      return console.display(
        .listing(.commands(withKeys: console.settings.isInteractive)))
    }
    let name = topic.hasPrefix(":") ? String(topic.dropFirst()) : topic
    if let command = Commands.named(name.lowercased()) { return console.say(command.help) }
    console.explain(arguments)
  }

  /// The command as it is typed.
  fileprivate var usage: Phrase {
    .verbatim(":\(name)") + (arguments == .empty ? .empty : .verbatim(" ") + arguments)
  }

  fileprivate var help: Phrase {
    let usage = usage + (options.isEmpty ? .empty : .verbatim(" \(options)"))
    let more = detail.map { Phrase(en: " ", zh: "") + $0 } ?? .empty
    return usage + Phrase(en: ": ", zh: "：") + summary + Phrase(en: ".", zh: "。") + more
  }
}

extension Listing {
  /// All commands. A script presses no keys.
  fileprivate static func commands(withKeys hasKeys: Bool) -> Listing {
    Listing(
      headings: [Phrase(en: "command", zh: "命令"), Phrase(en: "what it does", zh: "作用")],
      sections: Commands.groups.map { group in
        Section(
          title: group.title, rows: group.commands.map { [$0.usage, $0.summary] })
      } + (hasKeys ? [keys] : []),
      hasTypedLines: true)
  }

  private static let keys = Section(
    title: Phrase(en: "Keys", zh: "按键"),
    rows: [
      [
        .verbatim("Tab"),
        Phrase(en: "completes what may be typed now", zh: "补全现在可以输入的内容"),
      ],
      [.verbatim("↑ ↓"), Phrase(en: "bring back earlier lines", zh: "找回以前输入的行")],
      [
        .verbatim("Ctrl-C"),
        Phrase(
          en: "cancels the line, lines typed ahead, or a call that is not answered",
          zh: "取消正在输入的行、提前输入的行，或尚未接通的连接"),
      ],
      [
        .verbatim("Ctrl-D"),
        Phrase(
          en: "on an empty line: closes the connection without QUIT; with none open, leaves byhand",
          zh: "在空行上：不发 QUIT 就关闭连接；没有连接时离开 byhand"),
      ],
      [
        .verbatim("::x"),
        Phrase(en: "sends the line :x to the server", zh: "把 :x 这一行发给服务器"),
      ],
    ])
}
