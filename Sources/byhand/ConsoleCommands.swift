import ArgumentParser
import Console

struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "The console with the practice world (default).")

  @OptionGroup var arguments: ConsoleArguments

  func run() throws { try open(.practice, arguments) }
}

struct ConnectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect", abstract: "The console, connected to a real server.")

  @Argument(help: "HOST or HOST:PORT; an IPv6 address in brackets. Port 25 unless given.")
  var host: String

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    guard let target = Dialling([host, "--real"]) else {
      throw ValidationError("\(host) is no HOST or HOST:PORT.")
    }
    try open(.connect(target), arguments)
  }
}

struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "Lessons: the list with progress, or one of them.")

  @Argument(help: "The lesson's name, as the list shows it.")
  var id: String?

  @Flag(name: .customLong("continue"), help: "Go on where you stopped.")
  var resumes = false

  @Flag(help: "Forget the progress of this lesson.")
  var reset = false

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    if reset {
      guard let id else { throw ValidationError("--reset needs a lesson's name.") }
      guard LessonProgress.reset(id, arguments.options) else { throw Exit.badInput }
      return
    }
    guard id != nil || resumes else {
      return StandardOutput.write(LessonProgress.list(arguments.options))
    }
    try open(.lesson(id: id), arguments)
  }
}

/// The console's end as the program's.
private func open(_ beginning: Beginning, _ arguments: ConsoleArguments) throws {
  switch Console.open(beginning, try arguments.opened()) {
  case .left: return
  case .badInput: throw Exit.badInput
  case .cannotConnect: throw Exit.cannotConnect
  case .noWorld: throw Exit.inputOutput
  }
}
