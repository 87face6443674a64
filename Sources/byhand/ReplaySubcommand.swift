import ArgumentParser
import Console
import Language
import PracticeWorld
import Presentation
import Replay
import Teaching
import Transcripts

struct ReplaySubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: help(
      en: "Plays a transcript, annotated; steps both ways.", zh: "回放带注解的会话记录，可前后单步。"),
    discussion: help(
      en:
        "In a terminal, ? lists all keys; elsewhere the recording is printed. Without a file: the recorded sessions of the console, to choose one from.",
      zh: "在终端里按 ? 列出全部按键；不在终端里则直接打印。不写文件时，列出控制台的会话记录供选择。"))

  @Argument(
    help: help(en: "A transcript (.jsonl).", zh: "会话记录（.jsonl）。", value: (nil, "文件")))
  var file: String?

  @Option(
    help: help(
      en: "2 is twice as fast. At 1 each event stays for at least 0.7 and at most 2 seconds.",
      zh: "2 表示快一倍。速度为 1 时，每个事件至少停留 0.7 秒，最多 2 秒。", value: (nil, "倍数")))
  var speed = 1.0

  @Flag(help: help(en: "Wait for a key at each event.", zh: "每个事件都等待按键。"))
  var step = false

  @OptionGroup var choice: RecordingOptions

  @OptionGroup var lessons: LessonsOption

  @Option(
    help: help(
      en:
        "Ask before a code's first appearance and before each error; --predict all: before every reply.",
      zh: "在状态码首次出现之前和每次出错之前提问；--predict all：在每个响应之前提问。",
      value: ("all", "all")))
  var predict: PredictionOption?

  @Option(
    help: help(
      en:
        "Begin at a place: 354 (where this code first appears), phase:2, RCPT, HTTP, error, event:120, line:40 (the 40th line of the wire), step:3 (of a lesson).",
      zh:
        "从某个位置开始：354（该状态码首次出现处）、phase:2、RCPT、HTTP、error、event:120、line:40（传输的第 40 行）、step:3（课程的第 3 步）。",
      value: ("place", "位置")))
  var goto: String?

  @Flag(
    help: help(
      en: "Show the student's name or ID, and the file's name.", zh: "显示学生的姓名或学号，以及文件名。"))
  var names = false

  @OptionGroup var language: LanguageOption

  @OptionGroup var output: OutputArguments

  enum PredictionOption: String, ExpressibleByArgument, CaseIterable {
    case first, all

    var scope: Outline.PredictionScope { self == .all ? .all : .firstAndErrors }
  }

  /// `--predict` needs no value. The parser knows no such options, so `--predict FILE` becomes
  /// `--predict first FILE`.
  static func completed(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName else { return arguments }
    let words = arguments.prefix { $0 != "--" }
    return words.indices.flatMap { index -> [String] in
      let next = index + 1 < words.endIndex ? words[index + 1] : ""
      let isBare = words[index] == "--predict" && PredictionOption(rawValue: next) == nil
      return isBare ? [words[index], PredictionOption.first.rawValue] : [words[index]]
    } + arguments.dropFirst(words.count)
  }

  func validate() throws {
    guard speed > 0, speed.isFinite else {
      throw language.refusal(.aboveZero("speed"))
    }
    if choice.fileNumber != nil, file == nil { throw language.refusal(.noFolder) }
    guard speed <= 1_000 else { throw language.refusal(.tooFast) }
    if let goto, ReplayPlace(goto) == nil {
      throw language.refusal(.verbatim("--goto: ") + .notAPlace(goto))
    }
  }

  func run() throws {
    let options = output.options(language)
    let lessons = try self.lessons.library(language)
    var settings = ReplaySettings()
    settings.speed = speed
    settings.isPaused = step
    settings.predicts = predict?.scope
    settings.start = goto.flatMap { ReplayPlace($0) }
    let player = ReplayPlayer(
      as: options.form, options.view, settings, print: StandardOutput.write)
    let named = try file.map { try self.choice.file(at: $0, language) }
    guard let file = try named ?? chosen(for: player) else { return }
    // A number or a lesson has chosen the file then.
    let choice = self.file == nil ? RecordingChoice() : choice.choice
    let recording = try recording(at: file, choice)
    for warning in recording.warnings { player.say(warning) }
    let name = file.split(separator: "/").last.map(String.init)
    var source = ReplaySource(
      recording.events, header: recording.header, lessons: lessons, fileName: name,
      showsNames: names)
    source.isIncomplete = !recording.warnings.isEmpty
    guard player.play(source) else {
      language.complain(.byhand + .noSuchPlace(goto ?? ""))
      throw Exit.badInput
    }
  }

  /// What a file holds; of another tool's log, what `byhand grade` sees in it.
  private func recording(
    at file: String, _ choice: RecordingChoice
  ) throws -> (header: TranscriptHeader, events: [Event], warnings: [Phrase]) {
    do throws(RecordingFile.Failure) {
      let transcript = try RecordingFile.transcript(at: file, choice)
      return (transcript.header, transcript.events, transcript.warningPhrases)
    } catch {
      if error == .recording(.transcript(.notATranscript)), file != "-",
        let imported = choice.imported(from: file)
      {
        return (imported.header, imported.events, [])
      }
      let name = self.choice.name(showsNames: names)
      language.complain(.byhand + error.phrase(file, called: name))
      throw error.exit
    }
  }

  /// One of the recorded sessions; `nil`: nobody has chosen yet, or there is none.
  private func chosen(for player: ReplayPlayer) throws -> String? {
    let all = RecordedSessions.list(output.options(language))
    let entries =
      choice.lesson.map { id in
        all.filter { $0.lesson == id || RecordedSessions.hasLesson(id, at: $0.path) }
      } ?? all
    guard !all.isEmpty else {
      player.say(.nothingRecorded)
      return nil
    }
    if choice.session != nil || choice.lesson != nil {
      let index = (choice.session ?? 1) - 1
      guard entries.indices.contains(index) else {
        language.complain(
          .byhand + .noSuchRecording(entries.count, ofLesson: choice.lesson))
        throw Exit.badInput
      }
      return entries[index].path
    }
    return player.choose(among: entries, showsNames: names)?.path
  }
}

extension Phrase {
  /// An option whose number is not above zero.
  static func aboveZero(_ option: String) -> Phrase {
    Phrase(en: "--\(option) needs a number above 0.", zh: "--\(option) 应为大于 0 的数字。")
  }
  fileprivate static let noFolder = Phrase(
    en: "--file is a number in a folder; name the folder.", zh: "--file 是文件夹里的序号，请写出文件夹。")
  fileprivate static let tooFast = Phrase(
    en: "--speed takes a number up to 1000.", zh: "--speed 最大为 1000。")
}
