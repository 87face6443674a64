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
    let colour = view.hasColour ? "1" : ""
    guard isConnected, let guidance = conversation?.guidance else {
      return Prompt(left: "byhand> ", colour: colour)
    }
    return Prompt(
      left: "C: ", right: guidance.phase?.label[view.language] ?? "", colour: colour,
      rightColour: view.hasColour ? "2" : "")
  }
}
