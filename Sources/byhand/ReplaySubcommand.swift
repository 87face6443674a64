import ArgumentParser
import Console
import Language
import PracticeWorld
import Replay
import Transcripts

struct ReplaySubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: help(
      en: "Plays a transcript, annotated; steps both ways.", zh: "回放带注解的会话记录，可前后单步。"))

  @Argument(
    help: help(en: "A transcript (.jsonl).", zh: "会话记录（.jsonl）。", value: (nil, "文件")))
  var file: String

  @Option(
    help: help(
      en: "2 is twice as fast as it was.", zh: "2 表示比当时快一倍。", value: (nil, "倍数")))
  var speed = 1.0

  @Flag(help: help(en: "Wait for a key at each event.", zh: "每个事件都等待按键。"))
  var step = false

  @OptionGroup var choice: RecordingOptions

  @OptionGroup var arguments: ConsoleArguments

  func validate() throws {
    guard speed > 0, speed.isFinite else {
      throw arguments.language.refusal(.aboveZero("speed"))
    }
  }

  func run() throws {
    let options = arguments.options
    let lessons = try choice.library(arguments.language)
    let player = ReplayPlayer(
      as: options.form, options.view, speed: speed, isPaused: step, print: StandardOutput.write)
    do throws(RecordingFile.Failure) {
      let transcript = try RecordingFile.transcript(at: file, choice.choice)
      for warning in transcript.warningPhrases { player.say(warning) }
      player.play(transcript.events, recordedBy: transcript.header.side, lessons: lessons)
    } catch {
      player.say(error.phrase(file))
      throw error.exit
    }
  }
}

extension Phrase {
  /// An option whose number is not above zero.
  static func aboveZero(_ option: String) -> Phrase {
    Phrase(en: "--\(option) needs a number above 0.", zh: "--\(option) 应为大于 0 的数字。")
  }
}
