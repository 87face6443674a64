import Language
import Lessons
import Protocols
import Teaching
import Transcripts

/// Lines that are typed at an open question of the current lesson.
extension ConsoleCore {
  /// A typed line can be an answer: it does not belong to a message or a request under way.
  var canAsk: Bool { LessonSession.canAsk(during: conversation) }

  /// The question that is open now, or what is to be predicted. What byhand types answers none.
  var openQuestion: LessonStep? { canAsk && redo == nil ? lesson?.openQuestion : nil }

  /// Answers the open question, if the line is an answer to it.
  mutating func answer(_ text: String) -> Bool {
    guard openQuestion != nil, let answer = lesson?.answer(in: text) else { return false }
    handle(.learner(answer))
    // Now comes the line whose reply was predicted.
    if case .predicted = answer { showStep() }
    return true
  }

  /// At an open question no line goes to the server.
  ///
  /// - Returns: Whether the line has been dealt with: as an answer, or by saying what an answer is.
  mutating func takeAtQuestion(_ text: String) -> Bool {
    guard let question = openQuestion else { return false }
    let word = text.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() }
    // Without a connection a few of the console's commands need no colon. Answers in words may
    // begin like one.
    let isCommand =
      !isConnected && !connection.isDialling && word.flatMap(Commands.withoutColon) != nil
    let takesAnyWords = question.takesAnyWords(but: text)
    if isCommand, takesAnyWords { return false }
    if takesAnyWords, let note = MissingColon.wide(text) {
      say(note)
      return true
    }
    if answer(text) { return true }
    if isCommand { return false }
    let skipping: Phrase =
      lesson?.lesson.policy.allowsSkipping == true ? .skipping : .empty
    say(
      MissingColon.note(onUnsent: text)
        ?? Note(.console, text: .answers(question) + skipping))
    return true
  }
}

extension LessonStep {
  /// Any words are an answer, and these are not the right one.
  fileprivate func takesAnyWords(but words: String) -> Bool {
    switch task {
    case .fill(let question): !question.accepts(words)
    case .reflect: true
    case .act, .ask, .predict: false
    }
  }
}

extension Phrase {
  fileprivate static func answers(_ step: LessonStep) -> Phrase {
    switch step.task {
    case .ask(let question):
      let count = question.choices.count
      return Phrase(
        en:
          "A question is open: type 1 \(count == 2 ? "or" : "to") \(count).",
        zh: "现在要回答问题：请输入 1 \(count == 2 ? "或" : "到") \(count)。")
    case .predict:
      return Phrase(
        en:
          "Not sent yet: predict the reply first, with a code such as 250 or its first digit, 2 to 5.",
        zh: "还没有发送：请先预测响应，输入状态码（例如 250）或它的第一位数字（2 到 5）。")
    case .act, .fill, .reflect:
      return Phrase(
        en: "A question is open: type an answer.", zh: "现在要回答问题：请输入答案。")
    }
  }
}
