import Language

extension ImportReading {
  /// Before a line of the server: what a server's log leaves out of the client's lines.
  mutating func supplyMissing(before line: SourceLine) {
    if session.endText() { remarks.add(line, .missingText) }
    if session.answerLogin() { remarks.add(line, .missingAnswer) }
  }
}

extension Phrase {
  static let endsEarly = Phrase(
    en: "the log ends before the conversation does: a reply is missing, or a text's end",
    zh: "日志在对话结束之前就中断了：缺少响应，或者正文没有结束")
  fileprivate static let missingAnswer = Phrase(
    en: "the client's answer inside AUTH is not in this log, nor is its length known",
    zh: "日志里没有客户端在 AUTH 中的回答，长度也不知道")
  fileprivate static let missingText = Phrase(
    en: "the message's text is not in this log; its final dot was put in before this reply",
    zh: "日志里没有邮件正文；已在这个响应之前补上结束的句点")
}
