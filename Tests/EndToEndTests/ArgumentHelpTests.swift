import FoundationEssentials
import Subprocess
import TestSupport
import Testing

/// The parser's help and its refusals, in the reader's language.
@Suite(.fewAtOnce) struct ArgumentHelpTests {
  static let pages = [
    [], ["console"], ["connect"], ["lesson"], ["lessons"], ["lessons", "check"],
    ["lessons", "new"], ["lessons", "print"],
    ["serve"], ["explain"], ["compare"], ["replay"], ["export"], ["import"], ["submit"],
  ].map { $0 + ["--help"] }

  @Test(arguments: pages + [["lessons"]])
  func `help speaks one language, and all of it, and holds what the parser takes`(
    arguments: [String]
  ) async throws {
    let english = try await Program.byhand(arguments)
    let chinese = try await Program.byhand(arguments, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(english.status == 0 && chinese.status == 0 && english.errors + chinese.errors == "")
    #expect(!english.output.unicodeScalars.contains { Self.isHan($0) })
    #expect(Self.sentences(in: english.output) > 2)
    #expect(Self.sentences(in: chinese.output) == 0, "\(chinese.output)")
    #expect(chinese.output.contains("用法：byhand") && chinese.output.contains("选项："))
    guard arguments.last == "--help" else { return }
    try await expectAll(in: english.output, of: arguments, Self.taken)
    try await expectAll(in: chinese.output, of: arguments, Self.takenInChinese)
  }

  @Test(arguments: Tries.one(in: 5, of: pages))
  func `help speaks the language that is asked for`(arguments: [String]) async throws {
    let chinese = try await Program.byhand(arguments, environment: ["LANG": "zh_CN.UTF-8"])
    let asked = try await Program.byhand(arguments + ["--lang", "zh"])
    #expect(asked.output == chinese.output)
  }

  /// The page holds each option that the parser takes, and what it means.
  private func expectAll(
    in page: String, of arguments: [String], _ taken: Task<Command, any Error>
  ) async throws {
    var command = try await taken.value
    for name in arguments.dropLast() {
      command = try #require(command.subcommands?.first { $0.commandName == name })
    }
    let names = command.names.map { "\($0.count == 1 ? "-" : "--")\($0)" }
    #expect(names.count > 2 && command.meanings.count > 2)
    let shown = page.filter { !$0.isWhitespace }
    for text in names + command.meanings
    where !["Show the version.", "Show help information."].contains(text) {
      #expect(shown.contains(text.filter { !$0.isWhitespace }), "\(text)")
    }
  }

  /// As the parser lists it, where it is asked for `--experimental-dump-help`.
  private struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable { let name: String }

      let names: [Name]?
      let abstract: String?
      let discussion: String?
      let valueName: String?
    }

    let commandName: String
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Command]?

    var names: [String] { (arguments ?? []).flatMap { ($0.names ?? []).map(\.name) } }

    var meanings: [String] {
      let own = (arguments ?? []).flatMap { [$0.abstract, $0.discussion, $0.valueName] }
      return ([abstract, discussion] + own).compactMap { $0 }
    }
  }

  // All commands stand in one list, which takes the program as long as several pages.
  private static let taken = Task { try await listed(in: "C") }
  private static let takenInChinese = Task { try await listed(in: "zh_CN.UTF-8") }

  private static func listed(in locale: String) async throws -> Command {
    struct List: Decodable { let command: Command }
    let dump = try await Program.byhand(
      ["--experimental-dump-help"], environment: ["LC_ALL": locale])
    return try JSONDecoder().decode(List.self, from: Data(dump.output.utf8)).command
  }

  @Test func `a narrow terminal shows every word of it`() async throws {
    let wide = try await Program.byhand(["serve", "--help"])
    for columns in ["-1", "0", "20", "26", "39"] {
      let narrow = try await Program.byhand(
        ["serve", "--help"], environment: ["COLUMNS": columns])
      #expect(narrow.status == 0)
      #expect(
        narrow.output.split(whereSeparator: \.isWhitespace)
          == wide.output.split(whereSeparator: \.isWhitespace), "\(columns)")
    }
  }

  @Test(arguments: [
    (["serve", "--nope"], "未知选项 '--nope'"), (["connect"], "缺少参数 '<主机>'"),
    (["compare", "--objects", "x"], "'x' 不能用作"), (["compare", "--objects"], "缺少取值"),
    (["lessons", "check", "a", "b"], "多余的参数 'b'"),
    (["explain", "--lang", "fr"], "可以是 'en' 或 'zh'"),
    (["foo", "--lang", "zh"], "没有子命令 'foo'"), (["--lang", "zh", "foo"], "没有子命令 'foo'"),
    (["serve", "--catch-all=1"], "不带取值"), (["replay", "a", "b"], "多余的参数"),
  ])
  func `the parser's refusals are in the reader's language`(
    arguments: [String], words: String
  ) async throws {
    let outcome = try await Program.byhand(arguments, environment: ["LANG": "zh_CN.UTF-8"])
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("错误：") && outcome.errors.contains(words))
    #expect(Self.sentences(in: outcome.errors) == 0, "\(outcome.errors)")
  }

  @Test func `an unknown language is refused in both`() async throws {
    let outcome = try await Program.byhand(["explain", "--lang", "fr"], environment: ["LANG": "C"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("Please provide one of 'en' and 'zh'"))
    #expect(outcome.errors.contains("'fr' 不能用作 '--lang <语言>'。可以是 'en' 或 'zh'。"))
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{4E00}"..."\u{9FFF}").contains(scalar)
  }

  /// Three English words in a row, not within quotes of any kind.
  private static func sentences(in text: String) -> Int {
    let bare = text.replacing(/`[^`]*`|'[^']*'|"[^"]*"|<[^>]*>|用法：.*/, with: "")
    return bare.matches(of: /[a-zA-Z]+ [a-z]+ [a-z]+/).count
  }
}
