import ArgumentParser
import Language
import Teaching

/// What `--help` says of an option, in the reader's language.
func help(en english: String, zh chinese: String) -> ArgumentHelp {
  ArgumentHelp(help(en: english, zh: chinese) as String)
}

/// What `--help` says of a command.
func help(en english: String, zh chinese: String) -> String {
  Phrase(en: english, zh: chinese)[.asked]
}

/// The parser's own words, which it has in English only. What is not known here stays as it is.
enum ParserMessages {
  static func translated(_ text: String, to language: Language) -> String {
    guard language == .chinese else { return text }
    return words.reduce(text) { text, word in
      guard let pattern = try? Regex(word.english) else { return text }
      return text.replacing(pattern) { match in
        match.output.dropFirst().enumerated().reduce(word.chinese) { chinese, group in
          chinese.replacing("$\(group.offset + 1)", with: group.element.substring ?? "")
        }
      }
    }
  }

  /// Regular expressions; `$1` stands for what the first group found.
  private static let words: [(english: String, chinese: String)] = [
    ("(?m)^OVERVIEW: ", "概述："), ("(?m)^ARGUMENTS:$", "参数："), ("(?m)^OPTIONS:$", "选项："),
    ("(?m)^SUBCOMMANDS:$", "子命令："), ("(?m)^(?:USAGE|Usage): ", "用法："), ("(?m)^Help: +", "帮助："),
    ("See '(.*)' for detailed help\\.", "详细帮助见 '$1'。"),
    ("See '(.*)' for more information\\.", "更多信息见 '$1'。"),
    ("\\s*\\(default:\\s+([^)]*)\\)", "（默认：$1）"), ("\\(default\\)", "（默认） "),
    ("\\s*\\(values:\\s+([^)]*)\\)", "（取值：$1）"),
    ("Show the version\\.", "显示版本。"), ("Show help information\\.", "显示帮助。"),
    ("Show subcommand help information\\.", "显示子命令的帮助。"),
    ("(?m)^Error: ", "错误："), ("Unknown option ('.*?')", "未知选项 $1"),
    ("\\. Did you mean ('.*?')\\?", "。是不是 $1？"), ("Missing value for ('.*?')", "$1 缺少取值"),
    ("Unexpected argument ('.*')", "多余的参数 $1"), ("(\\d+) unexpected arguments: ", "$1 个多余的参数："),
    ("Missing expected argument ('.*')", "缺少参数 $1"), ("Missing one of: ", "以下参数须给出一个："),
    (
      "The option ('.*') does not take any value, but ('.*') was specified\\.",
      "选项 $1 不带取值，却给了 $2。"
    ),
    ("The value ('.*') is invalid for ('.*?')", "$1 不能用作 $2"),
    ("\\. Please provide one of (.*)\\.", "。可以是 $1。"), ("' (?:or|and) '", "' 或 '"),
  ]
}
