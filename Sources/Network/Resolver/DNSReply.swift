/// A question to DNS (RFC 1035 §3.2.2, RFC 3596).
package enum DNSQuestion: String, Hashable, Sendable, CaseIterable {
  case mx = "MX"
  case a = "A"
  case aaaa = "AAAA"
}

package enum DNSReply: Hashable, Sendable {
  /// Empty: the name exists, and has no such record.
  case records([DNSRecord])
  /// NXDOMAIN.
  case noSuchName
  case failed(DNSFailure)
}

/// Why a question has no answer. A later try may bring one (RFC 5321 §5.1).
package enum DNSFailure: Hashable, Sendable {
  /// No resolver answered in time, or could be asked.
  case noAnswer
  /// A resolver answered that it cannot: SERVFAIL, REFUSED.
  case refused(code: String)
  /// The user has given up.
  case cancelled
}

package enum DNSRecord: Hashable, Sendable {
  /// The root, an empty name, is the null MX (RFC 7505 §3).
  case mx(preference: Int, exchange: String)
  case address(String)
}
