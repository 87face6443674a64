import Language
import Markup

/// A key of the player, and the button that does the same, where there is one.
struct PlayerKey {
  /// What the button does.
  var action: HTML?
  /// The first key, as a page names it to a screen reader (UI Events KeyboardEvent key Values).
  var shortcut: HTML { action.flatMap { Self.names[$0.text] } ?? signs[0] }
  /// As they stand on a keyboard. The first one stands on the button.
  let signs: [HTML]
  let words: Phrase
  /// What stands on the button.
  var label: HTML = HTML()
  var isSwitch = false

  var sign: HTML { signs[0] }

  private static let names: [String: HTML] = [
    "back": "ArrowLeft", "next": "ArrowRight", "play": "Space", "faster": "Plus",
  ]

  static var buttons: [PlayerKey] { all.filter { $0.action != nil } }

  private static func label(_ english: String, _ chinese: String) -> HTML {
    Phrase(en: english, zh: chinese).html
  }

  static let all: [PlayerKey] = [
    PlayerKey(
      action: "back", signs: ["←", ","], words: Phrase(en: "one step back", zh: "后退一步"),
      label: label("back", "后退")),
    PlayerKey(
      action: "play", signs: [label("space", "空格")],
      words: Phrase(
        en: "play or pause; pauses of more than 2 seconds are shortened",
        zh: "播放或暂停；超过 2 秒的停顿会缩短"),
      label: """
        <span class="paused">\(label("play", "播放"))</span>\
        <span class="playing">\(label("pause", "暂停"))</span>
        """),
    PlayerKey(
      action: "next", signs: ["→", ".", "Enter"], words: Phrase(en: "one step on", zh: "前进一步"),
      label: label("step", "前进")),
    PlayerKey(
      action: "phase", signs: ["]", "["],
      words: Phrase(en: "next, previous phase", zh: "下一个、上一个阶段"), label: label("phase", "阶段")),
    PlayerKey(
      action: "reply", signs: ["n", "N"],
      words: Phrase(en: "next, previous reply", zh: "下一个、上一个响应"), label: label("reply", "响应")),
    PlayerKey(
      action: "error", signs: ["e", "E"],
      words: Phrase(
        en: "next, previous error: a reply 4yz or 5yz, or a mistake",
        zh: "下一个、上一个错误：4yz 或 5yz 响应，或输入错误"),
      label: label("error", "错误")),
    PlayerKey(
      signs: ["Home", "End"],
      words: Phrase(en: "to the beginning, to the end", zh: "到开头、到结尾")),
    PlayerKey(
      signs: ["0", "…", "9"],
      words: Phrase(en: "to so many tenths of the session", zh: "到整个会话的十分之几")),
    PlayerKey(
      action: "faster", signs: ["+", "-"], words: Phrase(en: "faster, slower", zh: "加快、放慢"),
      label: label("faster", "加快")),
    PlayerKey(
      signs: ["PgUp", "PgDn"],
      words: Phrase(en: "look back in what was shown", zh: "回看已经显示的内容")),
    PlayerKey(
      action: "predict", signs: ["p"],
      words: Phrase(
        en: "predict: the session stops before each new code and each error, and asks for it",
        zh: "预测：每个新的状态码和每个错误之前都停下来提问"),
      label: label("predict", "预测"), isSwitch: true),
    PlayerKey(
      action: "annotation", signs: ["a"],
      words: Phrase(en: "notes: full, brief, off (mistakes only)", zh: "注解：完整、简短、关闭（只指出错误）"),
      label: """
        <span class="level full">\(label("notes: full", "注解：完整"))</span>\
        <span class="level brief">\(label("notes: brief", "注解：简短"))</span>\
        <span class="level off">\(label("notes: off", "注解：关闭"))</span>
        """),
    PlayerKey(
      action: "wire", signs: ["w"],
      words: Phrase(en: "line ends (CR LF) and octet counts", zh: "传输细节：行结束符（CR LF）和字节数"),
      label: label("wire", "传输细节"), isSwitch: true),
    PlayerKey(
      action: "ladder", signs: ["L"],
      words: Phrase(en: "the sequence diagram up to here", zh: "到此处为止的时序图"),
      label: label("diagram", "时序图"), isSwitch: true),
    PlayerKey(
      action: "goto", signs: ["g"],
      words: Phrase(en: "go to a code, a phase, a line or a command", zh: "跳到某个状态码、阶段、某一行或某个命令"),
      label: label("go to", "跳转")),
    PlayerKey(
      action: "contents", signs: ["t"],
      words: Phrase(en: "phases, replies and errors as a table", zh: "以表格列出阶段、响应和错误"),
      label: label("table", "表格")),
    PlayerKey(
      action: "language", signs: ["l"], words: Phrase(en: "Chinese (切换到中文)", zh: "英文（English）"),
      label: label("中文", "English")),
    PlayerKey(
      action: "bigger", signs: ["b"],
      words: Phrase(en: "bigger text, in four sizes", zh: "放大文字，共四档"),
      label: label("bigger", "放大")),
    PlayerKey(
      action: "keys", signs: ["?"], words: Phrase(en: "all keys", zh: "所有按键"),
      label: label("keys", "按键")),
  ]

  /// While a question waits.
  static let answers: [PlayerKey] = [
    PlayerKey(
      signs: ["a", "b", "c", "d"], words: Phrase(en: "your guess", zh: "你猜的选项")),
    PlayerKey(
      signs: ["5", "5", "0", "Enter"],
      words: Phrase(en: "your guess as a code", zh: "用状态码来猜")),
    PlayerKey(
      signs: ["12 3 0 5", "Enter"],
      words: Phrase(en: "the counts of a show of hands for A to D", zh: "举手表决：A 到 D 各有多少人")),
    PlayerKey(
      signs: ["v"],
      words: Phrase(en: "a second vote, after discussion", zh: "讨论之后再表决一次")),
    PlayerKey(
      signs: ["Enter", "→"],
      words: Phrase(en: "shows the reply, and the votes", zh: "显示响应和表决结果")),
  ]
}
