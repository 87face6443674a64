import Language
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Testing

@testable import Console

@Suite struct HelpTests {
  @Test func `each command has one name and stands in one group`() {
    let names = Commands.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [true, false])
  func `help lists every command, and keys for a person`(isInteractive: Bool) {
    var bench = ConsoleBench(isInteractive: isInteractive)
    bench.type("help")
    let listing = bench.effects.compactMap { effect -> Listing? in
      guard case .display(.listing(let listing)) = effect else { return nil }
      return listing
    }.first
    for language in Language.allCases {
      let text =
        listing.map {
          TerminalView(ViewOptions(language: language, width: 80)).table($0)
        } ?? ""
      for command in Commands.all { #expect(text.contains(":\(command.name)")) }
      for group in Commands.groups { #expect(text.contains("\n  \(group.title[language])\n")) }
      #expect(text.contains("Ctrl-C") == isInteractive)
    }
  }

  @Test func `help lists every scenario as the student types it`() throws {
    let words = Behaviour.examples.map(\.description)
    #expect(words.map { $0.prefix { $0 != " " } }.map(String.init) == Behaviour.names)
    for (text, example) in zip(words, Behaviour.examples) {
      #expect(try Behaviour(text.split(separator: " ").map(String.init)) == example)
      for language in Language.allCases {
        #expect(ConsoleCommand.server.detail?[language].contains(text) == true)
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `help states the queue's real retry schedule`(language: Language) {
    let schedule = RetrySchedule.classroom
    let detail = ConsoleCommand.queue.detail?[language] ?? ""
    #expect(detail.contains(" \(schedule.interval / 1_000) "))
    #expect(detail.contains(" \(schedule.patience / 3_600_000) "))
    // Whole seconds and hours, or the help text would be wrong.
    #expect(schedule.interval % 1_000 == 0 && schedule.patience % 3_600_000 == 0)
  }
}
