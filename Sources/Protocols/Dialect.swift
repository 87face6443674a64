/// Which protocol a conversation speaks.
package enum Dialect: String, Hashable, Sendable, CaseIterable {
  case smtp, http
}
