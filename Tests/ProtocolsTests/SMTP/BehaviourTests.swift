import Protocols
import Testing

@Suite struct BehaviourTests {
  @Test(arguments: [
    "down", "slow 3s", "slow 250ms", "greylist", "full", "closing", "strip-8bit", "postfix-get",
    "hide-starttls", "lenient-end", "check-senders",
    "recipients 100", "reject RCPT 550", "reject RCPT 550 2nd", "reject connect 554",
    "reject dot 451 11th", "drop at MAIL", "drop after DATA 1st", "drop after dot 23rd",
  ])
  func `a behaviour is written as it is read`(text: String) throws {
    let words = text.split(separator: " ").map(String.init)
    #expect(try Behaviour(words).description == text)
    #expect(try Behaviour(words.map { $0.uppercased() }).description == text)
  }

  @Test(arguments: [
    ("", 0), ("pickles", 0), ("slow", 1), ("slow -1s", 1), ("slow 601s", 1), ("slow 3x", 1),
    ("recipients 0", 1), ("reject", 1), ("reject GREET 550", 1), ("reject RCPT 250", 2),
    ("reject RCPT 550 second", 3), ("reject RCPT 550 0th", 3), ("drop DATA", 1),
    ("drop before DATA", 1), ("greylist now", 1),
  ])
  func `a wrong word is found in its place`(text: String, word: Int) {
    #expect {
      try Behaviour(text.split(separator: " ").map(String.init))
    } throws: { error in
      (error as? Behaviour.WordingError)?.word == word
    }
  }
}
