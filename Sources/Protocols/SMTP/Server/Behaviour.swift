/// One way in which a practice server can be told to behave, so that a class can see how mail copes
/// with it. Deterministic: the same clients get the same answers.
package enum Behaviour: Hashable, Sendable {
  /// The ports are closed: connections are refused.
  case down
  /// Every reply takes this many milliseconds.
  case slow(Int)
  /// 450 to a sender and recipient seen for the first time from a client (RFC 6647).
  case greylist
  /// Every mailbox is full: 452 (RFC 3463 X.2.2).
  case full
  /// 421 to every command (RFC 5321 §3.8).
  case closing
  /// Does not offer 8BITMIME, and clears the eighth bit, as old servers did (RFC 6152 §1).
  case strip8Bit
  /// Says 221 to a client that speaks HTTP and closes, as Postfix does.
  case postfixGET
  /// A box on the way takes STARTTLS out of what the server offers (RFC 3207 §6).
  case hideSTARTTLS
  /// Takes LF for CR LF, so that a message can end where its sender did not end it
  /// (CVE-2023-51764).
  case lenientEnd
  /// Checks by SPF, DKIM and DMARC, all simulated, who sent a message, and writes down what it found
  /// (RFC 8601).
  case checkSenders
  /// 452 to each recipient of a message after this many (RFC 5321 §4.5.3.1.10).
  case recipients(Int)
  /// This code to this request: always, or the nth time it comes.
  case reject(AnsweredRequest, code: Int, nth: Int?)
  /// Drops the connection: instead of the reply, or after it.
  case drop(AnsweredRequest, isAfterReply: Bool, nth: Int?)
}
