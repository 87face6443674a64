import ArgumentParser
import Language

/// What `--help` says of an option, in the reader's language.
///
/// - Parameter value: what stands for the value, as `file` in `<file>`; without it, the name of the
///   option.
func help(
  en english: String, zh chinese: String, value: (en: String?, zh: String)? = nil
) -> ArgumentHelp {
  ArgumentHelp(
    help(en: english, zh: chinese) as String,
    valueName: Language.requested == .chinese ? value?.zh : value?.en)
}

/// What `--help` says of a command.
func help(en english: String, zh chinese: String) -> String {
  Phrase(en: english, zh: chinese)[.requested]
}

/// The parser's refusals, which it has in English only. What is not known here stays as it is.
enum ParserMessages {
  /// In the reader's language. The locale may not know it: where `--lang` names neither, the reason
  /// is said in Chinese as well.
  static func text(_ text: String) -> String {
    let translated = translated(text, to: .requested)
    guard Language.isUnknown, Language.requested == .english,
      let end = translated.firstIndex(of: "\n")
    else { return translated }
    let reason = Self.translated(text, to: .chinese).prefix { $0 != "\n" }
    return translated[..<end] + "\n" + reason + translated[end...]
  }

  static func translated(_ text: String, to language: Language) -> String {
    guard language == .chinese else { return text }
    return messages.reduce(text) { text, message in
      guard let pattern = try? Regex(message.english) else { return text }
      return text.replacing(pattern) { match in
        match.output.dropFirst().enumerated().reduce(message.chinese) { chinese, group in
          chinese.replacing("$\(group.offset + 1)", with: group.element.substring ?? "")
        }
      }
    }
  }

  /// Regular expressions; `$1` stands for what the first group found.
  private static let messages: [(english: String, chinese: String)] = [
    ("(?m)^Usage: ", "用法："), ("(?m)^Help: +", "帮助："),
    ("<subcommand>", Phrase.subcommand.chinese), ("<options>", Phrase.manyOptions.chinese),
    ("See '(.*)' for more information\\.", "更多信息见 '$1'。"),
    ("(?m)^Error: ", "错误："), ("<lang>", "<语言>"), ("Unknown option ('.*?')", "未知选项 $1"),
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
