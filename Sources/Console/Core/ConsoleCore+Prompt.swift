import Language
import Lessons
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
    let question = openQuestion.map { $0.isQuestion ? Phrase.answer : .predict }
    if let login = loginQuestion {
      return Prompt(
        left: login.left[view.language], colour: view.hasColour ? "1" : "",
        isSecret: login.isSecret)
    }
    let answer: Phrase? = asksForStudent ? .student : question
    let guidance = answer != nil || !isConnected ? nil : conversation?.guidance
    let place = answer ?? guidance?.label(protectedBy: conversation?.security)
    return Prompt(
      left: guidance == nil ? "byhand> " : "C: ",
      right: [lesson?.progress, place?[view.language]].compactMap { $0 }.joined(separator: " "),
      colour: view.hasColour ? "1" : "", rightColour: view.hasColour ? "2" : "")
  }
}

extension Phrase {
  fileprivate static let answer = Phrase(en: "[answer]", zh: "[回答]")
  fileprivate static let student = Phrase(en: "[student ID]", zh: "[学号]")
  fileprivate static let predict = Phrase(en: "[predict]", zh: "[预测]")
}
