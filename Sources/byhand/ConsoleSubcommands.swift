import ArgumentParser
import Console
import Language
import Teaching

struct ConsoleSubcommand: ParsableCommand {
  static let name = "console"
  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: help(en: "The console with the practice world.", zh: "控制台和练习环境。"))

  @OptionGroup var arguments: ConsoleArguments

  func run() throws { try open(.practice, arguments) }
}

struct ConnectSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect",
    abstract: help(
      en: "The console, connected to a real server.", zh: "控制台，连接真实服务器。"))

  @Argument(
    help: help(
      en: "HOST or HOST:PORT; an IPv6 address in brackets. Port 25 unless given.",
      zh: "“主机”或“主机:端口”；IPv6 地址写在方括号里。默认端口 25。", value: (nil, "主机")))
  var host: String

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    guard let target = DialTarget([host, "--real"]) else {
      throw arguments.language.refusal(.noHost(host))
    }
    try open(.connect(target), arguments)
  }
}

struct LessonSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: help(
      en: "Lessons: the list with progress, or one of them.", zh: "课程列表与进度，或进入某一课。"))

  @Argument(
    help: help(
      en: "The lesson's name, as the list shows it.", zh: "课程名，以列表所示为准。",
      value: (nil, "课程名")))
  var id: String?

  @Flag(
    name: .customLong("continue"), help: help(en: "Go on where you stopped.", zh: "从上次停下的地方继续。"))
  var resumes = false

  @Flag(help: help(en: "Forget the progress of this lesson.", zh: "清除这一课的进度。"))
  var reset = false

  @OptionGroup var arguments: ConsoleArguments

  func run() throws {
    if reset {
      guard let id else { throw arguments.language.refusal(.resetWhat) }
      guard LessonProgress.reset(id, arguments.options) else {
        arguments.language.complain(.noLesson(id))
        throw Exit.badInput
      }
      return
    }
    guard id != nil || resumes else {
      return StandardOutput.write(LessonProgress.list(arguments.options))
    }
    try open(.lesson(id: id), arguments)
  }
}

/// Opens the console; how it ended becomes the exit code.
private func open(_ beginning: Beginning, _ arguments: ConsoleArguments) throws {
  let outcome: ConsoleOutcome
  do { outcome = try Console.open(beginning, try arguments.opened()) } catch let error as ExitCode {
    throw error
  } catch {
    arguments.language.complain(.byhand + .cannotOpen(error))
    throw Exit.inputOutput
  }
  switch outcome {
  case .left: return
  case .badInput: throw Exit.badInput
  case .cannotConnect: throw Exit.cannotConnect
  case .noWorld: throw Exit.inputOutput
  }
}

extension Phrase {
  fileprivate static let resetWhat = Phrase(
    en: "--reset needs a lesson's name.", zh: "--reset 后面要写课程名。")

  fileprivate static func noHost(_ text: String) -> Phrase {
    Phrase(en: "\(text) is no HOST or HOST:PORT.", zh: "\(text) 不是“主机”或“主机:端口”。")
  }
  fileprivate static func noLesson(_ id: String) -> Phrase {
    Phrase(en: "byhand: there is no lesson \(id).", zh: "byhand：没有课程 \(id)。")
  }
}
