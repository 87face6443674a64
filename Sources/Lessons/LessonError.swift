package import Teaching

/// What is wrong in a lesson's file, and where.
package struct LessonError: Error, Hashable, Sendable {
  package let file: String
  /// Both from 1.
  package let line: Int
  package let column: Int
  package let problem: Phrase

  package init(file: String, line: Int, column: Int, problem: Phrase) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  package func text(_ language: Language) -> String {
    "\(file):\(line):\(column): \(problem[language])"
  }
}

extension Phrase {
  static let tooLarge = Phrase(en: "The file is larger than 256 KB.", zh: "文件超过 256 KB。")
  static let notUTF8 = Phrase(en: "The file is not UTF-8.", zh: "文件不是 UTF-8。")
  static let alias = Phrase(
    en: "YAML anchors and aliases (& and *) are not allowed in lessons; quote the text.",
    zh: "课程文件里不允许使用 YAML 的锚点和别名（& 和 *）；文字请加引号。")
  static let tooDeep = Phrase(en: "Nested too deeply.", zh: "嵌套太深。")
  static let mappingExpected = Phrase(en: "A mapping is expected here.", zh: "这里应为映射（键: 值）。")
  static let listExpected = Phrase(en: "A list is expected here.", zh: "这里应为列表。")
  static let textExpected = Phrase(en: "Text is expected here.", zh: "这里应为文字。")
  static let bothLanguages = Phrase(
    en: "Both languages are needed: {en: …, zh: …}.", zh: "需要两种语言：{en: …, zh: …}。")
  static let numberExpected = Phrase(
    en: "A number from 0 is expected here.", zh: "这里应为不小于 0 的数字。")
  static let answerOutside = Phrase(
    en: "The answer is counted from 1 and must be one of the choices.", zh: "答案从 1 开始计数，且必须是选项之一。")
  static let noSteps = Phrase(en: "A lesson has at least one step.", zh: "课程至少要有一个步骤。")
  static let eitherExpectOrAsk = Phrase(
    en: "A step has either expect (with say) or ask (with choices and answer).",
    zh: "每个步骤要么有 expect（和 say），要么有 ask（和 choices、answer）。")
  static let emptyExpectation = Phrase(
    en: "At least one condition is needed.", zh: "至少需要一个条件。")
  static let badID = Phrase(
    en: "A name has small letters, digits and hyphens.", zh: "名称只能用小写字母、数字和连字符。")
  static let badPhase = Phrase(
    en: "A phase is handshake, transfer or close.", zh: "阶段是 handshake、transfer 或 close。")
  static let badCode = Phrase(
    en: "A code is three digits, or a class such as 2xx.", zh: "状态码是三位数字，或 2xx 这样的类别。")
  static let badDialect = Phrase(en: "smtp or http.", zh: "应为 smtp 或 http。")
  static let badBoolean = Phrase(en: "true is expected here.", zh: "这里应为 true。")

  static func missing(_ key: String) -> Phrase {
    Phrase(en: "The key \(key) is missing.", zh: "缺少键 \(key)。")
  }
  static func unknown(_ key: String, known: [String]) -> Phrase {
    let list = known.sorted().joined(separator: ", ")
    return Phrase(
      en: "Unknown key \(key). Known here: \(list).", zh: "未知的键 \(key)。这里可用：\(list)。")
  }
  static func twice(_ id: String) -> Phrase {
    Phrase(en: "The step \(id) is there twice.", zh: "步骤 \(id) 出现了两次。")
  }
  static func verb(_ word: String) -> Phrase {
    Phrase(en: "\(word) is no SMTP command.", zh: "\(word) 不是 SMTP 命令。")
  }
  static func yaml(_ words: String) -> Phrase {
    Phrase(en: "No YAML: \(words)", zh: "不是合法的 YAML：\(words)")
  }
}
