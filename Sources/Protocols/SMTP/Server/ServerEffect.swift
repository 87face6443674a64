/// What a server session wants done. The shell obeys, in this order, and decides nothing.
package enum ServerEffect: Hashable, Sendable {
  case reply(Reply)
  /// A block of the message as it is to be stored: dots unstuffed, CR LF kept. A short message
  /// makes no block: it comes whole with the question to store it.
  case content([UInt8])
  /// The message is to be thrown away: it was refused at its end.
  case discardContent
  /// The session is suspended until `answer` is called; later lines wait.
  case ask(ServerQuestion)
  /// The 220 before it goes out, and TLS's handshake begins; the session is suspended until
  /// `secured` is called. What has come in clear behind STARTTLS must never be heard
  /// (CVE-2011-0411).
  case secure
  /// Close once the replies are written: the client has said QUIT, and sends nothing more (RFC 5321
  /// §4.1.1.10).
  case close
  /// The same, but the server wants to end: the client may still be sending.
  case leave
  /// Close at once, without a reply.
  case drop
}

/// What the session cannot decide alone.
package enum ServerQuestion: Hashable, Sendable {
  /// Put the message on disk, `last` behind its blocks. 250 is said only after the answer.
  case store(Delivery, last: [UInt8])
  /// How to answer a request that could proceed. Asked only where the policy says so.
  case consult(Consultation)
}

/// A request that the standard gives no reason to refuse.
package struct Consultation: Hashable, Sendable {
  package let request: AnsweredRequest
  /// With the sender or recipient of this request.
  package let envelope: Envelope
}

/// What the store needs to know of a message (RFC 5321 §4.4).
package struct Delivery: Hashable, Sendable {
  package let envelope: Envelope
  /// The mailboxes of this server, in lower case, each once.
  package let users: [String]
  /// The name the client gave in HELO or EHLO.
  package let clientName: String
  package let isExtended: Bool
  /// Who has logged in, in lower case.
  package let user: String?
  /// It came under TLS.
  package let isSecured: Bool
}

package enum ServerAnswer: Hashable, Sendable {
  case stored
  case full
  case failed
  /// The store may not take this message.
  case refused(Reply)
  case advice(Advice)

  /// The answer to a consultation.
  package enum Advice: Hashable, Sendable {
    case proceed
    /// Proceed, from now on under another policy. It is asked for at the session's beginning.
    /// Indirect, or else every answer would be as large as a policy.
    indirect case adopt(ServerPolicy)
    case refuse(Reply)
    /// Give this reply, and end the connection.
    case leave(Reply)
    case drop
    case dropAfterReply
  }
}
