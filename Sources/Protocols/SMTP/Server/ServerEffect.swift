/// What a server session wants done. The shell obeys, in this order, and decides nothing.
package enum ServerEffect: Hashable, Sendable {
  case reply(Reply)
  /// A block of the message as it is to be stored: dots unstuffed, CR LF kept. A short message comes in no block, but
  /// whole with the question whether it is stored.
  case content([UInt8])
  /// The message is to be thrown away: it was refused at its end.
  case discardContent
  /// The session is suspended until `answer` is called; later lines wait.
  case ask(ServerQuestion)
  /// After what was said is written: the client has said QUIT, and has nothing more to send (RFC 5321 §4.1.1.10).
  case close
  /// The same, of the server's own accord: the client may be sending still.
  case leave
  /// At once, and without a word.
  case drop
}

/// What the session cannot decide itself.
package enum ServerQuestion: Hashable, Sendable {
  /// Put the message on disk, `last` behind its blocks. 250 is said only after the answer.
  case store(Delivery, last: [UInt8])
  /// Only where the policy says that there is somebody to ask: how to answer a request that could proceed.
  case consult(Consultation)
}

/// A request that nothing in the standard refuses.
package struct Consultation: Hashable, Sendable {
  package let request: AnsweredRequest
  /// With the recipient of this very request, where it is one.
  package let envelope: Envelope
}

/// What the store needs to know of a message (RFC 5321 §4.4).
package struct Delivery: Hashable, Sendable {
  package let envelope: Envelope
  /// The mailboxes of this server, as folders: lower case, no one twice.
  package let users: [String]
  /// The name the client gave in HELO or EHLO.
  package let clientName: String
  package let isExtended: Bool
}

package enum ServerAnswer: Hashable, Sendable {
  case stored
  case full
  case failed
  case advice(Advice)

  /// What comes of a consultation.
  package enum Advice: Hashable, Sendable {
    case proceed
    /// The session goes on under another policy; asked at its beginning.
    /// Indirect: else every answer would be as large as a policy.
    indirect case adopt(ServerPolicy)
    case refuse(Reply)
    /// The reply, and the end.
    case leave(Reply)
    case drop
    case dropAfterReply
  }
}
