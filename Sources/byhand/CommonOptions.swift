import ArgumentParser
import Console
import Files
import Glibc
import Language
import Lessons
import PracticeWorld
import Presentation
import Teaching
import Terminal

extension Language: ExpressibleByArgument {}

/// `--lang`, which every command takes.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: help(
      en: "en or zh. Default: from LC_ALL, LC_MESSAGES or LANG.",
      zh: "en 或 zh。默认由 LC_ALL、LC_MESSAGES 或 LANG 决定。"))
  var given: Language?

  /// `--lang zh explain 354` as `explain --lang zh 354`: it is every command's own, wherever it stands.
  static func behindCommand(_ arguments: [String]) -> [String] {
    let count =
      arguments.first == "--lang" ? 2 : arguments.first?.hasPrefix("--lang=") == true ? 1 : 0
    let rest = arguments.dropFirst(count)
    // Help knows the language already (`Language.asked`), and is the whole program's here.
    if let help = arguments.first(where: { ["-h", "--help"].contains($0) }),
      arguments.filter({ $0 != help }).joined(separator: "=") == "--lang=\(Language.asked.rawValue)"
    {
      return [help]
    }
    guard count > 0, let command = rest.first, !command.hasPrefix("-") else { return arguments }
    let isNested = command == LessonsSubcommand._commandName && rest.count > 1
    let path = rest.prefix(isNested ? 2 : 1)
    return Array(path + arguments.prefix(count) + rest.dropFirst(path.count))
  }

  var language: Language { given ?? .ofLocale }

  /// A refusal of the arguments; the parser adds how they are written, and ends with 64.
  func refusal(_ phrase: Phrase) -> ValidationError { ValidationError(phrase[language]) }

  /// A line on standard error.
  func complain(_ phrase: Phrase) { StandardError.write(phrase[language] + "\n") }
}

extension Language {
  /// The first of the three that is set decides, as POSIX has it.
  static var ofLocale: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { Environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// The one that the arguments ask for, before anybody has parsed them: help is needed where they cannot be.
  static let asked: Language = {
    let arguments = CommandLine.arguments.prefix { $0 != "--" }
    let values = zip(arguments, arguments.dropFirst()).compactMap { $0 == "--lang" ? $1 : nil }
    let joined = arguments.compactMap { $0.hasPrefix("--lang=") ? String($0.dropFirst(7)) : nil }
    return (values + joined).compactMap { Language(rawValue: $0) }.last ?? .ofLocale
  }()
}

/// Columns for what is printed at once: the terminal's, or 80 where it goes elsewhere.
var outputWidth: Int {
  isTerminal(STDOUT_FILENO)
    ? max(20, TerminalSize.current(descriptor: STDOUT_FILENO)?.columns ?? 80) : 80
}

/// What the console's commands share.
struct ConsoleArguments: ParsableArguments {
  @OptionGroup var language: LanguageOption

  @Flag(
    help: help(
      en: "Append-only text: lines of the wire, and # before everything else.",
      zh: "只追加的纯文本：线路上的行照原样，其余每行以 # 开头。"))
  var plain = false

  @Flag(help: help(en: "One JSON object a line.", zh: "每行一个 JSON 对象。"))
  var json = false

  @Flag(help: help(en: "Keep no recording of this session.", zh: "不记录这次会话。"))
  var noRecord = false

  @Option(
    help: help(
      en: "Folder for the practice world's mailboxes. Default: a temporary one.",
      zh: "练习世界存放邮箱的文件夹。默认：临时文件夹。"))
  var store: String?

  @Option(
    help: help(
      en: "File of another practice world: hosts, mailboxes, scenarios (YAML).",
      zh: "另一个练习世界的文件：主机、邮箱、场景（YAML）。"))
  var world: String?

  func validate() throws {
    if plain, json { throw language.refusal(.plainOrJSON) }
  }

  /// - Throws: exit code 65 where the world's file is wrong, said with line and column; 74 where it cannot be read.
  func opened() throws -> ConsoleOptions {
    var options = options
    guard let path = world else { return options }
    guard let octets = File.whole(path, atMost: LessonFile.limit) else {
      language.complain(.unreadable(path))
      throw Exit.inputOutput
    }
    do throws(LessonError) { options.world = try WorldFile.parse(octets, name: path) } catch {
      StandardError.write(error.text(language.language) + "\n")
      throw Exit.badInput
    }
    return options
  }

  var options: ConsoleOptions {
    ConsoleOptions(
      language: language.language, form: json ? .json : isPlain ? .plain : .terminal,
      hasColour: Environment["NO_COLOR"].map(\.isEmpty) ?? true, records: !noRecord,
      store: store, version: Byhand.version, dataFolder: Environment.dataFolder)
  }

  private var isPlain: Bool {
    plain || Environment["ACCESSIBLE"].map { !$0.isEmpty } ?? false
      || ["", "dumb"].contains(Environment["TERM"] ?? "") || !isTerminal(STDIN_FILENO)
      || !isTerminal(STDOUT_FILENO)
  }
}

enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// XDG Base Directory: where history, recordings and progress are kept.
  static var dataFolder: String? {
    if let data = self["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/byhand" }
    return self["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/share/byhand" }
  }
}

extension Phrase {
  fileprivate static let plainOrJSON = Phrase(
    en: "--plain and --json exclude each other.", zh: "--plain 和 --json 不能同时使用。")

  /// What a complaint begins with.
  static let byhand = Phrase(en: "byhand: ", zh: "byhand：")

  /// A file or a folder that was named.
  static func unreadable(_ path: String) -> Phrase {
    Phrase(en: "byhand: \(path): cannot be read.", zh: "byhand：无法读取 \(path)。")
  }
}

/// sysexits(3): what the program's end tells its caller.
enum Exit {
  static let badInput = ExitCode(65)
  static let cannotConnect = ExitCode(69)
  static let bug = ExitCode(70)
  static let inputOutput = ExitCode(74)
}
