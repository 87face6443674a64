import ArgumentParser
import Console

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "For authors of lessons.", subcommands: [])
}
