/// A place in a standard, as it is cited: `RFC 5321 §4.1.1.2`.
package struct Rule: Hashable, Sendable, CustomStringConvertible {
  package let document: String
  package let section: String?

  package init(_ document: String, _ section: String? = nil) {
    self.document = document
    self.section = section
  }

  package var description: String { section.map { "\(document) §\($0)" } ?? document }

  /// RFC 5321, Simple Mail Transfer Protocol.
  package static func smtp(_ section: String) -> Rule { Rule("RFC 5321", section) }
  /// RFC 9110, HTTP Semantics.
  package static func http(_ section: String) -> Rule { Rule("RFC 9110", section) }
  /// RFC 9112, HTTP/1.1.
  package static func http1(_ section: String) -> Rule { Rule("RFC 9112", section) }
}
