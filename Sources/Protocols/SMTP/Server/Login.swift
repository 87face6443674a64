/// When a server lets clients log in (RFC 4954). The raw value is the word of world files.
package enum Login: String, Hashable, Sendable, CaseIterable {
  case never
  /// Under TLS: PLAIN and LOGIN send the password itself (RFC 4954 §4).
  case whenSecured = "after-tls"
  /// Also in clear, to show why not.
  case inClear = "in-clear"
}
