import Language
import PracticeWorld
import Protocols
import Teaching
import Testing

@testable import Console

@Suite struct HelpTests {
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
