/// One way in which a practice server is told to behave, so that a class can see what mail does then. Deterministic: the same
/// clients get the same answers.
package enum Behaviour: Hashable, Sendable {
  /// Nobody listens: connections are refused.
  case down
  /// Every reply takes so many milliseconds.
  case slow(Int)
  /// 450 to a sender and recipient seen for the first time from a client (RFC 6647).
  case greylist
  /// Every mailbox is full: 452 (RFC 3463 X.2.2).
  case full
  /// 421 to whatever is said (RFC 5321 §3.8).
  case closing
  /// Says nothing of 8BITMIME, and takes the eighth bit away, as servers of the lecture's time did (RFC 6152 §1).
  case strip8Bit
  /// 221 and gone for a client that speaks HTTP, as Postfix does.
  case postfixGET
  /// 452 to each recipient of a message after so many (RFC 5321 §4.5.3.1.10).
  case recipients(Int)
  /// This code to this request: always, or the nth time it comes.
  case reject(AnsweredRequest, code: Int, nth: Int?)
  /// The connection is dropped: instead of the reply, or after it.
  case drop(AnsweredRequest, isAfterReply: Bool, nth: Int?)
}
