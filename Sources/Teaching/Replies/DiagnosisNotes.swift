import Language
import Protocols
import Transcripts

/// What a real server's refusal comes down to, and what to do. The practice world's servers speak
/// as the lecture does, and their replies are explained by their codes.
enum DiagnosisNotes {
  /// One line for the diagnosis and one for the advice.
  static func notes(_ reading: ReplyReading) -> [Note] {
    [
      Note(
        .reply, code: reading.code?.value, gist: reading.gist, text: reading.meaning),
      Note(.reply, code: reading.code?.value, isRemark: true, text: reading.whatToDo),
    ]
  }

  /// `nil` where there is nothing to diagnose. What byhand has said of a mistake in the student's
  /// own line is more exact than anything the server says of it.
  static func reading(
    of exchange: SMTPExchange, _ context: EventContext, _ advice: RequestAdvice?
  ) -> ReplyReading? {
    let reading = reading(of: exchange.reply, answering: exchange.answered, context)
    guard let reading, [.syntax, .badSequence, .policy].contains(reading.diagnosis) else {
      return reading
    }
    // A command that the server does not offer has nothing to repair, and the code says just that.
    return advice != nil || exchange.reply.code.value == 502 ? nil : reading
  }

  static func reading(
    of reply: Reply, answering request: AnsweredRequest?, _ context: EventContext
  ) -> ReplyReading? {
    guard reply.severity.isFailure, let opening = context.conversation?.opening,
      !opening.isPractice, context.recorder == .client
    else { return nil }
    return ReplyReading(reply.octets, answering: request)
  }
}

extension ReplyReading {
  /// Its words or its enhanced code give the reason. What the codes may mean otherwise would mislead,
  /// and where they contradict, the diagnosis says so itself.
  var isCertain: Bool {
    switch basis {
    case .wording, .enhanced: true
    case .success, .code, .nothing: false
    }
  }
}

extension Reply {
  /// Its lines, with the code before each.
  fileprivate var octets: [UInt8] {
    Array(lines.map { Array("\(code) ".utf8) + $0 }.joined(separator: [.lineFeed]))
  }
}
