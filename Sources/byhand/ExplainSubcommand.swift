import ArgumentParser
import Console
import Glibc
import Presentation
import Teaching

struct ExplainSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: help(
      en: "What a code, a status, a keyword, a term or a whole reply line means.",
      zh: "解释状态码、增强状态码、关键字、术语或一行响应。"),
    discussion: help(
      en: "With no argument, reads reply lines from standard input, one a line.",
      zh: "不带参数时，从标准输入读取响应，每行一个。"))

  @Argument(
    help: help(
      en: "550, 5.1.1, SIZE, RCPT, envelope, or \"550 5.1.1 No such user\".",
      zh: "550、5.1.1、SIZE、RCPT、信封，或 \"550 5.1.1 No such user\"。", value: (nil, "内容")))
  var topics: [String] = []

  @Flag(help: help(en: "One JSON object a line.", zh: "每行一个 JSON 对象。"))
  var json = false

  @OptionGroup var language: LanguageOption

  func run() throws {
    var isAllKnown = true
    for topic in topics { isAllKnown = explain(topic) && isAllKnown }
    if topics.isEmpty {
      while let line = readLine() {
        if !line.isEmpty { isAllKnown = explain(line) && isAllKnown }
      }
    }
    if !isAllKnown { throw Exit.badInput }
  }

  private func explain(_ topic: String) -> Bool {
    let view = ExplanationView(
      language: language.language, isJSON: json, width: outputWidth)
    StandardOutput.write(view.show(Explanation.notes(on: topic)))
    return Explanation.isKnown(topic)
  }
}
