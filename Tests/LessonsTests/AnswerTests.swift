import Lessons
import Testing
import Transcripts

private func question(_ choices: String, _ more: String = "") throws -> LessonStep.Question {
  let text = "  - {id: ask, ask: {en: Who, zh: 谁}, choices: [\(choices)], answer: 1\(more)}\n"
  let task = try lesson(text).steps.first?.task
  return try #require(task.flatMap { if case .ask(let question) = $0 { question } else { nil } })
}

private let parties = "{en: The server, zh: 服务器}, {en: The client, zh: 客户端}, {en: Both?, zh: 双方}"

struct `A typed line` {
  @Test(arguments: [
    ("1", 1), ("２", 2), ("b", 2), ("B", 2), ("Ｂ", 2), (" 2 ", 2), ("2.", 2), ("(2)", 2), ("２）", 2),
    ("The client", 2), ("client", 2), ("CLIENT.", 2), ("the  client", 2), ("a client", 2),
    ("客户端", 2), ("客户端。", 2), ("“客户端”", 2), ("ｃｌｉｅｎｔ", 2), ("both", 3), ("双方？", 3), ("C", 3),
  ])
  func `answers by number, letter or text, as people type them`(line: String, choice: Int) throws {
    let question = try question(parties)
    #expect(question.choice(in: line, shownIn: [1, 2, 3]) == choice)
  }

  @Test(arguments: [
    "", " ", "0", "4", "7", "12", "-1", "+1", "d", "ab", "HELO crepes.fr", "QUIT", "客户", "clients",
    "the", "1 2", "1.5", "．",
  ])
  func `that is none of these answers nothing`(line: String) throws {
    let question = try question(parties)
    #expect(question.choice(in: line, shownIn: [1, 2, 3]) == nil)
  }

  @Test func `means the place that is shown, and the choice of the file`() throws {
    let question = try question(parties)
    let order = [3, 1, 2]
    #expect(["1", "a", "客户端"].map { question.choice(in: $0, shownIn: order) } == [3, 3, 2])
  }

  @Test func `may be a choice of nothing but marks or digits`() throws {
    let marks = try question("{en: ., zh: 。}, {en: \"250\", zh: \"250\"}, {en: A, zh: 甲}")
    #expect(marks.choice(in: ".", shownIn: [1, 2, 3]) == 1)
    #expect(marks.choice(in: "250", shownIn: [1, 2, 3]) == 2)
    // A text that is shown goes before a letter that is not.
    #expect(marks.choice(in: "a", shownIn: [1, 2, 3]) == 3)
  }
}

struct `Shuffled choices` {
  @Test func `stand in one order for an attempt, in others for others`() throws {
    let question = try question(parties, ", shuffle: yes")
    func order(_ id: String?) -> [Int] {
      question.order(
        in: LessonAttempt(lesson: "one", id: id, step: "ask"), at: "ask")
    }
    let orders = (0..<100).map { order("\($0)") }
    #expect(orders == (0..<100).map { order("\($0)") })
    #expect(orders.allSatisfy { $0.sorted() == [1, 2, 3] })
    #expect(Set(orders).count == 6)
    #expect(order(nil) == [1, 2, 3])
  }

  @Test func `stay as in the file without the key`() throws {
    let question = try question(parties)
    #expect(
      question.order(in: LessonAttempt(lesson: "one", id: "5", step: "a"), at: "a") == [1, 2, 3])
  }
}
