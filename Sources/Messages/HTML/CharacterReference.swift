import Protocols

/// `&amp;`, `&#20320;`, `&#x4F60;` (WHATWG HTML §13.2.5.72).
enum CharacterReference {
  /// The text with its references replaced; everything else stays as it is.
  static func resolved(_ octets: ArraySlice<UInt8>) -> String {
    guard octets.contains(UInt8(ascii: "&")) else { return String(decoding: octets, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    var rest = octets
    while let octet = rest.first {
      if octet == UInt8(ascii: "&"), let (meant, length) = first(in: rest) {
        result += Array(meant.utf8)
        rest = rest.dropFirst(length)
      } else {
        result.append(octet)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What the reference at the beginning means, and its length in octets.
  static func first(in octets: ArraySlice<UInt8>) -> (meant: String, length: Int)? {
    let body = octets.dropFirst()
    if body.first == UInt8(ascii: "#") { return numeric(body.dropFirst()) }
    let name = body.prefix(12).prefix { $0 != .semicolon }
    guard octets.count > name.count + 1, body.dropFirst(name.count).first == .semicolon,
      let meant = names[String(decoding: name, as: UTF8.self)]
    else { return nil }
    return (meant, name.count + 2)
  }

  /// The semicolon may be missing (§13.2.5.80), and leading zeros do not hide anything.
  private static func numeric(_ body: ArraySlice<UInt8>) -> (meant: String, length: Int)? {
    let isHex = body.first.map { $0.lowercased == UInt8(ascii: "x") } ?? false
    let digits = (isHex ? body.dropFirst() : body).prefix {
      isHex ? $0.isHexDigit : $0.isDigit
    }
    guard !digits.isEmpty else { return nil }
    var number: UInt32 = 0
    for digit in digits {
      number = min(0x11_0000, number * (isHex ? 16 : 10) + UInt32(digit.hexValue ?? 0))
    }
    let hasEnd = body.dropFirst(digits.count + (isHex ? 1 : 0)).first == .semicolon
    let scalar = number == 0 ? nil : Unicode.Scalar(number)
    return (
      String(scalar ?? "\u{FFFD}"), 2 + (isHex ? 1 : 0) + digits.count + (hasEnd ? 1 : 0)
    )
  }

  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©",
    "reg": "®", "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "middot": "·",
    "bull": "•", "euro": "€", "pound": "£", "yen": "¥", "sect": "§", "deg": "°", "times": "×",
    "frac12": "½", "larr": "←", "rarr": "→", "check": "✓", "eacute": "é", "egrave": "è",
    "ecirc": "ê", "agrave": "à", "acirc": "â", "ccedil": "ç", "icirc": "î", "ocirc": "ô",
    "oelig": "œ", "uuml": "ü", "ouml": "ö", "auml": "ä", "Uuml": "Ü", "Ouml": "Ö", "Auml": "Ä",
    "szlig": "ß", "ensp": " ", "emsp": " ", "thinsp": " ", "zwnj": "", "zwj": "", "shy": "",
    "Tab": "\t", "NewLine": "\n", "colon": ":", "sol": "/", "lpar": "(", "rpar": ")",
  ]
}
