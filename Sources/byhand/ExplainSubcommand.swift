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
      var reply = PastedReply()
      ReplyStream.run { line in
        if json {
          guard let line else { return "" }
          let answer = ReplyReading.json(ofLine: line)
          isAllKnown = isAllKnown && answer.isKnown
          return answer.text
        }
        return reply.take(line).map { octets in
          let text = ReplyText.decoded(octets)
          isAllKnown = isAllKnown && (ReplyText(octets).hasCode || Explanation.isKnown(text))
          return view.show(Explanation.notes(on: text))
        }.joined()
      }
    }
    if !isAllKnown { throw Exit.badInput }
  }

  private var view: ExplanationView {
    ExplanationView(language: language.language, isJSON: json, width: outputWidth)
  }
}

/// Puts together the lines of one reply, as a person pastes it: `550-…`, `550-…`, `550 …`.
private struct PastedReply {
  private var lines: [UInt8] = []

  /// - Parameter line: `nil` at the end.
  /// - Returns: what is complete.
  mutating func take(_ line: [UInt8]?) -> [[UInt8]] {
    var complete: [[UInt8]] = []
    if !lines.isEmpty, line?.starts(with: lines.prefix(3)) != true {
      complete.append(lines)
      lines = []
    }
    guard let line else { return complete }
    if !lines.isEmpty { lines.append(0x0A) }
    lines += line
    let isContinued =
      line.count > 3 && line[3] == UInt8(ascii: "-")
      && line.prefix(3).allSatisfy { (0x30...0x39).contains($0) } && lines.count < 1 << 16
    if !isContinued {
      complete.append(lines)
      lines = []
    }
    return complete
  }
}
