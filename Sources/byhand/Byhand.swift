import ArgumentParser
import Console
import Glibc
import Terminal

/// The program's arguments, and nothing else: each command hands over to the room that does the work.
struct Byhand: ParsableCommand {
  static let version = "0.1.0"
  /// As transcripts name it.
  static let software = "byhand \(version)"

  static let configuration = CommandConfiguration(
    commandName: "byhand",
    abstract: help(en: "Speak SMTP by hand.", zh: "手工输入 SMTP。"),
    discussion: help(
      en: "Without a command, byhand opens the console and a practice mail server on this machine.",
      zh: "不带命令运行时，打开控制台和本机上的练习邮件服务器。"),
    version: version,
    subcommands: [
      ConsoleSubcommand.self, ConnectSubcommand.self, LessonSubcommand.self, LessonsSubcommand.self,
      ServeSubcommand.self, ExplainSubcommand.self, CompareSubcommand.self, ReplaySubcommand.self,
    ],
    defaultSubcommand: ConsoleSubcommand.self)
}

@main
enum Program {
  static func main() {
    StandardDescriptors.fill()
    // A file that may grow no further is an error of its write, as a full disk is: nobody else should end for it.
    signal(SIGXFSZ, SIG_IGN)
    widen()
    run(LanguageOption.behindCommand(Array(CommandLine.arguments.dropFirst())))
    guard let failure = StandardOutput.failure else { return }
    // Who has stopped reading (`| head`) knows it.
    if failure != EPIPE {
      StandardError.write("byhand: \(String(cString: strerror(failure)))\n")
    }
    exit(Exit.inputOutput.rawValue)
  }

  /// The parser puts what an option means behind 26 columns, and leaves it out where the terminal has no more.
  private static func widen() {
    let columns =
      Environment["COLUMNS"].flatMap { Int($0) }
      ?? TerminalSize.current(descriptor: STDOUT_FILENO)?.columns
    if let columns, columns < 40 { setenv("COLUMNS", "40", 1) }
  }

  private static func run(_ arguments: [String]) {
    do {
      var command = try Byhand.parseAsRoot(arguments)
      try command.run()
    } catch {
      let code = Byhand.exitCode(for: error)
      let text = ParserMessages.translated(Byhand.fullMessage(for: error), to: .asked)
      if !text.isEmpty {
        if code.isSuccess {
          StandardOutput.write(text + "\n")
        } else {
          StandardError.write(text + "\n")
        }
      }
      if !code.isSuccess || StandardOutput.failure == nil { Byhand.exit(withError: code) }
    }
  }
}
