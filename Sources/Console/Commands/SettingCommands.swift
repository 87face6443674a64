import Language
import Presentation
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let annotate = ConsoleCommand(
    name: "annotate", arguments: .verbatim("full|brief|off"),
    summary: Phrase(en: "how much is explained", zh: "注解的详细程度"),
    isAct: true,
    choices: { words, _ in words.count == 1 ? AnnotationLevel.allCases.map(\.rawValue) : [] }
  ) { arguments, console in
    guard let level = arguments.first.flatMap({ AnnotationLevel(rawValue: $0.lowercased()) })
    else { return console.say(.levels) }
    console.view.level = level
    console.perform(.setView(console.view))
    console.say(.levelIs(level))
  }

  static let wire = ConsoleCommand(
    name: "wire", arguments: .verbatim("on|off"),
    summary: Phrase(
      en: "show line ends (␍␊) and octet counts", zh: "显示行结束符（␍␊）和字节数"),
    isAct: true,
    choices: onOrOff
  ) { arguments, console in
    guard let isOn = onOff(arguments, now: console.view.showsWire) else {
      return console.say(.onOff)
    }
    console.view.showsWire = isOn
    console.perform(.setView(console.view))
    console.say(isOn ? .wireOn : .wireOff)
  }

  static let lang = ConsoleCommand(
    name: "lang", arguments: .verbatim("en|zh"),
    summary: Phrase(en: "English or Chinese (切换到中文)", zh: "中文或英文（switch to English）"),
    choices: { words, _ in words.count == 1 ? Language.allCases.map(\.rawValue) : [] }
  ) { arguments, console in
    let other: Language = console.language == .english ? .chinese : .english
    let wanted = arguments.first.map { Language(rawValue: $0.lowercased()) } ?? other
    guard let wanted else { return console.say(.languages) }
    console.view.language = wanted
    console.perform(.setView(console.view))
    console.say(.languageIs)
  }

  static let pipeline = ConsoleCommand(
    name: "pipeline", arguments: .verbatim("on|off"),
    summary: Phrase(en: "send without waiting for replies", zh: "不等响应就发送（流水线）"),
    choices: onOrOff
  ) { arguments, console in
    guard let isOn = onOff(arguments, now: console.pipelines) else { return console.say(.onOff) }
    console.pipelines = isOn
    console.say(isOn ? .pipelineOn : .pipelineOff)
    if isOn, console.lacksPipelining { console.say(.notOffered) }
  }

  private static let onOrOff: @Sendable ([String], ConsoleCore) -> [String] = { words, _ in
    words.count == 1 ? ["on", "off"] : []
  }

  /// Without an argument the setting is toggled.
  private static func onOff(_ arguments: [String], now: Bool) -> Bool? {
    switch arguments.first?.lowercased() {
    case nil: !now
    case "on": true
    case "off": false
    default: nil
    }
  }
}

extension ConsoleCore {
  /// The connected server has listed its extensions, and PIPELINING is not among them (RFC 2920
  /// §3.1).
  fileprivate var lacksPipelining: Bool {
    guard isConnected, case .smtp(let dialogue) = conversation?.dialogue,
      ![.connected, .greeted, .closed].contains(dialogue.state)
    else { return false }
    return !dialogue.offers("PIPELINING")
  }
}

extension Phrase {
  fileprivate static let languages = Phrase(
    en: ":lang en is English, :lang zh is Chinese.", zh: ":lang zh 是中文，:lang en 是英文。")
  fileprivate static let notOffered = Phrase(
    en:
      "This server has not offered PIPELINING (EHLO's reply would list it): it may lose what comes too early (RFC 2920 §3.1).",
    zh: "这台服务器没有声明支持 PIPELINING（要看 EHLO 的响应）：提前发送的内容可能会丢失（RFC 2920 §3.1）。")
  fileprivate static let levels = Phrase(
    en: ":annotate full explains every reply, brief gives a word or two, off shows mistakes only.",
    zh: ":annotate full 解释每个响应，brief 只给一两个词，off 只指出错误。")
  fileprivate static let onOff = Phrase(en: "Say on or off.", zh: "请输入 on 或 off。")
  fileprivate static let wireOn = Phrase(
    en: "Line ends and octet counts are shown now: CR is ␍, LF is ␊.",
    zh: "现在会显示行结束符和字节数：CR 是 ␍，LF 是 ␊。")
  fileprivate static let wireOff = Phrase(
    en: "Line ends are hidden again.", zh: "不再显示行结束符。")
  fileprivate static let languageIs = Phrase(
    en: "byhand speaks English now. The wire stays as it is.", zh: "byhand 现在用中文说明。与服务器之间实际传输的内容不变。"
  )
  fileprivate static let pipelineOn = Phrase(
    en:
      "Lines are now sent at once, without waiting for replies (RFC 2920). DATA still ends a group.",
    zh: "现在立即发送，不等响应（RFC 2920）。DATA 之后仍要等待。")
  fileprivate static let pipelineOff = Phrase(
    en: "Each line waits for its reply again.", zh: "每一行又会等待它的响应。")

  fileprivate static func levelIs(_ level: AnnotationLevel) -> Phrase {
    switch level {
    case .full: Phrase(en: "Every reply is explained.", zh: "每个响应都会解释。")
    case .brief: Phrase(en: "Replies get a word or two.", zh: "响应只给一两个词。")
    case .off: Phrase(en: "Only mistakes are pointed out.", zh: "只指出错误。")
    }
  }
}
