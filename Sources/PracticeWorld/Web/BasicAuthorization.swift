import Protocols
import Transcripts

/// HTTP's Basic authentication (RFC 7617): a name and a password in base64, which hides nothing.
enum BasicAuthorization {
  /// What WWW-Authenticate says: of whom, and in which charset a name is to be sent (§2.1).
  ///
  /// - Parameter domain: in its letters there is nothing that a quoted-string (RFC 9110 §5.6.4) would have to escape.
  static func challenge(domain: String) -> String {
    "Basic realm=\"\(domain)\", charset=\"UTF-8\""
  }

  // credentials = "Basic" 1*SP token68; user-pass = user-id ":" password
  /// `nil` where the value is none of Basic's.
  static func credentials(_ value: String) -> Credentials? {
    let words = value.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "basic",
      let octets = Base64.decoded(String(words[1])),
      // A user-id holds no colon, a password may.
      let colon = octets.firstIndex(of: UInt8(ascii: ":")),
      let name = String(validating: octets[..<colon], as: UTF8.self),
      !octets.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    return Credentials(name: name, password: Array(octets[(colon + 1)...]))
  }
}
