import Language
import Lessons
import Protocols
import Teaching
import Testing

private let head = "lesson: one\nversion: 1\ntitle: {en: One, zh: 一}\nsteps:\n"

/// Each error as `line:column words`, in English.
private func errors(_ text: String) -> [String] {
  do throws(LessonError) {
    _ = try parse(text)
    return []
  } catch {
    return error.all.map { "\($0.line):\($0.column) \($0.problem.english)" }
  }
}

private func ask(_ rest: String) -> String { "  - {id: a, ask: {en: A, zh: 一}, \(rest)}\n" }

private let both = "Both languages are needed: {en: …, zh: …}."
private let either = "A step has one of: expect (with say), ask, predict (with expect), reflect."
private func notHere(_ key: String) -> String {
  "The key \(key) does not go with this kind of step."
}
private let outside = "The answer is counted from 1 and must be one of the choices."

private let number = "A number from 0 to 1000 is expected here."
private let code = "A code is three digits, or a class such as 2xx."
private let condition = "At least one condition is needed."
private let never = "These conditions can never hold together, for one and the same event: "
private let parameter =
  "A parameter of MAIL or RCPT is expected here, such as BODY=8BITMIME."

extension String {
  fileprivate var unmarked: String { replacing("▸", with: "") }

  /// A step, marked at its beginning.
  fileprivate var marked: String { replacing("- {", with: "- ▸{") }

  /// The marked places, `line:column`, each with its problem.
  fileprivate func places(_ problems: [String]) -> [String] {
    var places: [String] = []
    for (number, line) in split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let parts = line.split(separator: "▸", omittingEmptySubsequences: false).dropLast()
      var column = 1
      for part in parts {
        column += part.unicodeScalars.count
        places.append("\(number + 1):\(column)")
      }
    }
    if places.isEmpty { places = ["1:1"] }
    return zip(places, problems).map { "\($0) \($1)" }
  }
}

struct `A lesson's file` {
  @Test func `is read whole`() throws {
    let text =
      head + """
          - id: greet
            say: {en: Greet, zh: 打招呼}
            expect: {command: [HELO, EHLO], reply: 250}
            mistakes:
              - when: {fault: true, reply: 5xx}
                say: {en: No, zh: 不}
            hints: [{en: Four letters, zh: 四个字母}]
            solution: ["HELO crepes.fr"]
            wrong: ["HELO", ["NOOP", ""]]
            points: 2
            type: "HELO crepes.fr"
          - id: who
            ask: {en: Who?, zh: 谁？}
            choices: [{en: A, zh: 甲, why: {en: No, zh: 不}}, {en: B, zh: 乙}]
            shuffle: yes
            answer: 2
            explain: {en: B, zh: 乙}
        """
    let lesson = try parse(text)
    #expect(lesson.id == "one" && lesson.version == 1 && lesson.points == 3)
    #expect(lesson.title == Phrase(en: "One", zh: "一") && lesson.introduction == nil)
    let greet = try #require(lesson.steps.first)
    guard case .act(_, let lines, let expectation) = greet.task else { return #expect(Bool(false)) }
    #expect(
      expectation.conditions == [.command([.verb(.helo), .verb(.ehlo)]), .reply([.code(250)])])
    #expect(lines == ["HELO crepes.fr"])
    #expect(greet.mistakes.first?.when.conditions == [.reply([.severity(5)]), .fault])
    #expect(greet.hints == [Phrase(en: "Four letters", zh: "四个字母")])
    #expect(greet.solution == ["HELO crepes.fr"] && greet.wrong == [["HELO"], ["NOOP", ""]])
    let who = try #require(lesson.steps.last)
    guard case .ask(let question) = who.task else { return #expect(Bool(false)) }
    #expect(question.choices.map(\.why) == [Phrase(en: "No", zh: "不"), nil])
    #expect(question.isShuffled)
    #expect(question.choices.count == 2 && question.answer == 2 && question.explanation != nil)
    // A question's solution is its number, or its text where the numbers are shuffled; a step's
    // worth is a point.
    #expect(who.solution == ["B"] && who.points == 1)
  }

  /// `▸` stands before what is wrong.
  @Test(arguments: [
    ("", ["There is no lesson in the file."]),
    ("▸- a", ["Keys with values are expected here (key: value)."]),
    ("▸lesson: one\nversion: 1\ntitle: {en: A, zh: 一}", ["The key steps is missing."]),
    ("▸lesson: a\nlesson: b", ["The key lesson appears twice."]),
    ("lesson: [\n▸", ["This is not YAML: did not find expected node content."]),
    ("lesson: a\n▸---\nlesson: b", ["This is not YAML: but found another document."]),
    ("lesson: \"a▸", ["This is not YAML: found unexpected end of stream."]),
    (
      "lesson: ▸One\nversion: ▸x\ntitle: ▸A\nsteps: ▸[]",
      [
        "A name has lower-case letters, digits and hyphens.", number, both,
        "A lesson has at least one step.",
      ]
    ),
  ])
  func `is told what is wrong and where`(marked: String, problems: [String]) {
    #expect(errors(marked.unmarked) == marked.places(problems))
  }

  @Test(arguments: [
    ("  - {id: a, say: ▸{en: A}, expect: {closed: true}}", both),
    ("  - {id: a, say: {en: A, zh: ▸''}, expect: {closed: true}}", both),
    (
      "  - {id: a, say: {en: A, zh: 一, ▸fr: B}, expect: {closed: true}}",
      "There is no key fr here. There are: en, zh."
    ),
    ("  - {id: a, say: ▸A, expect: {closed: true}}", both),
    ("  - ▸{id: a, expect: {closed: true}}", "The key say is missing."),
    ("  - ▸{say: {en: A, zh: 一}, expect: {closed: true}}", "The key id is missing."),
    ("  - ▸{id: a, say: {en: A, zh: 一}}", either),
    ("  - {id: a, say: {en: A, zh: 一}, expect: {closed: true}, answer: ▸1}", notHere("answer")),
    (
      step("a", "{closed: true}") + step("a", "{closed: true}").marked,
      "There is a step a before this one."
    ),
    (step("a", "▸{}"), condition),
    (step("a", "{▸comand: HELO}"), "There is no key comand here. Did you mean command?"),
    (step("a", "{▸Reply: 250}"), "There is no key Reply here. Did you mean reply?"),
    (
      step("a", "{command: ▸HALO}"),
      "HALO is not one of: HELO, EHLO, MAIL, RCPT, DATA, RSET, NOOP, VRFY, EXPN, HELP, QUIT, AUTH, STARTTLS, BDAT, dot. Did you mean HELO?"
    ),
    (step("a", "{command: ▸[]}"), condition), (step("a", "{reply: ▸25}"), code),
    (step("a", "{reply: [250, ▸9xx]}"), code),
    (
      step("a", "{phase: ▸closed}"),
      "closed is not one of: handshake, transfer, close. Did you mean close?"
    ),
    (step("a", "{connected: ▸imap}"), "imap is not one of: smtp, http."),
    (
      step("a", "{console: ▸mailbx}"),
      "mailbx is not one of: annotate, compare, explain, ladder, mailbox, mx, next, phase, queue, server, watch, wire. Did you mean mailbox?"
    ),
    (
      step("a", "{accepted: ▸false}"),
      "Only true is allowed here: a condition cannot ask that something does not happen. Leave the key out; what must not pass belongs in wrong."
    ),
    (step("a", "▸{phase: close, command: QUIT}"), never + "command, phase."),
    (step("a", "▸{connected: http, status: 200}"), never + "connected, status."),
    (
      step("a", "▸{command: MAIL, sender: a@b, recipient: c@d}"),
      never + "command, recipient, sender."
    ),
    (step("a", "{closed: true}", ", points: ▸-1"), number),
    (step("a", "{closed: true}", ", points: ▸1.5"), number),
    (step("a", "{closed: true}", ", solution: ▸HELO"), "A list is expected here."),
    (
      step("a", "{closed: true}", ", solution: [▸\"a\\nb\"]"),
      "One typed line is one line: write several as a list."
    ),
    (
      step("a", "{closed: true}", ", wrong: [[▸[]]]"),
      "Text is expected here. One that begins with a bracket needs quotes: \"[…]\"."
    ),
    (
      step("a", "{closed: true}", ", solution: [▸Subject: hi]"),
      "Text is expected here. One with a colon and a space needs quotes: \"Subject: hi\"."
    ),
    (
      "  - {id: a, say: {en: First HELO, ▸then MAIL, zh: 一}, expect: {closed: true}}",
      "There is no key then MAIL here. There are: en, zh. A text with a comma needs quotes here: \"…\"."
    ),
    (
      "  - {id: a, say: {en: A, zh: 先做,▸再做}, expect: {closed: true}}",
      "There is no key 再做 here. There are: en, zh. A text with a comma needs quotes here: \"…\"."
    ),
    (step("a", "{parameter: ▸BODY=}"), parameter),
    (step("a", "{parameter: ▸=8BITMIME}"), parameter),
    (step("a", "{parameter: ▸B DY=8BITMIME}"), parameter),
    (step("a", "▸{parameter: SIZE, accepted: true}"), never + "accepted, parameter."),
    (
      step("a", "{closed: true}", ", ▸hint: []"), "There is no key hint here. Did you mean hints?"
    ),
    (
      step("a", "{closed: true}", ", mistakes: [▸{when: {reply: 500}}]"), "The key say is missing."
    ),
    (ask("choices: [{en: A, zh: 一}, {en: B, zh: 二}], answer: ▸0"), outside),
    (ask("choices: [{en: A, zh: 一}, {en: B, zh: 二}], answer: ▸3"), outside),
    (ask("choices: [{en: A, zh: 一}, {en: B, zh: 二}]").marked, "The key answer is missing."),
    (ask("choices: ▸[{en: A, zh: 一}], answer: 1"), "A question needs at least two choices."),
    (ask("choices: ▸[], answer: 1"), "A question needs at least two choices."),
    (ask("choices: ▸A, answer: 1"), "A list is expected here."),
    (
      ask("choices: [{en: A, zh: 一}, ▸{en: B, zh: a.}], answer: 1"),
      "This choice reads like one before it, in one of the languages."
    ),
    (
      ask("choices: [{en: A, zh: 一, ▸wy: {en: A, zh: 一}}, {en: B, zh: 二}], answer: 1"),
      "There is no key wy here. Did you mean why?"
    ),
    (ask("choices: [{en: A, zh: 一, why: ▸No}, {en: B, zh: 二}], answer: 1"), both),
    (ask("choices: [{en: A, zh: 一}, {en: B, zh: 二}], answer: 1, type: ▸X"), notHere("type")),
    (step("a", "{closed: true}", ", shuffle: ▸yes"), notHere("shuffle")),
    (
      step("a", "{closed: true}", ", solution: [QUIT], type: [QUIT, ▸QIUT]"),
      "This line is not in the step's solution, so nobody has checked that it passes."
    ),
    (step("a", "{closed: true}", ", type: ▸[]"), condition),
    (ask("answer: 1").marked, "The key choices is missing."),
  ])
  func `is told what is wrong in a step`(marked: String, problem: String) {
    let text = head + marked
    #expect(errors(text.unmarked) == text.places([problem]))
  }

  @Test func `is told of everything at once, from its beginning to its end`() {
    let text = head + step("▸A", "{▸comand: HELO}") + step("b", "{reply: ▸x}", ", ▸pionts: 1")
    let places = errors(text.unmarked).map { $0.prefix { $0 != " " } + " " }
    #expect(places == text.places(["", "", "", ""]).map { $0[...] })
    let flood = head + String(repeating: step("A", "{x: 1}"), count: 500)
    #expect(errors(flood).count == 50)
  }

  @Test func `is told in both languages, as compilers write it`() {
    let error = #expect(throws: LessonError.self) { try parse("lesson: One\nversion: 1") }
    let english = error?.text(.english).split(separator: "\n")
    #expect(english?.last == "one.yaml:1:9: A name has lower-case letters, digits and hyphens.")
    #expect(english?.count == 3)
    #expect(error?.text(.chinese).contains("one.yaml:1:9: 名称只能用小写字母") == true)
  }

  @Test(arguments: [("250", "250"), ("2xx", "2xx"), ("100", "100"), ("599", "599")])
  func `names codes and classes`(text: String, meaning: String) {
    #expect(CodePattern(text)?.description == meaning)
  }

  @Test(arguments: ["", "25", "2500", "6xx", "0xx", "xxx", "2XX", "+50", "２５０", "600", "2x0"])
  func `names nothing else`(text: String) {
    #expect(CodePattern(text) == nil)
  }
}
