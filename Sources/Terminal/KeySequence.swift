/// One key press.
package enum Key: Hashable, Sendable {
  /// A printable key. What an input method for Chinese makes of a key of ASCII is that key.
  case character(Character)
  /// `eraseLine`: Ctrl-U.
  case enter, backspace, eraseLine, left, right, up, down, home, end, pageUp, pageDown
  case escape
  /// Ctrl-C, Ctrl-D, or the end of the input.
  case leave
}

/// The octets that terminals send for a key (ECMA-48 §5.4; xterm, VT220, Linux console, rxvt).
enum KeySequence {
  /// `nil` for a key that has no meaning here.
  ///
  /// - Parameters:
  ///   - next: the next octet, where it came together with those before it.
  ///   - giveBack: takes an octet that belongs to the next key.
  static func key(_ first: UInt8, next: () -> UInt8?, giveBack: (UInt8) -> Void) -> Key? {
    switch first {
    case 0x03, 0x04: .leave
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x15: .eraseLine
    case 0x1B: escape(next, giveBack)
    case 0x20...0x7E: .character(Character(Unicode.Scalar(first)))
    default: scalar(first, next).map { .character(Character($0.keyOfASCII)) }
    }
  }

  /// A lone ESC is the Escape key. So is one with another key right behind it: on a busy machine,
  /// keys that were pressed one after the other arrive together.
  private static func escape(_ next: () -> UInt8?, _ giveBack: (UInt8) -> Void) -> Key? {
    guard let second = next() else { return .escape }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
      giveBack(second)
      return .escape
    }
    var parameter = 0
    var isFirst = true
    while let octet = next() {
      switch octet {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isFirst { parameter = min(parameter * 10 + Int(octet - UInt8(ascii: "0")), 1_000) }
      // Behind the first one stand the keys that are held, such as Shift.
      case 0x20...0x3F: isFirst = false
      case UInt8(ascii: "~"): return numbered(parameter)
      case 0x40...0x7D: return named(octet)
      default: return nil
      }
    }
    return nil
  }

  private static func named(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    // The keypad's Enter.
    case UInt8(ascii: "M"): .enter
    default: nil
    }
  }

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    default: nil
    }
  }

  private static func scalar(_ first: UInt8, _ next: () -> UInt8?) -> Unicode.Scalar? {
    guard (0xC2...0xF4).contains(first) else { return nil }
    var decoder = KeyDecoder()
    decoder.take([first])
    while !decoder.hasKey, let octet = next(), octet & 0xC0 == 0x80 { decoder.take([octet]) }
    return decoder.next()
  }
}

extension Unicode.Scalar {
  /// The key that was meant where an input method was on: `ｌ` is l, `。` the dot.
  fileprivate var keyOfASCII: Unicode.Scalar {
    switch value {
    // Full-width forms stand in the order of ASCII.
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    case 0x3001: ","
    case 0x3002: "."
    case 0x3010, 0x300C: "["
    case 0x3011, 0x300D: "]"
    case 0x2014: "-"
    default: self
    }
  }
}
