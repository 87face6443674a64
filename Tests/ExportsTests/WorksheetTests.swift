import Exports
import Language
import Lessons
import Markup
import TestSupport
import Testing

/// A lesson with every kind of step. What must not stand on a sheet has a word in capitals.
private let everything = """
  lesson: all
  version: 7
  minutes: 9
  title: {en: "All kinds", zh: 各种步骤}
  goal: {en: "The goal", zh: 目标在此}
  say: {en: "The introduction", zh: 引言在此}
  learnt:
    - {en: "LEARNT", zh: 乙收获}
  steps:
    - id: act
      begin: ["HELO begin.example"]
      say: {en: "Connect", zh: 连接}
      type: "telnet hamburger.edu 25"
      expect: {connected: smtp, reply: 220}
      mistakes:
        - when: {connected: http}
          say: {en: "MISTAKE", zh: 乙错误}
      hints: [{en: "HINT", zh: 乙提示}]
      solution: ["telnet hamburger.edu 25", "HIDDEN.SOLUTION"]
      points: 2
    - id: find
      say: {en: "Look", zh: 看}
      expect: {console: mailbox bob}
      solution: [":FOUND bob"]
      points: 0
    - id: ask
      ask: {en: "Which?", zh: 哪个？}
      choices:
        - {en: "wrong one", zh: 错的, why: {en: "WHY.WRONG", zh: 乙为何错}, misconception: smtp-fetches-mail}
        - {en: "right one", zh: 对的, why: {en: "WHY.RIGHT", zh: 乙为何对}}
      answer: 2
      explain: {en: "EXPLAIN.ASK", zh: 乙解释一}
      points: 1
    - id: fill
      ask: {en: "Who?", zh: 谁？}
      accept: ["ACCEPTED.ONE", "ACCEPTED.TWO"]
      slips:
        - accept: ["SLIP"]
          say: {en: "SLIP.SAY", zh: 乙错答}
          misconception: queue-is-the-mailbox
      explain: {en: "EXPLAIN.FILL", zh: 乙解释二}
      points: 1
    - id: predict
      predict: {en: "What comes?", zh: 会怎样？}
      type: "RCPT TO:<nobody@hamburger.edu>"
      expect: {command: RCPT, reply: 550}
      explain: {en: "EXPLAIN.PREDICT", zh: 乙解释三}
      solution: ["5", "RCPT TO:<nobody@hamburger.edu>"]
      points: 3
    - id: reflect
      reflect: {en: "What do you think?", zh: 你怎么看？}
      explain: {en: "EXPLAIN.REFLECT", zh: 乙解释四}
      solution: ["EXAMPLE"]
      points: 1

  """

private let hidden: [Phrase] = [
  Phrase(en: "LEARNT", zh: "乙收获"), .verbatim("HIDDEN.SOLUTION"), .verbatim(":FOUND bob"),
  Phrase(en: "WHY.WRONG", zh: "乙为何错"), Phrase(en: "WHY.RIGHT", zh: "乙为何对"),
  Phrase(en: "EXPLAIN.ASK", zh: "乙解释一"), .verbatim("ACCEPTED.ONE"), .verbatim("ACCEPTED.TWO"),
  .verbatim("SLIP"), Phrase(en: "SLIP.SAY", zh: "乙错答"), Phrase(en: "EXPLAIN.FILL", zh: "乙解释二"),
  Phrase(en: "EXPLAIN.PREDICT", zh: "乙解释三"), Phrase(en: "EXPLAIN.REFLECT", zh: "乙解释四"),
  .verbatim("EXAMPLE"), .verbatim("550"),
]

private func read(_ text: String) throws -> Lesson {
  try LessonFile.parse(Array(text.utf8), name: "all.yaml")
}

private func page(_ lessons: [Lesson], _ language: Language, isKey: Bool = false) -> String {
  Worksheet(lessons, language, isKey: isKey).html.text
}

/// What is between these two, without them.
private func part(of text: String, _ start: String, _ end: String) -> String {
  guard let start = text.firstRange(of: start)?.upperBound,
    let end = text[start...].firstRange(of: end)?.lowerBound
  else { return "" }
  return String(text[start..<end])
}

private func body(_ text: String) -> String { part(of: text, "<body>", "</body>") }

private func escaped(_ text: String) -> String { ("\(text)" as HTML).text }

@Suite struct WorksheetTests {
  @Test(arguments: Course.entries.map(\.id), Language.allCases)
  func `every lesson makes well-formed pages, a section a step`(id: String, language: Language)
    throws
  {
    let lesson = try #require(Library()[id])
    for isKey in [false, true] {
      let text = page([lesson], language, isKey: isKey)
      let tongue = language == .english ? "en" : "zh-Hans"
      #expect(text.hasPrefix("<!doctype html>\n<html lang=\"\(tongue)\">"))
      let read = try #require(StrictMarkup(body(text)), "\(id)")
      #expect(read.attributes == ["class"] && read.addresses.isEmpty)
      #expect(body(text).ranges(of: "<section class=\"step\">").count == lesson.steps.count)
    }
  }

  @Test(arguments: Language.allCases)
  func `a sheet gives no answer away, and the key gives all`(language: Language) throws {
    let lesson = try read(everything)
    let sheet = page([lesson], language)
    let key = page([lesson], language, isKey: true)
    for phrase in hidden {
      #expect(!body(sheet).contains(phrase[language]), "\(phrase[language])")
      #expect(body(key).contains(phrase[language]), "\(phrase[language])")
    }
    for id in ["smtp-fetches-mail", "queue-is-the-mailbox"] {
      let belief = escaped(try #require(Misconception.named(id)).belief[language])
      #expect(!sheet.contains(belief) && key.contains(belief))
    }
    #expect(!body(sheet).contains("✓") && !body(sheet).contains("right\""))
    #expect(body(key).ranges(of: "✓").count == 1)
    #expect(part(of: key, "✓", "</li>").contains(language == .english ? "right one" : "对的"))
    for text in [sheet, key] {
      #expect(!text.contains("HINT") && !text.contains("乙提示"))
      #expect(!text.contains("MISTAKE") && !text.contains("乙错误"))
    }
  }

  @Test(arguments: Course.entries.map(\.id), Language.allCases)
  func `of the course, too`(id: String, language: Language) throws {
    let lesson = try #require(Library()[id])
    let sheet = body(page([lesson], language))
    let key = body(page([lesson], language, isKey: true))
    for phrase in lesson.said { #expect(!sheet.contains(escaped(phrase[language]))) }
    for text in lesson.said.map({ $0[language] }) + lesson.answers {
      #expect(key.contains(escaped(text)), "\(text)")
    }
  }

  @Test(arguments: Language.allCases)
  func `a sheet has the tasks, the lines to type, and room to write`(language: Language) throws {
    let sheet = body(page([try read(everything)], language))
    let chinese = language == .chinese
    let steps = sheet.split(separator: "<section").dropFirst().map(String.init)
    let rules = steps.map { $0.ranges(of: "<p class=\"rule\">").count }
    // The reply; two lines typed and what was seen; none; the answer; prediction and reply; text.
    #expect(rules == [1, 3, 0, 1, 2, 4])
    #expect(steps[0].contains("<pre>HELO begin.example</pre>"))
    #expect(steps[0].contains("<pre>telnet hamburger.edu 25</pre>"))
    #expect(steps[0].contains(chinese ? "2 分" : "2 points"))
    #expect(steps[2].contains(chinese ? "1 分" : "1 point<"))
    #expect(!steps[1].contains("class=\"points\""))
    #expect(steps[2].ranges(of: "<i class=\"box\"></i>").count == 2)
    #expect(steps[4].contains("<pre>RCPT TO:&lt;nobody@hamburger.edu&gt;</pre>"))
    let words =
      chinese
      ? ["姓名", "学号", "日期", "得分", "目标在此", "引言在此", "约 9 分钟", "8 分", "第 7 版"]
      : ["Name", "Student ID", "Date", "Points", "The goal", "The introduction", "about 9 minutes"]
    for word in words { #expect(sheet.contains(word), "\(word)") }
    #expect(chinese != sheet.contains("What I typed:"))
    #expect(chinese || !sheet.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  @Test func `a stranger's text stays text`() throws {
    let evil = "</title><script>alert('1')</script> & \\\"x\\\" <b onclick=a>"
    let lesson = try read(
      """
      lesson: evil
      version: 1
      title: {en: "\(evil)", zh: "题\(evil)"}
      goal: {en: "\(evil)", zh: "题\(evil)"}
      say: {en: "\(evil)", zh: "题\(evil)"}
      learnt: [{en: "\(evil)", zh: "题\(evil)"}]
      steps:
        - id: a
          begin: ["\(evil)"]
          say: {en: "\(evil)", zh: "题\(evil)"}
          type: "\(evil)"
          expect: {console: mailbox}
          solution: ["\(evil)"]
        - id: b
          ask: {en: "\(evil)", zh: "题\(evil)"}
          choices:
            - {en: "\(evil)", zh: "题\(evil)"}
            - {en: "x\(evil)", zh: "x题\(evil)", why: {en: "\(evil)", zh: "题\(evil)"}}
          answer: 1
          explain: {en: "\(evil)", zh: "题\(evil)"}
        - id: c
          ask: {en: "\(evil)", zh: "题\(evil)"}
          accept: ["\(evil)"]
          slips: [{accept: ["x\(evil)"], say: {en: "\(evil)", zh: "题\(evil)"}}]
        - id: d
          reflect: {en: "\(evil)", zh: "题\(evil)"}

      """)
    for language in Language.allCases {
      for isKey in [false, true] {
        let text = page([lesson], language, isKey: isKey)
        let read = try #require(StrictMarkup(body(text)))
        #expect(read.names.isDisjoint(with: ["script", "title"]) && read.attributes == ["class"])
        #expect(!text.contains("<script"))
        #expect(StrictMarkup(part(of: text, "<title>", "</title>"))?.names.isEmpty == true)
        #expect(text.contains("&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)"))
      }
    }
  }

  @Test func `lines stay as they are typed, and the empty line is seen`() throws {
    let lesson = try #require(Library()["push-and-pull"])
    let sheet = page([lesson], .english)
    #expect(sheet.contains("<pre>GET /bob/1.eml HTTP/1.1\nHost: hamburger.edu\n⏎</pre>"))
  }

  @Test func `a shuffled question has one order, on the sheet and in the key`() throws {
    let choices = (0..<6).map { "{en: c\($0), zh: 选\($0)}" }.joined(separator: ", ")
    let lesson = try read(
      """
      lesson: mixed
      version: 1
      title: {en: Mixed, zh: 打乱}
      shuffle: yes
      steps:
        - {id: a, ask: {en: Which, zh: 哪个}, choices: [\(choices)], answer: 1}

      """)
    let order = { (text: String) in text.matches(of: /<\/b> c(\d)/).map { $0.1 } }
    let sheet = page([lesson], .english)
    let key = page([lesson], .english, isKey: true)
    #expect(order(sheet) == order(key) && Set(order(sheet)).count == 6)
    #expect(order(sheet) != (0..<6).map { "\($0)" })
    #expect(part(of: key, "✓", "</li>").contains("c0"))
    #expect(sheet.contains("in another order"))
  }

  @Test func `each lesson begins on a page, and a step is not broken over two`() throws {
    let lessons = Array(Library().lessons.prefix(3))
    let text = page(lessons, .english)
    #expect(body(text).ranges(of: "<article>").count == 3)
    #expect(text.contains("article + article { break-before: page }"))
    #expect(text.contains(/\.step \{[^}]*break-inside: avoid/))
    #expect(!text.contains(/size: *(A4|letter)/), "the printer knows its paper")
    #expect(!text.contains("http://") && !text.contains("https://"), "nothing is fetched")
  }
}

extension Lesson {
  /// What is said of answers and after them.
  fileprivate var said: [Phrase] { learnt + steps.flatMap(\.said) }
  fileprivate var answers: [String] { steps.flatMap(\.answers) }
}

extension LessonStep {
  fileprivate var said: [Phrase] {
    let beliefs = misconceptions.compactMap { Misconception.named($0)?.belief }
    switch task {
    case .act: return []
    case .ask(let question):
      return question.choices.compactMap(\.why) + [question.explanation].compactMap { $0 } + beliefs
    case .fill(let question):
      return question.slips.map(\.say) + [question.explanation].compactMap { $0 } + beliefs
    case .predict(let prediction): return [prediction.explanation].compactMap { $0 }
    case .reflect(_, let explanation): return [explanation].compactMap { $0 }
    }
  }

  fileprivate var answers: [String] {
    guard case .fill(let question) = task else { return linesToSend.filter { !$0.isEmpty } }
    return question.accepted
  }
}
