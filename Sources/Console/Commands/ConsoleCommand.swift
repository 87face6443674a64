import Language
import Protocols

/// One `:command`. Each has a file of its own or shares one with related commands.
struct ConsoleCommand: Sendable {
  let name: String
  var aliases: [String] = []
  /// The arguments, as `:help` lists them.
  var arguments: Phrase = .empty
  /// Further arguments, which only `:help NAME` shows.
  var options = ""
  let summary: Phrase
  /// More text for `:help NAME`.
  var detail: Phrase?
  /// The command needs no colon while no connection is open.
  var needsNoColon = false
  /// Arguments are split by `FileWords`, and Tab completes file names.
  var takesFiles = false
  /// A password may stand behind it: the history does not keep it.
  var isSecret = false
  /// It takes what follows its name as one argument, as it was typed.
  var takesRest = false
  /// The command shows or changes the world. A lesson may ask for it, so its use is an event.
  var isAct = false
  /// What Tab offers for the last of these arguments. It has begun, or is still empty.
  var choices: (@Sendable (_ arguments: [String], _ console: ConsoleCore) -> [String])?
  let run: @Sendable (_ arguments: [String], _ console: inout ConsoleCore) -> Void
}

enum Commands {
  struct Group: Sendable {
    let title: Phrase
    let commands: [ConsoleCommand]
  }

  /// In the order of `:help`.
  static let groups: [Group] = [
    Group(
      title: Phrase(en: "Connection", zh: "连接"), commands: [.telnet, .connect, .auth, .drop, .quit]),
    Group(
      title: Phrase(en: "Understanding the conversation", zh: "看懂对话"),
      commands: [.next, .explain, .phase, .ladder, .compare]),
    Group(
      title: Phrase(en: "Sending", zh: "发送"), commands: [.attach, .send, .bdat, .raw, .pipeline]),
    Group(
      title: Phrase(en: "Mail servers", zh: "邮件服务器"),
      commands: [.mailbox, .queue, .watch, .server, .mx]),
    Group(
      title: Phrase(en: "Lessons", zh: "课程"),
      commands: [.lessons, .lesson, .hint, .skip, .back, .step, .restart, .student]),
    Group(
      title: Phrase(en: "Recording and display", zh: "记录与显示"),
      commands: [.replay, .save, .annotate, .wire, .lang, .help]),
  ]

  static let all: [ConsoleCommand] = groups.flatMap(\.commands)

  static func named(_ name: String) -> ConsoleCommand? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  static func withoutColon(_ name: String) -> ConsoleCommand? {
    named(name).flatMap { $0.needsNoColon ? $0 : nil }
  }

  /// Names of commands of which `name` may be a typing mistake.
  static func similar(to name: String) -> [String] {
    let name = name.lowercased()
    guard !name.isEmpty else { return [] }
    return all.map(\.name).filter {
      $0.hasPrefix(name) || name.distance(to: $0) <= (name.count > 3 ? 2 : 1)
    }
  }
}
