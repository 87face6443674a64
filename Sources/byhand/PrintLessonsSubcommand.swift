import ArgumentParser
import Console
import Exports
import Language
import Lessons
import Markup
import Teaching

struct PrintLessonsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: help(
      en: "Worksheets of lessons, or their key, as one HTML file that prints well.",
      zh: "把课做成练习单或答案：一个适合打印的 HTML 文件。"),
    discussion: help(
      en:
        "A worksheet has the tasks, and room to write; it gives no answer away. Each lesson begins on a new page. Open the file in a browser, and print it.",
      zh: "练习单上有任务和书写的地方，不含答案。每课从新的一页开始。用浏览器打开文件，再打印。"))

  @Argument(
    help: help(
      en: "Lessons: names or numbers of the map (byhand lesson), or files (FILE.yaml).",
      zh: "课程一览（byhand lesson）里的课名或序号，或一课的文件（文件.yaml）。", value: (nil, "课名")))
  var id: [String]

  @Flag(
    help: help(
      en: "The key: answers, solutions, and what wrong answers mean.",
      zh: "打印答案：正确答案、参考输入，以及错误答案说明了什么。"))
  var answers = false

  @OptionGroup var output: OutputOptions

  @OptionGroup var lessons: LessonsOption

  @OptionGroup var language: LanguageOption

  func run() throws {
    let library = try lessons.library(language)
    let found = try language.lessons(called: id, in: library)
    let text = Worksheet(found, language.language, isKey: answers).html.text
    guard let file = output.file else { return StandardOutput.write(text) }
    try language.write(Array(text.utf8), to: file, replacing: output.force)
    StandardOutput.write(Phrase.written(file)[language.language] + "\n")
  }
}

extension Phrase {
  fileprivate static func written(_ path: String) -> Phrase {
    Phrase(
      en: "Written: \(path). Open it in a browser, and print it.",
      zh: "已写入 \(path)。请用浏览器打开，再打印。")
  }
}
