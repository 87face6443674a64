import Protocols
import Teaching
import Testing

struct ExplanationTests {
  @Test(arguments: ReplyStanding.anywhere)
  func `what any command may get is explained in general first`(value: Int) throws {
    let code = try #require(ReplyCode(value))
    let notes = Explanation.notes(on: "\(value)")
    #expect(notes.first?.text == ReplyMeaning.general(of: code).phrase)
    #expect(Set(notes.map(\.text)).count == notes.count)
  }

  @Test(arguments: ["500", "501"])
  func `a syntax error is explained for the commands that a student types`(code: String) {
    let notes = Explanation.notes(on: code)
    for verb in [Verb.helo, .mail, .rcpt] {
      #expect(notes.contains { $0.text.english.hasPrefix("To \(verb.rawValue): ") })
      #expect(notes.contains { $0.text.chinese.hasPrefix("响应 \(verb.rawValue) 时：") })
    }
  }

  @Test(arguments: Verb.allCases)
  func `a command's replies are listed, and those that any may get`(verb: Verb) throws {
    let text = try #require(Explanation.notes(on: verb.rawValue).last).text
    #expect(Wording.breaches(of: text).filter { $0 != "ASCII mark" } == [])
    for code in ReplyStanding.listed(for: .verb(verb)) + ReplyStanding.anywhere {
      #expect(text.english.contains("\(code)") && text.chinese.contains("\(code)"))
    }
    let hasDot = text.english.contains(" After the final dot: 250 450 451 452 550 552 554.")
    #expect(hasDot == (verb == .data))
    #expect(text.chinese.contains("结束的句点之后：250、450、451、452、550、552、554。") == hasDot)
  }

  @Test(arguments: ["DSN", "dsn", "PIPELINING"])
  func `a word that is a term and a keyword is explained as both`(word: String) {
    let notes = Explanation.notes(on: word)
    #expect(notes.map(\.about) == [.console, .capability])
    #expect(notes.last?.text.english.hasPrefix("In EHLO's reply: ") == true)
    #expect(notes.last?.text.chinese.hasPrefix("在 EHLO 的响应中：") == true)
  }

  @Test func `every method that a request line may begin with has a meaning`() {
    for method in HTTPRequestFault.methods { #expect(HTTPMeaning.method(method) != nil) }
  }
}
