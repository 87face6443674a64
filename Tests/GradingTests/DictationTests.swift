import Language
import Lessons
import TestSupport
import Testing

@testable import Grading

/// What a lesson says is found wherever it stands in it, and nothing else is.
@Suite struct DictationTests {
  private static let lesson = SampleLessons.lesson("first-conversation")
  private static let dictation = Dictation(lesson)

  @Test func `each piece of a hint is said`() {
    var generator = SeededGenerator(seed: 1)
    let texts = Self.lesson.steps.flatMap(\.hints).flatMap { [$0.english, $0.chinese] }
    #expect(!texts.isEmpty)
    for text in texts {
      for _ in 0..<20 {
        let characters = Array(text)
        let start = Int.random(in: 0..<characters.count, using: &generator)
        let end = Int.random(in: start...characters.count, using: &generator)
        #expect(Self.dictation.has(String(characters[start..<end])))
      }
    }
  }

  @Test(arguments: ["HELO pickles.example", "再来一点泡菜，谢谢你们", "MAIL FROM:<nobody@pickles.example>"])
  func `nothing else is said`(_ line: String) {
    #expect(!Self.dictation.has(line))
    #expect(!Self.dictation.has(line + line))
  }
}
