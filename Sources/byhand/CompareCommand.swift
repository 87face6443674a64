import ArgumentParser
import Console
import Presentation
import Teaching

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "The same message pushed by SMTP and pulled by HTTP, measured.",
    discussion: "Both conversations are real; every figure is counted from what crossed.")

  @Option(help: "Pictures in the message: one multipart message against N+1 responses.")
  var objects = 3

  @Option(help: "An object of a real web server, http:// only, pulled and then pushed.")
  var url: String?

  @Flag(help: "One JSON object.")
  var json = false

  @Flag(help: "A Markdown document.")
  var markdown = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if json, markdown { throw ValidationError("--json and --markdown exclude each other.") }
    guard (0...100).contains(objects) else {
      throw ValidationError("--objects wants a number from 0 to 100.")
    }
    if let url, WebAddress(url) == nil {
      throw ValidationError("\(url) is no http://HOST[:PORT][/PATH].")
    }
  }

  func run() throws {
    let options = ConsoleOptions(
      language: language.language, form: .plain, hasColour: false, records: false, store: nil,
      version: Byhand.version, dataFolder: nil)
    let source = url.flatMap { WebAddress($0) }.map { ComparisonRun.Source.web($0) }
    switch ComparisonRun.measure(source ?? .pictures(objects), options) {
    case .measured(let comparison): StandardOutput.write(text(comparison))
    case .noWorld:
      StandardError.write("byhand: the practice world cannot be opened.\n")
      throw Exit.inputOutput
    case .notPulled(let status):
      let answer = status.map { "the server answered \($0)" } ?? "no answer"
      StandardError.write("byhand: \(url ?? "the object") was not pulled: \(answer).\n")
      throw Exit.cannotConnect
    case .tooLarge(let limit):
      complain(.tooLarge(url ?? "", limit: limit))
      throw Exit.badInput
    case .notPushed(let reply):
      complain(.notPushed(reply))
      throw Exit.inputOutput
    }
  }

  private func complain(_ phrase: Phrase) {
    StandardError.write("byhand: \(phrase[language.language])\n")
  }

  private func text(_ comparison: Comparison) -> String {
    let manner = Manner(language: language.language)
    if json { return JSONView(manner).comparison(comparison) }
    if markdown { return MarkdownComparison.text(comparison, language.language) }
    return TerminalView(manner).comparison(comparison)
  }
}

extension Phrase {
  fileprivate static func tooLarge(_ url: String, limit: Int) -> Phrase {
    Phrase(
      en: "\(url) was pulled, but is too large to be pushed: at most \(grouped(limit)) octets are.",
      zh: "\(url) 已经取到，但太大，无法推送：最多推送 \(grouped(limit)) 字节。")
  }
  fileprivate static func notPushed(_ reply: String?) -> Phrase {
    Phrase(
      en: "the practice server did not take the message: \(reply ?? "no answer").",
      zh: "练习服务器没有接受这封邮件：\(reply ?? "没有应答")。")
  }
}
