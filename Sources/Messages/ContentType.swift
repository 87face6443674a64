import Protocols

/// What a body is: `multipart/mixed; boundary=x` (RFC 2045 §5).
package struct ContentType: Hashable, Sendable {
  /// Both in lower case.
  package let type: String
  package let subtype: String
  package let value: ParameterizedValue

  /// RFC 2045 §5.2: what stands where no Content-Type does.
  package static let plainText = ContentType("text/plain; charset=us-ascii")
  /// RFC 2046 §5.1.5: the default inside multipart/digest.
  static let embeddedMessage = ContentType("message/rfc822")

  /// RFC 2045 §5.2 reads a field that is malformed as text/plain, too.
  package init(_ text: String) { self.init(Array(text.utf8)) }

  package init(_ octets: [UInt8]) {
    let value = ParameterizedValue(octets)
    let halves = value.value.utf8.split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy(Self.isToken) else {
      self = .plainText
      return
    }
    self.type = String(Substring(halves[0]))
    self.subtype = String(Substring(halves[1]))
    self.value = value
  }

  /// `type/subtype`, without parameters.
  package var name: String { "\(type)/\(subtype)" }
  package var isMultipart: Bool { type == "multipart" }
  package var charset: String? { value["charset"] }
  /// RFC 2046 §5.1.1 allows 70 octets; a longer one is read as well, within bounds.
  var boundary: [UInt8]? {
    guard isMultipart, let text = value["boundary"], (1...250).contains(text.utf8.count) else {
      return nil
    }
    return Array(text.utf8)
  }

  // token = 1*<any CHAR except SPACE, CTLs, or tspecials> (RFC 2045 §5.1)
  private static func isToken(_ text: Substring.UTF8View.SubSequence) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isVisible && !#"()<>@,;:\"/[]?="#.utf8.contains($0) }
  }
}
