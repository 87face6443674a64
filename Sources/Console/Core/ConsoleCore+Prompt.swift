import Language
import Presentation
import Protocols
import Teaching
package import Terminal
import Transcripts

extension ConsoleCore {
  /// The console is ready for the next line.
  package var isReading: Bool {
    if case .reading = activity { true } else { false }
  }

  package var prompt: Prompt {
    let isAnswer = openQuestion != nil
    let guidance = isAnswer || !isConnected ? nil : conversation?.guidance
    let place = isAnswer ? Phrase.answer : guidance?.label
    return Prompt(
      left: guidance == nil ? "byhand> " : "C: ",
      right: [lesson?.progress, place?[view.language]].compactMap { $0 }.joined(separator: " "),
      colour: view.hasColour ? "1" : "", rightColour: view.hasColour ? "2" : "")
  }
}

extension Phrase {
  fileprivate static let answer = Phrase(en: "[answer]", zh: "[回答]")
}
