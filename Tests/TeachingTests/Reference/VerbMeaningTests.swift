import Protocols
import Teaching
import Testing

struct VerbMeaningTests {
  @Test(arguments: Verb.allCases)
  func `every verb is explained in both languages`(verb: Verb) {
    let meaning = VerbMeaning.of(verb)
    #expect(meaning.verb == verb)
    #expect(Wording.breaches(of: meaning.phrase) == [])
    #expect(Wording.isSentence(meaning.phrase))
    #expect(meaning.verb.syntax.hasPrefix(verb.rawValue))
    #expect(meaning.replies.count == ReplyStanding.listed(for: .verb(verb)).count)
    #expect(meaning.replies.first.map { $0.value < 400 } == true)
  }

  @Test(arguments: Verb.allCases)
  func `every example is a command of that verb`(verb: Verb) throws {
    let example = VerbMeaning.of(verb).example(naming: .lecture)
    let command = try CommandParser.parse(Array(example.utf8))
    #expect(command.verb == verb)
  }
}
