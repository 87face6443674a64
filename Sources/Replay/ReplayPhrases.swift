package import Language
import Presentation

/// What is said of a file that cannot be replayed.
extension Phrase {
  static let nothingToReplay = Phrase(
    en: "There is nothing to replay: no connection was opened in this session.",
    zh: "没有可以回放的内容：这次会话没有建立过连接。")
  static func printedFrom(_ number: Int) -> Phrase {
    Phrase(en: "From event \(number) on.", zh: "从第 \(number) 个事件开始。")
  }
  static let predictsInTerminal = Phrase(
    en: "Predictions are asked in a terminal only; everything is shown here.",
    zh: "只有在终端里才会提问；这里显示全部内容。")
  /// Whose it is, and of which file.
  static func recording(_ names: [String]) -> Phrase {
    let names = names.map { SafeText.of($0) }.joined(separator: " · ")
    return Phrase(en: "Recording: \(names)", zh: "会话记录：\(names)")
  }
  package static func notRead(_ name: Phrase) -> Phrase {
    Phrase(en: "\(name.english) cannot be read.", zh: "无法读取\(name.chinese.afterChinese)。")
  }
}
