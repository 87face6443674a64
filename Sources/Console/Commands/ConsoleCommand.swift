import Language
import Protocols

/// One `:command`. Each stands in a file of its own, or with its kind.
struct ConsoleCommand: Sendable {
  let name: String
  var aliases: [String] = []
  /// What may follow the name.
  var arguments = ""
  let summary: Phrase
  /// What `:help NAME` adds.
  var detail: Phrase?
  /// Needs no colon while no connection is open.
  var isBare = false
  /// Its arguments are split as `FileWords` has it, and Tab offers names of files.
  var takesFiles = false
  /// It shows or changes the world: a lesson may ask for it, so its use is an event.
  var isAct = false
  let run: @Sendable (_ arguments: [String], _ console: inout ConsoleCore) -> Void
}

enum Commands {
  /// In the order in which `:help` lists them.
  static let all: [ConsoleCommand] = [
    .telnet, .connect, .help, .next, .explain, .phase, .mailbox, .attach, .send, .queue, .watch,
    .server, .mx, .compare, .ladder, .replay, .save,
    .lesson, .hint, .skip, .back, .restart, .annotate, .wire, .lang, .pipeline, .drop, .quit,
  ]

  static func named(_ name: String) -> ConsoleCommand? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  static func bare(_ name: String) -> ConsoleCommand? {
    named(name).flatMap { $0.isBare ? $0 : nil }
  }

  /// Names that are a slip of the finger away from `name`.
  static func near(_ name: String) -> [String] {
    let name = name.lowercased()
    guard !name.isEmpty else { return [] }
    return all.map(\.name).filter {
      $0.hasPrefix(name) || name.distance(to: $0) <= (name.count > 3 ? 2 : 1)
    }
  }
}
