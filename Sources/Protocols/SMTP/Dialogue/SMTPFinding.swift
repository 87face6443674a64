/// What a client line asks, as far as it could be read.
package enum SMTPRequest: Hashable, Sendable {
  /// The connection itself: the greeting answers it.
  case connection
  case command(Command)
  /// A line that is not a command; `verb` where at least its first word is one.
  case malformed(verb: Verb?, SyntaxError)
  /// The single dot. `octets`: the message's length, line ends counted, stuffed dots not.
  case endOfData(octets: Int)
  case authResponse

  package var kind: AnsweredRequest {
    switch self {
    case .connection: .connection
    case .command(let command): .verb(command.verb)
    case .malformed(let verb, _): verb.map { .verb($0) } ?? .unknownCommand
    case .endOfData: .endOfData
    case .authResponse: .authResponse
    }
  }
}

/// One request and its whole reply.
package struct SMTPExchange: Hashable, Sendable {
  package let request: SMTPRequest
  /// The request's: nearly all readers ask for it.
  package let kind: AnsweredRequest
  package let reply: Reply
  package let before: State
  package let after: State

  init(request: SMTPRequest, reply: Reply, before: State, after: State) {
    (self.request, kind, self.reply) = (request, request.kind, reply)
    (self.before, self.after) = (before, after)
  }

  /// An error that answers a message whose final dot has not been sent.
  package var isEarly: Bool { kind == .endOfData && after == .content }
}

/// What was found in one piece of an SMTP conversation. The large ones stand apart (`indirect`), so
/// that the many small ones are copied at little cost.
package enum SMTPFinding: Hashable, Sendable {
  /// A client line, and the state in which it was sent.
  case request(SMTPRequest, Line, in: State)
  /// A line of the message, numbered from 1 within it.
  case content(Line, number: Int)
  /// Octets of a message that comes by BDAT, as they came.
  case chunk([UInt8])
  /// A line of a reply, numbered from 1 within it; `to` is `nil` where nothing was asked.
  case replyLine(ReplyLine, number: Int, to: AnsweredRequest?)
  indirect case exchange(SMTPExchange)
  /// A whole reply that answers nothing.
  case stray(Reply)
  /// A server line that is not a line of a reply.
  case mangled(Line)
  /// A line of a reply whose code is not that of the lines before it (RFC 5321 §4.2.1).
  case inconsistent(ReplyLine)
  /// Part of a server line that is too long to keep, or was cut off by the end of the connection.
  /// `octets` counts the line so far, without its end.
  case overlong(Line, octets: Int)
  /// A message has begun: MAIL was accepted. Numbered from 1 within the conversation.
  case transaction(Int)
  /// The end of data was answered 2xx.
  case accepted(Envelope, octets: Int)
}
