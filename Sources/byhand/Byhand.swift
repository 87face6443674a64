import ArgumentParser
import Console
import Glibc
import Language
import Terminal

/// The program's arguments: each subcommand hands over to the room that does the work.
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
      SubmitSubcommand.self, ServeSubcommand.self, ExplainSubcommand.self, CompareSubcommand.self,
      ReplaySubcommand.self, ExportSubcommand.self, ImportSubcommand.self, GradeSubcommand.self,
      LicencesSubcommand.self,
    ],
    defaultSubcommand: ConsoleSubcommand.self)
}

extension Phrase {
  fileprivate static func noCommand(_ word: String, _ known: [String]) -> Phrase {
    Phrase(
      en: "There is no subcommand '\(word)'. There are: \(known.joined(separator: ", ")).",
      zh: "没有子命令 '\(word)'。现有：\(known.joined(separator: "、"))。")
  }
}

@main
enum Program {
  static func main() {
    StandardDescriptors.fill()
    InternalError.exitAtFaults()
    // A file that reached its size limit fails its write, as on a full disk. It must not end the
    // program.
    signal(SIGXFSZ, SIG_IGN)
    run(Array(CommandLine.arguments.dropFirst()))
    guard let failure = StandardOutput.failure else { return }
    // A reader that has stopped (`| head`) needs no message.
    if failure != EPIPE {
      StandardError.write("byhand: \(String(cString: strerror(failure)))\n")
    }
    exit(Exit.inputOutput.rawValue)
  }

  /// Columns of a help page: COLUMNS decides where it is set, as with other programs.
  private static var pageWidth: Int {
    max(20, Environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? outputWidth)
  }

  /// The parser takes a word that names no command for an argument of the console.
  private static func refuseUnknownCommand(in arguments: [String]) throws {
    let known = Byhand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word = LanguageOption.removed(from: arguments).first, !word.hasPrefix("-"),
      !(known + ["help"]).contains(word)
    else { return }
    throw ValidationError(Phrase.noCommand(word, known)[.requested])
  }

  private static func run(_ arguments: [String]) {
    if let request = HelpRequest(arguments) {
      return StandardOutput.write(request.page(.requested, width: pageWidth) + "\n")
    }
    do {
      try refuseUnknownCommand(in: arguments)
      var command = try Byhand.parseAsRoot(
        ReplaySubcommand.completed(LanguageOption.behindCommand(arguments)))
      try command.run()
    } catch {
      let code = Byhand.exitCode(for: error)
      // What no command expected, the parser calls a failure.
      if code == .failure {
        InternalError.report(error)
        Byhand.exit(withError: Exit.bug)
      }
      let text = ParserMessages.text(Byhand.fullMessage(for: error))
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
