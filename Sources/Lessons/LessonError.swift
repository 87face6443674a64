package import Language

/// What is wrong in a lesson's file, and where.
package struct LessonError: Error, Hashable, Sendable {
  package let file: String
  /// Both from 1; a column counts Unicode scalars.
  package let line: Int
  package let column: Int
  package let problem: Phrase
  /// What else is wrong in the same file, further down.
  package internal(set) var others: [LessonError] = []

  package init(file: String, line: Int, column: Int, problem: Phrase) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// This error and the others, from the file's beginning to its end.
  package var all: [LessonError] {
    var first = self
    first.others = []
    return [first] + others
  }

  /// One line each, as compilers write them.
  package func text(_ language: Language) -> String {
    all.map { "\($0.file):\($0.line):\($0.column): \($0.problem[language])" }
      .joined(separator: "\n")
  }
}

extension Phrase {
  // MARK: The text

  static let tooLarge = Phrase(en: "The file is larger than 256 KB.", zh: "文件超过 256 KB。")
  static let notUTF8 = Phrase(en: "The file is not UTF-8.", zh: "文件不是 UTF-8 编码。")
  static let emptyFile = Phrase(en: "There is no lesson in the file.", zh: "文件里没有课。")
  static let tooDeep = Phrase(
    en: "Lists and mappings are nested too deeply here.", zh: "这里的列表和键值对嵌套太深。")
  static let alias = Phrase(
    en: "YAML anchors and aliases (& and *) are not allowed here; quote the text.",
    zh: "这里不允许使用 YAML 的锚点和别名（& 和 *）；文字请加引号。")
  static func yaml(_ words: String) -> Phrase {
    Phrase(en: "This is not YAML: \(words).", zh: "YAML 语法错误：\(words)。")
  }

  // MARK: Kinds of values

  static let mappingExpected = Phrase(
    en: "Keys with values are expected here (key: value).", zh: "这里应为键值对（键: 值）。")
  static let listExpected = Phrase(en: "A list is expected here.", zh: "这里应为列表。")
  static let textExpected = Phrase(en: "Text is expected here.", zh: "这里应为文字。")
  static let quoteComma = Phrase(
    en: " A text with a comma needs quotes here: \"…\".", zh: "含有半角逗号的文字，在这里要加引号：\"…\"。")
  static let quoteColon = Phrase(
    en: " One with a colon and a space needs quotes: \"Subject: hi\".",
    zh: "文字里有半角冒号加空格时要加引号：\"Subject: hi\"。")
  static let quoteBracket = Phrase(
    en: " One that begins with a bracket needs quotes: \"[…]\".",
    zh: "以方括号开头的文字要加引号：\"[…]\"。")
  static let bothLanguages = Phrase(
    en: "Both languages are needed: {en: …, zh: …}.", zh: "需要两种语言：{en: …, zh: …}。")
  static let noPort = Phrase(
    en: "A port is a number from 1 to 65535.", zh: "端口是 1 到 65535 之间的整数。")
  static let numberExpected = Phrase(
    en: "A number from 0 to 1000 is expected here.", zh: "这里应为 0 到 1000 的数字。")
  static let control = Phrase(
    en: "The text has a control character, which must not reach a screen.",
    zh: "文字里有控制字符，不能送到屏幕上。")
  static let oneLine = Phrase(
    en: "One typed line is one line: write several as a list.", zh: "这里一项就是键入的一行：多行请写成列表。")

  static func missing(_ key: String) -> Phrase {
    Phrase(en: "The key \(key) is missing.", zh: "缺少键 \(key)。")
  }
  static func unknown(_ key: String, near: String?, known: [String]) -> Phrase {
    let list = known.joined(separator: ", ")
    return near.map {
      Phrase(
        en: "There is no key \(key) here. Did you mean \($0)?", zh: "这里没有键 \(key)。你是不是想写 \($0)？")
    }
      ?? Phrase(
        en: "There is no key \(key) here. There are: \(list).", zh: "这里没有键 \(key)。可用的键：\(list)。")
  }
  static func twiceInMapping(_ keys: String) -> Phrase {
    Phrase(en: "The key \(keys) appears twice.", zh: "键 \(keys) 出现了两次。")
  }
  static func notOne(_ word: String, near: String?, of known: [String]) -> Phrase {
    let list = known.joined(separator: ", ")
    let hint = near.map { Phrase(en: " Did you mean \($0)?", zh: "你是不是想写 \($0)？") }
    return Phrase(en: "\(word) is not one of: \(list).", zh: "\(word) 不在可选值之中：\(list)。")
      + (hint ?? .empty)
  }

  // MARK: The lesson

  static let answerOutside = Phrase(
    en: "The answer is counted from 1 and must be one of the choices.",
    zh: "答案从 1 开始计数，且必须是选项之一。")
  static let twoChoices = Phrase(
    en: "A question needs at least two choices.", zh: "一个问题至少要有两个选项。")
  static let choiceTwice = Phrase(
    en: "This choice reads like one before it, in one of the languages.",
    zh: "这个选项与前面的某个选项写法相同（在其中一种语言里）。")
  static let notInSolution = Phrase(
    en: "This line is not in the step's solution, so nobody has checked that it passes.",
    zh: "这一行不在本步的 solution 里，没有检查过它能否通过。")
  static let learntTooMuch = Phrase(
    en: "Three phrases at most: what is worth remembering.", zh: "最多三句：只写值得记住的。")
  static let noSteps = Phrase(en: "A lesson has at least one step.", zh: "一课至少要有一个步骤。")
  static let emptyExpectation = Phrase(
    en: "At least one condition is needed.", zh: "至少需要一个条件。")
  package static let badID = Phrase(
    en: "A name has lower-case letters, digits and hyphens.", zh: "名称只能用小写字母、数字和连字符。")
  static let badCode = Phrase(
    en: "A code is three digits, or a class such as 2xx.", zh: "状态码是三位数字，或 2xx 这样的类别。")
  static let badBoolean = Phrase(
    en: "Only true is allowed here; otherwise leave the key out.", zh: "这里只能写 true；否则请去掉这个键。")

  static let neverNot = Phrase(
    en:
      "Only true is allowed here: a condition cannot ask that something does not happen. Leave the key out; what must not pass belongs in wrong.",
    zh: "这里只能写 true：条件不能要求某件事不发生。请去掉这个键；不该通过的做法写在 wrong 里。")
  static let noParameter = Phrase(
    en: "A parameter of MAIL or RCPT is expected here, such as BODY=8BITMIME.",
    zh: "这里应为 MAIL 或 RCPT 的参数，例如 BODY=8BITMIME。")

  static let yesOrNo = Phrase(en: "yes or no is expected here.", zh: "这里应为 yes 或 no。")
  static let noAddress = Phrase(
    en: "An address is expected here, such as bob@hamburger.edu.",
    zh: "这里应为邮箱地址，例如 bob@hamburger.edu。")
  static let oneTask = Phrase(
    en: "A step has one of: expect (with say), ask, predict (with expect), reflect.",
    zh: "每个步骤只能是以下之一：expect（和 say）、ask、predict（和 expect）、reflect。")
  static func notHere(_ key: String) -> Phrase {
    Phrase(en: "The key \(key) does not go with this kind of step.", zh: "这种步骤里不能写 \(key)。")
  }
  static let predictionFirst = Phrase(
    en: "The solution of predict begins with a code or its first digit.",
    zh: "predict 的 solution 第一行应为状态码或它的第一位数字。")
  static let emptyAnswer = Phrase(
    en: "An answer has at least one letter or digit.", zh: "答案至少要有一个字或数字。")
  static func unknownMisconception(_ id: String) -> Phrase {
    Phrase(
      en: "There is no misconception \(id) in misconceptions.yaml.",
      zh: "misconceptions.yaml 里没有 \(id)。")
  }

  static func twice(_ id: String) -> Phrase {
    Phrase(en: "There is a step \(id) before this one.", zh: "前面已经有步骤 \(id)。")
  }
  static func neverTogether(_ keys: [String]) -> Phrase {
    let list = keys.joined(separator: ", ")
    return Phrase(
      en: "These conditions can never hold together, for one and the same event: \(list).",
      zh: "这些条件不可能在同一件事上同时成立：\(list)。")
  }
}
