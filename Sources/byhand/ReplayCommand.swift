import ArgumentParser
import Console
import Teaching

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Plays a transcript, annotated; steps both ways. 回放带注解的会话记录，可前后单步。")

  @Argument(help: "A transcript (.jsonl).")
  var file: String

  @Option(help: "2 is twice as fast as it was.")
  var speed = 1.0

  @Flag(help: "Wait for a key at each event.")
  var step = false

  @OptionGroup var arguments: ConsoleArguments

  func validate() throws {
    guard speed > 0, speed.isFinite else {
      throw arguments.language.refusal(.aboveZero("speed"))
    }
  }

  func run() throws {
    switch Replay.play(file, speed: speed, isStepped: step, arguments.options) {
    case .played: return
    case .unreadable: throw Exit.inputOutput
    case .noTranscript: throw Exit.badInput
    }
  }
}

extension Phrase {
  /// An option whose number is none, or too small.
  static func aboveZero(_ option: String) -> Phrase {
    Phrase(en: "--\(option) wants a number above 0.", zh: "--\(option) 应为大于 0 的数字。")
  }
}
