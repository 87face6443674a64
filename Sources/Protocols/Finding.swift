/// What was found in one piece of a conversation. Readers (annotator, judge, comparison) read findings, not octets.
package enum Finding: Hashable, Sendable {
  /// A new phase has begun.
  case phase(Phase)
  case smtp(SMTPFinding)
  case http(HTTPFinding)
  /// The piece holds a secret, which begins after `kept` octets. It must not be recorded.
  case secret(kept: Int)
}

/// What a typed line would be, now.
package enum TypedLine: Hashable, Sendable {
  case command
  case content
  case secret
  /// HTTP: a field of the header, or the empty line that ends it.
  case headerField
  /// Whatever the protocol that HTTP has given way to asks for.
  case otherProtocol
  /// The other side's turn.
  case nothing
}

/// What the conversation lets its client do next.
package struct Guidance: Hashable, Sendable {
  /// `nil` in HTTP, which has no phases.
  package let phase: Phase?
  package let typed: TypedLine
}
