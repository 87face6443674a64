/// An error that came while a message was under way, before its final dot. Part of `SMTPDialogue`,
/// which explains how the parts work together.
enum EarlyRefusal: Hashable, Sendable {
  case none
  /// The message is refused, and its text goes on.
  case beforeDot
  /// The dot has been sent. Some servers answer it a second time, others do not.
  case afterDot(Envelope, octets: Int)
}
