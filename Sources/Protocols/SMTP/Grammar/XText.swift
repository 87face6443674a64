/// `xtext`, the coding of values in parameters (RFC 3461 §4).
package enum XText {
  // xtext = *( xchar / hexchar )
  // xchar = any ASCII CHAR between "!" and "~" inclusive, except for "+" and "="
  // hexchar = "+" followed by two upper case hexadecimal digits
  package static func encoded(_ octets: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for octet in octets {
      if isPlain(octet) {
        text.append(octet)
      } else {
        text += [.plus, digits[Int(octet >> 4)], digits[Int(octet & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `nil` where the text is not xtext.
  package static func decoded(_ text: some StringProtocol) -> [UInt8]? {
    var octets: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
      if octet == .plus {
        guard let high = rest.popFirst().flatMap(digits.firstIndex),
          let low = rest.popFirst().flatMap(digits.firstIndex)
        else { return nil }
        octets.append(UInt8(high << 4 | low))
      } else {
        guard isPlain(octet) else { return nil }
        octets.append(octet)
      }
    }
    return octets
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  private static func isPlain(_ octet: UInt8) -> Bool {
    octet.isVisible && octet != .plus && octet != .equals
  }
}
