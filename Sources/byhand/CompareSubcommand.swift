import ArgumentParser
import Console
import Language
import Presentation
import Teaching

struct CompareSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: help(
      en: "The same message pushed by SMTP and pulled by HTTP, measured.",
      zh: "同一封邮件用 SMTP 推、用 HTTP 拉，实测对比。"),
    discussion: help(
      en: "Both conversations are real; every figure is counted from what crossed.",
      zh: "两次对话都是真实的，每个数字都由实际传输的内容数出。"))

  @Option(
    help: help(
      en: "Pictures in the message: one multipart message against N+1 responses.",
      zh: "邮件中的图片数：一封 multipart 邮件对 N+1 个响应。", value: (nil, "图片数")))
  var objects = 3

  @Option(
    help: help(
      en: "An object of a real web server, http:// only, pulled and then pushed.",
      zh: "真实 Web 服务器上的对象（只限 http://），先拉取，再推送。", value: (nil, "网址")))
  var url: String?

  @Flag(help: help(en: "One JSON object.", zh: "一个 JSON 对象。"))
  var json = false

  @Flag(help: help(en: "A Markdown document.", zh: "一份 Markdown 文档。"))
  var markdown = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if json, markdown { throw language.refusal(.jsonOrMarkdown) }
    guard (0...100).contains(objects) else {
      throw language.refusal(.objects)
    }
    if let url, WebAddress(url) == nil {
      throw language.refusal(.noAddress(url))
    }
  }

  func run() throws {
    let options = ConsoleOptions(
      language: language.language, form: .plain, hasColour: false, records: false, store: nil,
      version: Byhand.version, dataFolder: nil)
    let source = url.flatMap { WebAddress($0) }.map { ComparisonRun.Source.web($0) }
    switch ComparisonRun.measure(source ?? .pictures(objects), options) {
    case .measured(let comparison): StandardOutput.write(text(comparison))
    case .noWorld(let error):
      language.complain(.byhand + .cannotOpen(error))
      throw Exit.inputOutput
    case .notPulled(let status):
      language.complain(.notPulled(url, status))
      throw Exit.cannotConnect
    case .tooLarge(let limit):
      language.complain(.tooLarge(url ?? "", limit: limit))
      throw Exit.badInput
    case .notPushed(let reply):
      language.complain(.notPushed(reply))
      throw Exit.inputOutput
    }
  }

  private func text(_ comparison: Comparison) -> String {
    let options = ViewOptions(language: language.language, width: outputWidth)
    if json { return JSONView(options).comparison(comparison) }
    if markdown { return MarkdownComparison.text(comparison, language.language) }
    return TerminalView(options).comparison(comparison)
  }
}

extension Phrase {
  fileprivate static let jsonOrMarkdown = Phrase(
    en: "--json and --markdown cannot be used together.", zh: "--json 和 --markdown 不能同时使用。")
  fileprivate static let objects = Phrase(
    en: "--objects needs a number from 0 to 100.", zh: "--objects 应为 0 到 100 的数字。")

  fileprivate static func noAddress(_ url: String) -> Phrase {
    Phrase(
      en: "\(url) is not http://HOST[:PORT][/PATH].", zh: "\(url) 不是 http://主机[:端口][/路径]。")
  }
  fileprivate static func notPulled(_ url: String?, _ status: Int?) -> Phrase {
    let answer =
      status.map { Phrase(en: "the server answered \($0)", zh: "服务器返回 \($0)") }
      ?? Phrase(en: "no answer", zh: "没有响应")
    return Phrase(
      en: "byhand: \(url ?? "the object") was not pulled: \(answer.english).",
      zh: "byhand：没有取到 \(url ?? "对象")：\(answer.chinese)。")
  }
  fileprivate static func tooLarge(_ url: String, limit: Int) -> Phrase {
    Phrase(
      en:
        "byhand: \(url) was pulled, but is too large to be pushed: at most \(grouped(limit)) octets are.",
      zh: "byhand：\(url) 已经取到，但太大，无法推送：最多推送 \(grouped(limit)) 字节。")
  }
  fileprivate static func notPushed(_ reply: String?) -> Phrase {
    Phrase(
      en: "byhand: the practice server did not accept the message: \(reply ?? "no answer").",
      zh: "byhand：练习服务器没有接受这封邮件：\(reply ?? "没有响应")。")
  }
}
