import Protocols

/// Octets to text, by the name of a charset (RFC 2978).
///
/// UTF-8, US-ASCII and ISO-8859-1 are read here; `others` reads further ones, as `system` has it.
package struct Charsets: Sendable {
  /// Gets the charset's name in lower case; answers `nil` where it does not know it.
  package typealias Decoder = @Sendable (_ charset: String, _ octets: [UInt8]) -> String?

  package static let builtIn = Charsets { _, _ in nil }

  private let others: Decoder

  package init(others: @escaping Decoder) {
    self.others = others
  }

  /// `nil` where the charset is unknown: the octets then stay as they are.
  package func decoded(_ octets: [UInt8], as charset: String) -> String? {
    let name = charset.lowercasedASCII
    switch name {
    // US-ASCII is read as UTF-8, which it is a part of: many a mailer names it and sends UTF-8.
    case "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "iso646-us":
      return String(decoding: octets, as: UTF8.self)
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1":
      // ISO 8859-1's 256 values are Unicode's first 256.
      var text = String.UnicodeScalarView()
      for octet in octets { text.append(Unicode.Scalar(octet)) }
      return String(text)
    default:
      return others(name, octets)
    }
  }
}
