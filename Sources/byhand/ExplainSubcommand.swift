import ArgumentParser
import Console
import Glibc
import Language
import Presentation
import Teaching

struct ExplainSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: help(
      en: "What a code, a status, a keyword, a term or a whole reply line means.",
      zh: "解释状态码、增强状态码、关键字、术语或一行响应。"),
    discussion: help(
      en: "A server's reply line is also diagnosed: what went wrong, what to do, and who can. With "
        + "no argument, reads reply lines from standard input, one a line; with --json, writes one "
        + "object for each: reply, code, enhanced, diagnosis, meaning, advice.",
      zh: "对服务器的一行响应，还会给出诊断：问题何在，怎么办，由谁来办。不带参数时，从标准输入读取响应，每行一个；加上 --json，"
        + "每行输出一个对象：reply、code、enhanced、diagnosis、meaning、advice。"))

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
    for topic in topics {
      isAllKnown = Explanation.isKnown(topic) && isAllKnown
      let isReply = Explanation.isReplyLine(topic)
      StandardOutput.write(
        json && isReply
          ? ReplyReading.json(ofLine: Array(topic.utf8)).text
          : view.show(Explanation.notes(on: topic)))
    }
    if topics.isEmpty {
      let view = view
      ReplyStream.run { line in
        if json {
          let answer = ReplyReading.json(ofLine: line)
          isAllKnown = isAllKnown && answer.isKnown
          return answer.text
        }
        let text = ReplyText.decoded(line)
        isAllKnown = isAllKnown && (ReplyText(line).hasCode || Explanation.isKnown(text))
        return view.show(Explanation.notes(on: text))
      }
    }
    if !isAllKnown { throw Exit.badInput }
  }

  private var view: ExplanationView {
    ExplanationView(language: language.language, isJSON: json, width: outputWidth)
  }
}
