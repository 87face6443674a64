/// What was found in one piece of a conversation. Annotator, judge and comparison read findings,
/// not octets.
package enum Finding: Hashable, Sendable {
  /// A new phase has begun.
  case phase(Phase)
  case smtp(SMTPFinding)
  case http(HTTPFinding)
  /// The piece holds a secret, which begins after `kept` octets. It must not be recorded.
  case secret(kept: Int)
}

/// What a line typed now would be.
package enum TypedLine: Hashable, Sendable {
  case command
  case content
  case secret
  /// HTTP: a field of the header, or the empty line that ends it.
  case headerField
  /// What the protocol wants that HTTP gave way to.
  case otherProtocol
  /// The other side's turn.
  case nothing
}

/// What the client may do next.
package struct Guidance: Hashable, Sendable {
  /// `nil` in HTTP, which has no phases.
  package let phase: Phase?
  package let typed: TypedLine
}
