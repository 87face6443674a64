/// What a reply answers: the context that gives it its meaning (RFC 5321 §4.3.2).
package enum AnsweredRequest: Hashable, Sendable {
  /// Nothing was asked: the server speaks first.
  case connection
  case verb(Verb)
  /// A line that does not begin with a verb.
  case unknownCommand
  /// The line with the single dot (RFC 5321 §4.1.1.4).
  case endOfData
  /// A client line inside AUTH (RFC 4954 §4).
  case authResponse

  /// Its 235 logs the client in.
  package var isLogin: Bool { self == .verb(.auth) || self == .authResponse }
}
