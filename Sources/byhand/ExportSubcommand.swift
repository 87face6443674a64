import ArgumentParser
import Console
import Exports
import Files
import Glibc
import Language
import Replay
import Terminal
import Transcripts

extension ExportFormat: ExpressibleByArgument {}

struct ExportSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: help(
      en: "A recording as a web page, a handout, a diagram, a cast or a capture.",
      zh: "把会话记录导出成网页、讲义、时序图、终端录像或抓包文件。"),
    discussion: help(
      en: """
        html: one file that plays the session in a browser, with the keys of a replay, and prints \
        as a handout. \
        text: the conversation with S: and C:, which can be read back. markdown: a handout with \
        notes. mermaid, svg: a sequence diagram. cast: for asciinema. pcapng: for Wireshark.
        """,
      zh: """
        html：一个文件，在浏览器里回放会话，按键与回放相同，打印出来就是讲义。\
        text：带 S: 和 C: 的对话，可以原样读回。markdown：带注解的讲义。mermaid、svg：时序图。\
        cast：用 asciinema 播放。pcapng：用 Wireshark 打开。
        """))

  @Argument(
    help: help(en: "A transcript (.jsonl).", zh: "会话记录（.jsonl）。", value: (nil, "文件")))
  var file: String

  @Option(
    name: .customLong("as"),
    help: help(
      en: "What to make of the recording.", zh: "导出成什么。", value: ("format", "格式")))
  var format: ExportFormat

  @OptionGroup var output: OutputOptions

  @Flag(
    help: help(
      en: "Show the student's name or ID, and the file's name. What was typed is never altered.",
      zh: "显示学生的姓名或学号，以及文件名。输入过的内容从不改动。"))
  var names = false

  @Flag(
    help: help(
      en: "Leave out the text of messages; each place is marked with its size.",
      zh: "略去邮件正文；每一处都注明大小。"))
  var withoutText = false

  @OptionGroup var choice: RecordingOptions

  @OptionGroup var lessons: LessonsOption

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if output.file == nil, format.isBinary, isTerminal(STDOUT_FILENO) {
      throw language.refusal(.notForScreen(format.rawValue))
    }
  }

  func run() throws {
    let lessons = try self.lessons.library(language)
    let recording = try recording()
    let octets = recording.exported(
      as: format,
      ExportOptions(
        language: language.language, showsNames: names, hasText: !withoutText,
        lessons: lessons, software: Byhand.software))
    guard let file = output.file else { return StandardOutput.write(octets) }
    try language.write(octets, to: file, replacing: output.force)
    StandardOutput.write(Phrase.written(file, octets.count)[language.language] + "\n")
  }

  /// - Throws: exit code 74 where the file cannot be read, 64 where it holds several recordings and
  ///   none was chosen, 65 where it is not a transcript, holds no connection, or is too long for
  ///   this format.
  private func recording() throws -> Recording {
    let file = try choice.file(at: file, language)
    let transcript: Transcript
    do throws(RecordingFile.Failure) {
      transcript = try RecordingFile.transcript(at: file, choice.choice)
    } catch {
      language.complain(.byhand + error.phrase(file, called: choice.name(showsNames: names)))
      throw error.exit
    }
    for warning in transcript.warningPhrases { language.complain(.byhand + warning) }
    let name = file.split(separator: "/").last.map(String.init)
    let recording = Recording(
      header: transcript.header, events: transcript.events, fileName: name)
    guard !recording.isEmpty else {
      language.complain(.nothingToExport(choice.name(showsNames: names) ?? .verbatim(file)))
      throw Exit.badInput
    }
    guard recording.events.count <= format.eventLimit else {
      language.complain(.tooLong(recording.events.count, format))
      throw Exit.badInput
    }
    return recording
  }
}

extension Phrase {
  fileprivate static func notForScreen(_ format: String) -> Phrase {
    Phrase(
      en: "\(format) is not text: -o FILE writes it to a file.",
      zh: "\(format) 不是文本：请用“-o 文件”写入文件。")
  }
  fileprivate static func nothingToExport(_ name: Phrase) -> Phrase {
    Phrase(
      en:
        "byhand: \(name.english): there is nothing to export: no connection was opened in this session.",
      zh: "byhand：\(name.chinese.beforeChinese)没有可以导出的内容：这次会话没有建立过连接。")
  }
  fileprivate static func tooLong(_ count: Int, _ format: ExportFormat) -> Phrase {
    let (count, limit) = (grouped(count), grouped(format.eventLimit))
    return Phrase(
      en: "byhand: the recording has \(count) events; \(format.rawValue) takes at most \(limit).",
      zh: "byhand：这份记录有 \(count) 个事件，\(format.rawValue) 最多容纳 \(limit) 个。")
  }
  fileprivate static func written(_ path: String, _ size: Int) -> Phrase {
    Phrase(
      en: "Written: \(path), \(grouped(size)) octets.", zh: "已写入 \(path)：\(grouped(size)) 字节。")
  }
}
