import ArgumentParser
import Console

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Plays a transcript, annotated; steps both ways.")

  @Argument(help: "A transcript (.jsonl).")
  var file: String

  @Option(help: "2 is twice as fast as it was.")
  var speed = 1.0

  @Flag(help: "Wait for a key at each event.")
  var step = false

  @OptionGroup var arguments: ConsoleArguments

  func validate() throws {
    guard speed > 0, speed.isFinite else {
      throw ValidationError("--speed wants a number above 0.")
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
