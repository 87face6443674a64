import Protocols
import Transcripts

/// HTTP's Basic authentication (RFC 7617): a name and a password in base64, which does not hide
/// them.
enum BasicAuthorization {
  /// The value of WWW-Authenticate: the realm, and the charset of names and passwords (§2.1).
  ///
  /// - Parameter domain: a domain holds nothing that a quoted-string (RFC 9110 §5.6.4) must escape.
  static func challenge(domain: String) -> String {
    "Basic realm=\"\(domain)\", charset=\"UTF-8\""
  }

  // credentials = "Basic" 1*SP token68; user-pass = user-id ":" password
  /// `nil` where the value does not follow that grammar.
  static func credentials(_ value: String) -> Credentials? {
    let words = value.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "basic",
      let octets = Base64.decoded(String(words[1])),
      // A user-id cannot hold a colon, a password can.
      let colon = octets.firstIndex(of: UInt8(ascii: ":")),
      let name = String(validating: octets[..<colon], as: UTF8.self),
      !octets.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    return Credentials(name: name, password: Array(octets[(colon + 1)...]))
  }
}
