import Language
import Protocols

/// One `:command`. Each has a file of its own or shares one with related commands.
struct ConsoleCommand: Sendable {
  let name: String
  var aliases: [String] = []
  /// The arguments, as `:help` shows them.
  var arguments = ""
  let summary: Phrase
  /// More text for `:help NAME`.
  var detail: Phrase?
  /// The command needs no colon while no connection is open.
  var needsNoColon = false
  /// Arguments are split by `FileWords`, and Tab completes file names.
  var takesFiles = false
  /// The command shows or changes the world. A lesson may ask for it, so its use is an event.
  var isAct = false
  let run: @Sendable (_ arguments: [String], _ console: inout ConsoleCore) -> Void
}

enum Commands {
  /// In the order of `:help`.
  static let all: [ConsoleCommand] = [
    .telnet, .connect, .help, .next, .explain, .phase, .mailbox, .attach, .send, .queue, .watch,
    .server, .mx, .compare, .ladder, .replay, .save,
    .lessons, .lesson, .hint, .skip, .back, .restart, .annotate, .wire, .lang, .pipeline, .drop,
    .quit,
  ]

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
