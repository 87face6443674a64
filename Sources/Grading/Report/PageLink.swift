/// Addresses of pages beside a page.
enum PageLink {
  /// A relative address (RFC 3986 §4.2). No octet of the path can end it, and none names a scheme.
  static func to(_ path: String) -> String {
    path.utf8.reduce(into: "") { address, octet in
      address += isPlain(octet) || octet == UInt8(ascii: "/") ? letter(octet) : "%" + hex(octet)
    }
  }

  /// One file's name, another for each text: letters, digits and hyphens stay as they are.
  static func fileName(of text: String) -> String {
    let name = text.utf8.reduce(into: "") { name, octet in
      name += isAlphanumeric(octet) || octet == UInt8(ascii: "-") ? letter(octet) : "_" + hex(octet)
    }
    guard name.utf8.count > longestName else { return name }
    return name.prefix(longestName) + "_" + String(hash(text), radix: 16)
  }

  private static let longestName = 120

  private static func isAlphanumeric(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    isAlphanumeric(octet)
      || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(octet)
  }

  private static func letter(_ octet: UInt8) -> String { String(Unicode.Scalar(octet)) }

  private static func hex(_ octet: UInt8) -> String {
    let digits = String(octet, radix: 16, uppercase: true)
    return (digits.count == 1 ? "0" : "") + digits
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
