import Language
import Presentation

/// The list of all keys.
enum ReplayKeys {
  struct Row: Sendable {
    let keys: Phrase
    let meaning: Phrase

    init(_ keys: Phrase, en: String, zh: String) {
      self.keys = keys
      meaning = Phrase(en: en, zh: zh)
    }

    init(_ keys: String, en: String, zh: String) { self.init(.verbatim(keys), en: en, zh: zh) }
  }

  static let playing = [
    Row(
      Phrase(en: "space", zh: "空格"),
      en: "play, pause; each event stays for 0.7 to 2 seconds, divided by the speed",
      zh: "播放、暂停；每个事件停留 0.7 到 2 秒，再除以速度"),
    Row("→ ←  . ,", en: "one event forward, back; Enter is →", zh: "前进、后退一个事件；回车同 →"),
    Row("n N", en: "next reply, previous one", zh: "下一个响应、上一个响应"),
    Row("e E", en: "next error (4yz, 5yz, a mistake), previous one", zh: "下一处错误（4yz、5yz、输入错误）、上一处"),
    Row("] [", en: "next phase, previous one", zh: "下一个阶段、上一个阶段"),
    Row("Home End  0–9", en: "beginning, end; tenths of the recording", zh: "开头、结尾；按十分之一跳转"),
    Row(
      "g",
      en:
        "go to 354, phase:2, RCPT, HTTP, error, event:120, line:40 (the 40th line of the wire), step:3 of a lesson, or a step's name",
      zh: "跳到 354、phase:2、RCPT、HTTP、error、event:120、line:40（传输的第 40 行）、课程第 3 步 step:3 或步骤名"),
    Row("+ -", en: "faster, slower", zh: "加快、放慢"),
    Row("PgUp PgDn  ↑ ↓", en: "look back in what was shown", zh: "翻看已经显示过的内容"),
  ]

  static let showing = [
    Row("l", en: "English or Chinese", zh: "英文或中文"),
    Row("a", en: "annotation: full, brief, off", zh: "注解：完整、简短、关闭"),
    Row("w", en: "wire: line ends and octet counts", zh: "传输细节：行结束符和字节数"),
    Row("L", en: "sequence diagram up to here", zh: "到此处为止的时序图"),
    Row("?", en: "this list", zh: "这份列表"),
    Row(
      "q", en: "leave the list or the diagram, or the replay; Esc only closes a list, a prompt",
      zh: "离开列表或时序图，或离开回放；Esc 只关闭列表和输入行"),
  ]

  static let predicting = [
    Row(
      "p", en: "predict on, off: stops before a code's first appearance and before each error",
      zh: "预测开、关：在状态码首次出现之前和每次出错之前停下"),
    Row("a b c d", en: "your guess", zh: "你猜的选项"),
    Row("550 Enter", en: "your guess as a code", zh: "用状态码来猜"),
    Row("12 3 0 5 Enter", en: "the counts of a show of hands for A to D", zh: "举手表决：A 到 D 各有多少人"),
    Row("v", en: "a second vote, after discussion", zh: "讨论之后再表决一次"),
    Row("Enter →", en: "shows the reply, and the votes", zh: "显示响应和表决结果"),
    Row("←", en: "from the answer: back to its question", zh: "从答案回到问题"),
  ]

  static let legend = Row(
    "1-- 2== 3~~ H::", en: "time line: the phases, HTTP; | a reply, x an error, ▼ this place",
    zh: "时间线：三个阶段、HTTP；| 响应，x 错误，▼ 当前位置")

  static let signs = Row(
    "► :", en: "at the left: the event shown last; lines that byhand typed again",
    zh: "左侧：刚显示的事件；byhand 重新输入的行")

  static func rows(_ options: ViewOptions) -> [String] {
    let sections: [(Phrase, [Row])] = [
      (Phrase(en: "Playing and moving", zh: "播放与移动"), playing),
      (Phrase(en: "What is shown", zh: "显示内容"), showing + [legend, signs]),
      (Phrase(en: "While a question stands", zh: "提问时"), predicting),
    ]
    return sections.flatMap { title, rows in
      [options.paint(title[options.language], .title)]
        + rows.flatMap { lines($0, options) }
    }
  }

  private static let column = 18

  private static func lines(_ row: Row, _ options: ViewOptions) -> [String] {
    let keys = "  " + row.keys[options.language]
    let meaning = row.meaning[options.language]
    guard options.width >= 50 else {
      return [keys] + Wrapping.lines(meaning, width: options.width - 6).map { "    " + $0 }
    }
    let lines = Wrapping.lines(meaning, width: options.width - column - 1)
    return lines.enumerated().map { number, line in
      (number == 0 ? keys.padded(to: column) : String(repeating: " ", count: column)) + line
    }
  }
}
