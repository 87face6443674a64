import ArgumentParser
import Console
import Glibc
import Lessons
import PracticeWorld
import Teaching
import Terminal

extension Language: ExpressibleByArgument {}

/// `--lang`, which every command takes.
struct LanguageOption: ParsableArguments {
  @Option(name: .customLong("lang"), help: "en or zh. Default: from LC_ALL, LC_MESSAGES or LANG.")
  var given: Language?

  /// `--lang zh explain 354` as `explain --lang zh 354`: it is every command's own, wherever it stands.
  static func behindCommand(_ arguments: [String]) -> [String] {
    let count =
      arguments.first == "--lang" ? 2 : arguments.first?.hasPrefix("--lang=") == true ? 1 : 0
    let rest = arguments.dropFirst(count)
    guard count > 0, let command = rest.first, !command.hasPrefix("-") else { return arguments }
    let isNested = command == LessonsCommand._commandName && rest.count > 1
    let path = rest.prefix(isNested ? 2 : 1)
    return Array(path + arguments.prefix(count) + rest.dropFirst(path.count))
  }

  /// The first of the three that is set decides, as POSIX has it.
  var language: Language {
    if let given { return given }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { Environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }

  /// A refusal of the arguments; the parser adds how they are written, and ends with 64.
  func refusal(_ phrase: Phrase) -> ValidationError { ValidationError(phrase[language]) }

  /// A line on standard error.
  func complain(_ phrase: Phrase) { StandardError.write(phrase[language] + "\n") }
}

/// Columns for what is printed at once: the terminal's, or 80 where it goes elsewhere.
var outputWidth: Int {
  isTerminal(STDOUT_FILENO)
    ? max(20, TerminalSize.current(descriptor: STDOUT_FILENO)?.columns ?? 80) : 80
}

/// What the console's commands share.
struct ConsoleArguments: ParsableArguments {
  @OptionGroup var language: LanguageOption

  @Flag(help: "Append-only text: lines of the wire, and # before everything else.")
  var plain = false

  @Flag(help: "One JSON object a line.")
  var json = false

  @Flag(help: "Keep no recording of this session.")
  var noRecord = false

  @Option(help: "Folder for the practice world's mailboxes. Default: a temporary one.")
  var store: String?

  @Option(help: "File of another practice world: hosts, mailboxes, scenarios (YAML).")
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
