import ArgumentParser
import FoundationEssentials
import Language
import Presentation

/// A request for help among the arguments, or a group of commands by itself. It is found before the parser runs, because the parser's
/// page is English only.
struct HelpRequest {
  /// The words of the command, without the program's name.
  let command: [String]
  /// Whether there are other arguments. Without a command they are the default command's.
  let hasMore: Bool

  init?(_ arguments: [String]) {
    let words = LanguageOption.removed(from: Array(arguments.prefix { $0 != "--" }))
    let others = words.filter { !["-h", "--help"].contains($0) }
    if words.first == "help" {
      command = Array(others.dropFirst())
      hasMore = false
    } else if others.count < words.count {
      command = Array(words.prefix { !$0.hasPrefix("-") })
      hasMore = !others.isEmpty
    } else if words == [LessonsSubcommand.configuration.commandName] {
      // A group does nothing by itself: the parser shows its page.
      command = words
      hasMore = false
    } else {
      return nil
    }
  }

  func page(_ language: Language, width: Int) -> String {
    guard let program = CommandDescription.program else { return Byhand.helpMessage() }
    var path = [program]
    for word in command {
      guard let next = path[path.count - 1].subcommand(word) else { break }
      path.append(next)
    }
    if path.count == 1, hasMore, let next = program.subcommand(ConsoleSubcommand.name) {
      path.append(next)
    }
    return HelpPage(path: path, language: language, width: width).text
  }
}

/// What the parser knows of a command: it writes this where it is asked for
/// `--experimental-dump-help`. So an option is declared once, and help cannot differ from what is
/// parsed.
struct CommandDescription: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [Argument]?
  let subcommands: [CommandDescription]?

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }
    struct Name: Decodable {
      let kind: String
      let name: String
      var written: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let allValues: [String]?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  /// The parser's own `help` is left out: every page ends with it.
  var shownSubcommands: [CommandDescription] {
    (subcommands ?? []).filter { $0.commandName != "help" }
  }

  func subcommand(_ name: String) -> CommandDescription? {
    shownSubcommands.first { $0.commandName == name }
  }

  /// The whole program; `nil` where a newer parser describes itself in another form.
  static var program: CommandDescription? {
    struct Dump: Decodable { let command: CommandDescription }
    do { _ = try Byhand.parseAsRoot(["--experimental-dump-help"]) } catch {
      let json = Data(Byhand.fullMessage(for: error).utf8)
      return (try? JSONDecoder().decode(Dump.self, from: json))?.command
    }
    return nil
  }
}

/// The page that `--help` shows, in the reader's language.
struct HelpPage {
  /// From the program to the command.
  let path: [CommandDescription]
  let language: Language
  let width: Int

  /// Where the meanings begin, and the least room for them beside their names.
  private static let (column, leastRoom) = (26, 20)

  var text: String {
    guard let command = path.last else { return "" }
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    let isGroup = !command.shownSubcommands.isEmpty
    let name = path.map(\.commandName).joined(separator: " ")
    var parts: [String] = []
    if let abstract = command.abstract {
      parts.append(wrapped(Phrase.overview[language] + abstract))
    }
    if let discussion = command.discussion { parts.append(wrapped(discussion)) }
    let usage = isGroup ? [Phrase.subcommand[language]] : synopsis(arguments)
    parts.append(Phrase.usage[language] + ([name] + usage).joined(separator: " "))
    parts += [
      section(.arguments, arguments.filter { $0.kind == .positional }.map(row)),
      section(.options, arguments.filter { $0.kind != .positional }.map(row)),
      section(.subcommands, command.shownSubcommands.map(row)),
    ].compactMap { $0 }
    let more = ([path[0].commandName, "help"] + path.dropFirst().map(\.commandName))
      .joined(separator: " ")
    if isGroup { parts.append("  " + Phrase.more(more)[language]) }
    return parts.joined(separator: "\n\n") + (isGroup ? "" : "\n")
  }

  /// The command line's form; too many options are named together, as the parser does in its
  /// refusals.
  private func synopsis(_ arguments: [CommandDescription.Argument]) -> [String] {
    let own = arguments.filter { !["version", "help"].contains($0.preferredName?.name) }
    guard own.count <= 12 else {
      return own.filter { $0.kind == .positional }.map { written($0, []) }
        + [Phrase.manyOptions[language]]
    }
    return own.map { argument in
      let form =
        written(argument, argument.preferredName.map { [$0] } ?? [])
        + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(form)]" : form
    }
  }

  private func written(
    _ argument: CommandDescription.Argument, _ names: [CommandDescription.Argument.Name]
  ) -> String {
    let names = names.map(\.written).joined(separator: ", ")
    let value = argument.valueName.map { "<\($0)>" } ?? ""
    switch argument.kind {
    case .positional: return value
    case .option: return "\(names) \(value)"
    case .flag: return names
    }
  }

  private func row(_ argument: CommandDescription.Argument) -> String {
    // These two are the parser's, which knows English only.
    let meaning =
      switch argument.preferredName?.name {
      case "version": Phrase.version[language]
      case "help": Phrase.help[language]
      default: argument.abstract ?? ""
      }
    let remarks = [
      argument.defaultValue.map { Phrase.byDefault($0)[language] },
      argument.allValues.map { Phrase.values($0)[language] },
    ]
    return row(written(argument, argument.names ?? []), meaning, remarks.compactMap { $0 })
  }

  private func row(_ command: CommandDescription) -> String {
    let isDefault = path.count == 1 && command.commandName == ConsoleSubcommand.name
    let name = command.commandName + (isDefault ? Phrase.isDefault[language] : "")
    return row(name, command.abstract ?? "", [])
  }

  /// A name, and beside or below it what it means.
  private func row(_ name: String, _ meaning: String, _ remarks: [String]) -> String {
    let isWide = width >= Self.column + Self.leastRoom
    let indent = isWide ? Self.column : 4
    let glue = language == .chinese ? "" : " "
    let text = ([meaning] + remarks).joined(separator: glue)
    let margin = String(repeating: " ", count: indent)
    let lines = Wrapping.lines(text, width: width - indent).map { margin + $0 }
    let label = "  \(name)"
    let room = indent - DisplayWidth.of(label)
    guard isWide, room > 0, let first = lines.first else {
      return ([label] + lines).joined(separator: "\n")
    }
    let beside = label + String(repeating: " ", count: room) + first.dropFirst(indent)
    return ([beside] + lines.dropFirst()).joined(separator: "\n")
  }

  private func section(_ title: Phrase, _ rows: [String]) -> String? {
    rows.isEmpty ? nil : ([title[language]] + rows).joined(separator: "\n")
  }

  private func wrapped(_ text: String) -> String {
    Wrapping.lines(text, width: width).joined(separator: "\n")
  }
}

extension Phrase {
  fileprivate static let overview = Phrase(en: "OVERVIEW: ", zh: "概述：")
  fileprivate static let usage = Phrase(en: "USAGE: ", zh: "用法：")
  fileprivate static let arguments = Phrase(en: "ARGUMENTS:", zh: "参数：")
  fileprivate static let options = Phrase(en: "OPTIONS:", zh: "选项：")
  fileprivate static let subcommands = Phrase(en: "SUBCOMMANDS:", zh: "子命令：")
  fileprivate static let isDefault = Phrase(en: " (default)", zh: "（默认）")
  fileprivate static let version = Phrase(en: "Show the version.", zh: "显示版本。")
  fileprivate static let help = Phrase(en: "Show help information.", zh: "显示帮助。")
  static let subcommand = Phrase(en: "<subcommand>", zh: "<子命令>")
  static let manyOptions = Phrase(en: "<options>", zh: "<选项>")

  fileprivate static func byDefault(_ value: String) -> Phrase {
    Phrase(en: "(default: \(value))", zh: "（默认：\(value)）")
  }
  fileprivate static func values(_ values: [String]) -> Phrase {
    Phrase(
      en: "(values: \(values.joined(separator: ", ")))",
      zh: "（取值：\(values.joined(separator: "、"))）")
  }
  fileprivate static func more(_ command: String) -> Phrase {
    Phrase(
      en: "See '\(command) <subcommand>' for detailed help.",
      zh: "详细帮助见 '\(command) <子命令>'。")
  }
}
