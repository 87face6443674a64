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
import Transcripts

extension Language: ExpressibleByArgument {}

/// `--lang`, which every command takes.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: help(
      en: "en or zh. Default: from LC_ALL, LC_MESSAGES or LANG.",
      zh: "en 或 zh。默认由 LC_ALL、LC_MESSAGES 或 LANG 决定。", value: (nil, "语言")))
  var given: Language?

  /// `--lang zh explain 354` as `explain --lang zh 354`: every command takes it, wherever it
  /// stands.
  static func behindCommand(_ arguments: [String]) -> [String] {
    let count = width(at: 0, of: arguments)
    let rest = arguments.dropFirst(count)
    guard count > 0, let command = rest.first, !command.hasPrefix("-") else { return arguments }
    let isNested = command == LessonsSubcommand.configuration.commandName && rest.count > 1
    let path = rest.prefix(isNested ? 2 : 1)
    return Array(path + arguments.prefix(count) + rest.dropFirst(path.count))
  }

  /// The arguments without the option and its value.
  static func removed(from arguments: [String]) -> [String] {
    var kept: [String] = []
    var index = 0
    while index < arguments.count {
      let count = width(at: index, of: arguments)
      if count == 0 { kept.append(arguments[index]) }
      index += max(1, count)
    }
    return kept
  }

  /// How many arguments it takes there: two, one with `=`, or none where another stands.
  private static func width(at index: Int, of arguments: [String]) -> Int {
    guard arguments.indices.contains(index) else { return 0 }
    return arguments[index] == "--lang" ? 2 : arguments[index].hasPrefix("--lang=") ? 1 : 0
  }

  var language: Language { given ?? .ofLocale }

  /// A refusal of the arguments; the parser adds how they are written, and ends with 64.
  func refusal(_ phrase: Phrase) -> ValidationError { ValidationError(phrase[language]) }

  /// Writes a line to standard error.
  func complain(_ phrase: Phrase) { StandardError.write(phrase[language] + "\n") }
}

/// `--student`: who is at the keyboard.
struct StudentOption: ParsableArguments {
  static let variable = "BYHAND_STUDENT"

  @Option(
    name: .customLong("student"),
    help: help(
      en:
        "Your student ID: recordings name you, and progress is kept under it. Default: from BYHAND_STUDENT, if it is set.",
      zh: "你的学号：写进会话记录，进度也按它保存。默认取自 BYHAND_STUDENT（如果设置了）。",
      value: ("id", "学号")))
  var given: String?

  func validate() throws { _ = try id() }

  /// - Throws: a refusal, where it cannot be an ID.
  func id() throws -> StudentID? {
    let variable = Environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
    guard let typed = given ?? variable else { return nil }
    do throws(StudentID.Fault) { return try StudentID(typed) } catch {
      let name = given == nil ? Self.variable : "--student"
      throw ValidationError(
        (.verbatim(name) + Phrase(en: ": ", zh: "：") + error.phrase)[.requested])
    }
  }
}

extension Language {
  /// The first of the three that is set decides (POSIX).
  static var ofLocale: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { Environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// The values of `--lang`, whatever they are. Help needs them before the arguments are parsed, and
  /// where they cannot be.
  private static let asked: [String] = {
    let arguments = CommandLine.arguments.prefix { $0 != "--" }
    let values = zip(arguments, arguments.dropFirst()).compactMap { $0 == "--lang" ? $1 : nil }
    let joined = arguments.compactMap { $0.hasPrefix("--lang=") ? String($0.dropFirst(7)) : nil }
    return values + joined
  }()

  static let requested = asked.compactMap { Language(rawValue: $0) }.last ?? .ofLocale

  /// `--lang fr`: which language its reader knows cannot be told.
  static let isUnknown = asked.contains { Language(rawValue: $0) == nil }
}

/// Columns for output that is printed at once: the terminal's, or 80 if it goes elsewhere.
var outputWidth: Int {
  isTerminal(STDOUT_FILENO)
    ? max(20, TerminalSize.current(descriptor: STDOUT_FILENO)?.columns ?? 80) : 80
}

/// How a command shows what it has to say.
///
/// No group of options holds another one. A debug build of the parser checks a group each time that
/// it reads it, four times over, and so a group within a group sixteen times: a tenth of a second at
/// each start.
struct OutputArguments: ParsableArguments {
  @Flag(
    help: help(
      en: "Append-only text: what crosses the connection, and # before everything else.",
      zh: "只追加的纯文本：实际传输的行照原样，其余每行以 # 开头。"))
  var plain = false

  @Flag(help: help(en: "One JSON object a line.", zh: "每行一个 JSON 对象。"))
  var json = false

  func validate() throws {
    if plain, json { throw ValidationError(Phrase.plainOrJSON[.requested]) }
  }

  func options(_ language: LanguageOption) -> ConsoleOptions {
    ConsoleOptions(
      language: language.language, form: json ? .json : isPlain ? .plain : .terminal,
      hasColour: Environment["NO_COLOR"].map(\.isEmpty) ?? true, version: Byhand.version,
      dataFolder: Environment.dataFolder)
  }

  private var isPlain: Bool {
    plain || Environment["ACCESSIBLE"].map { !$0.isEmpty } ?? false
      || ["", "dumb"].contains(Environment["TERM"] ?? "") || !isTerminal(STDIN_FILENO)
      || !isTerminal(STDOUT_FILENO)
  }
}

/// Options that the console's subcommands share.
struct ConsoleArguments: ParsableArguments {
  @Flag(help: help(en: "Keep no recording of this session.", zh: "不记录这次会话。"))
  var noRecord = false

  @Option(
    help: help(
      en: "Folder for the practice world's mailboxes. Default: a temporary one.",
      zh: "练习环境存放邮箱的文件夹。默认：临时文件夹。", value: (nil, "文件夹")))
  var store: String?

  @Option(
    help: help(
      en: "File of another practice world: hosts, mailboxes, scenarios (YAML).",
      zh: "定义另一个练习环境的文件：主机、邮箱、场景（YAML）。", value: (nil, "文件")))
  var world: String?

  @Flag(
    help: help(
      en: "Send a script's AUTH also where the connection is not encrypted.",
      zh: "连接没有加密时，也发送脚本里的 AUTH。"))
  var authInClear = false

  /// - Throws: as ``LanguageOption/world(at:)`` does.
  func opened(
    by student: StudentOption, _ output: OutputArguments, _ language: LanguageOption
  ) throws -> ConsoleOptions {
    var options = options(output, language)
    options.student = try student.id()
    if let world { options.world = try language.world(at: world) }
    return options
  }

  func options(_ output: OutputArguments, _ language: LanguageOption) -> ConsoleOptions {
    var options = output.options(language)
    options.records = !noRecord
    options.store = store
    options.sendsLoginInClear = authInClear
    return options
  }
}

enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Where history, recordings and progress are kept (XDG Base Directory).
  static var dataFolder: String? {
    if let data = self["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/byhand" }
    return self["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/share/byhand" }
  }
}

extension Phrase {
  fileprivate static let plainOrJSON = Phrase(
    en: "--plain and --json cannot be used together.", zh: "--plain 和 --json 不能同时使用。")

  /// What every error message begins with.
  static let byhand = Phrase(en: "byhand: ", zh: "byhand：")

  /// A file or a folder among the arguments.
  static func unreadable(_ path: String) -> Phrase {
    Phrase(en: "byhand: \(path): cannot be read.", zh: "byhand：无法读取 \(path)。")
  }
}

/// Exit codes as in sysexits(3).
enum Exit {
  static let badInput = ExitCode(65)
  static let cannotConnect = ExitCode(69)
  static let bug = ExitCode(70)
  static let inputOutput = ExitCode(74)
}

extension LanguageOption {
  /// - Throws: exit code 65 where the world's file is wrong, said with line and column; 74 where it
  ///   cannot be read.
  func world(at path: String) throws -> [HostDescription] {
    guard let octets = File.whole(path, atMost: LessonFile.limit) else {
      complain(.unreadable(path))
      throw Exit.inputOutput
    }
    do throws(LessonError) { return try WorldFile.parse(octets, name: path) } catch {
      StandardError.write(error.text(language) + "\n")
      throw Exit.badInput
    }
  }
}
