import Language
import Protocols
import Transcripts

/// Notes on the server's replies.
enum ReplyNotes {
  /// Each line of EHLO's reply after the first names an extension (RFC 5321 §4.1.1.1). Some servers
  /// end the list with OK, which is not one.
  static func notes(
    on line: ReplyLine, number: Int, to request: AnsweredRequest?
  ) -> [Note] {
    guard request == .verb(.ehlo), line.code.severity == .completion, number > 1,
      let capability = Capability(line.text), capability.keyword != "OK"
    else { return [] }
    let meaning = CapabilityMeaning.of(capability)
    return [
      Note(
        .capability, code: line.code.value, rule: meaning?.rule,
        text: meaning?.phrase ?? unknownCapability)
    ]
  }

  /// - Parameter reading: where a real server said it.
  static func notes(
    on exchange: SMTPExchange, advice: RequestAdvice? = nil, _ reading: ReplyReading? = nil
  ) -> [Note] {
    let reply = exchange.reply
    let request = exchange.answered
    let isTold = reading?.isCertain == true && reply.enhanced?.subject != 5
    let meaning =
      (isTold ? ReplyMeaning.outcome(reply.code, answering: request) : nil)
      ?? ReplyMeaning.text(of: exchange, advice: advice)
    let standing = ReplyStanding.of(reply.code, answering: request)
    // The usual meaning of the code would mislead where it is not allowed.
    let isMeant = standing != .impossible || reply.severity == .preliminary
    var notes = [
      Note(
        .reply, code: reply.code.value, gist: gist(of: reply.code),
        rule: isMeant ? meaning.rule : .smtp("4.3.2"),
        text: isMeant ? meaning.phrase : standing.phrase ?? meaning.phrase)
    ]
    // X.0.0 says no more than the first digit.
    if let enhanced = reply.enhanced, enhanced.subject + enhanced.detail > 0,
      reading?.isCertain != true
    {
      let text = EnhancedMeaning.text(enhanced)
      notes.append(
        Note(
          .reply, code: reply.code.value, rule: text.rule, isRemark: true,
          text: Phrase(en: "\(enhanced): ", zh: "\(enhanced)：") + text.phrase))
    }
    if let prompt = Base64Prompt.note(onReply: reply.code, reply.lines.last ?? []) {
      notes.append(prompt)
    }
    if isMeant, reply.code.isInGrammar, let standing = standing.phrase {
      notes.append(
        Note(
          .reply, code: reply.code.value, rule: .smtp("4.3.2"), isRemark: true, text: standing))
    }
    if exchange.isEarly {
      notes.append(
        Note(
          .reply, code: reply.code.value, rule: .smtp("4.1.1.4"), isRemark: true, text: early))
    }
    return notes + (reading.map(DiagnosisNotes.notes) ?? [])
  }

  static func note(onStray reply: Reply) -> Note {
    Note(
      .reply, code: reply.code.value, gist: gist(of: reply.code), rule: .smtp("3.8"),
      text: reply.code.value == 421
        ? Phrase(
          en:
            "Unasked: the server closes the connection. Nothing more can be sent; connect again later.",
          zh: "服务器主动发言：它要关闭连接。不能再发送任何内容；请稍后重新连接。")
        : reply.code.value == 221
          ? Phrase(
            en: "Unasked: the server says goodbye and closes the connection.",
            zh: "服务器主动发言：它道别并关闭连接。")
          : Phrase(
            en: "Unasked: this reply answers no command.",
            zh: "服务器主动发言：这个响应不对应任何命令。"))
  }

  static func gist(of code: ReplyCode) -> Phrase {
    ReplyMeaning.severity(code.severity) + .verbatim(" · ")
      + ReplyMeaning.category(code.category)
  }

  static func permanence(_ code: ReplyCode) -> Note {
    Note(
      .reply, code: code.value, rule: .smtp("4.2.1"), isRemark: true,
      text: Phrase(
        en:
          "Permanent means: sent again as it is, this same line will fail again. Change the line, or what comes before it.",
        zh: "“永久失败”是说：同样的一行原样再发，还会失败。要改的是这一行，或者它前面的步骤。"))
  }

  private static let early = Phrase(
    en:
      "This error came before the final dot, and counts as the reply to the message. Type the dot all the same; byhand does not wait for a second reply.",
    zh: "这个错误在结束的句点之前就到了，算作对这封邮件的响应。请照样输入句点；byhand 不会再等第二个响应。")
  private static let unknownCapability = Phrase(
    en: "An extension that byhand does not know; a client ignores what it does not understand.",
    zh: "byhand 不认识的扩展；客户端会忽略自己不懂的扩展。")
}
