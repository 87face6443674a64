import Protocols

/// Writes header fields: folded (RFC 5322 §2.2.3), and encoded where they are more than ASCII (RFC
/// 2047, RFC 2231). Any value stays one field.
enum HeaderWriter {
  /// RFC 5322 §2.1.1: a line should have no more.
  private static let lineLength = 78

  /// A field of free text, such as Subject.
  static func text(_ name: String, _ value: String) -> [UInt8] {
    guard mustBeEncoded(value) else { return folded(name, words(of: " " + value)) }
    let encoded = EncodedWord.encoded(value, firstRoom: 76 - name.utf8.count - 2)
    return line("\(name): " + encoded.joined(separator: "\r\n "))
  }

  /// A field of addresses, folded between them. They are not encoded: RFC 2047 has no words for
  /// addresses, and RFC 6532 lets UTF-8 stand as it is.
  static func list(_ name: String, _ items: [String]) -> [UInt8] {
    let last = items.count - 1
    return folded(
      name, items.enumerated().map { " " + safe($1) + ($0 == last ? "" : ",") })
  }

  /// A value with parameters, a line each: `image/png; name="a.png"` (RFC 2045 §5.1).
  static func parameterized(
    _ name: String, _ value: String, _ parameters: [(name: String, value: String)]
  ) -> [UInt8] {
    let written = parameters.flatMap { parameter($0.name, $0.value) }
    return line(([safe("\(name): \(value)")] + written).joined(separator: ";\r\n "))
  }

  // MARK: Folding

  /// Each word comes with the space before it; the first stays beside the name.
  private static func folded(_ name: String, _ words: [String]) -> [UInt8] {
    var result = "\(name):"
    var length = result.utf8.count
    for (number, word) in words.enumerated() {
      if number > 0, length + word.utf8.count > lineLength {
        result += "\r\n"
        length = 0
      }
      result += word
      length += word.utf8.count
    }
    return line(result)
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character == " ", word.last.map({ $0 != " " }) ?? false {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return words + [word]
  }

  private static func line(_ text: String) -> [UInt8] {
    Array(text.utf8) + Ending.crlf.octets
  }

  /// Written plainly, readers would not get the value back: it is not ASCII, or has a control,
  /// blanks at its ends, something that looks encoded, or a word that cannot be folded.
  private static func mustBeEncoded(_ value: String) -> Bool {
    let octets = Array(value.utf8)
    return !octets.allSatisfy { $0 == .space || $0.isVisible }
      || octets.first == .space || octets.last == .space
      || value.contains("=?")
      || octets.split(separator: .space).contains { $0.count > 900 }
      || value.contains(String(repeating: " ", count: lineLength))
  }

  /// Characters that could begin another field become `?`.
  private static func safe(_ text: String) -> String {
    var result = "".unicodeScalars
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      result.append(isControl ? "?" : scalar)
    }
    return String(result)
  }

  // MARK: Parameters

  /// A quoted-string where the value is short and ASCII, else RFC 2231's form, in pieces where it
  /// is long. An encoded-word is not allowed here (RFC 2047 §5).
  private static func parameter(_ name: String, _ value: String) -> [String] {
    let octets = Array(value.utf8)
    if octets.count <= 60, octets.allSatisfy({ $0 == .space || $0.isVisible }) {
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return ["\(name)=\"\(escaped)\""]
    }
    let pieces = percentEncoded(octets)
    guard pieces.count > 1 else { return ["\(name)*=UTF-8''\(pieces.joined())"] }
    return pieces.enumerated().map { number, piece in
      "\(name)*\(number)*=\(number == 0 ? "UTF-8''" : "")\(piece)"
    }
  }

  /// Pieces of at most 54 characters, none of them cut inside a `%XX`.
  private static func percentEncoded(_ octets: [UInt8]) -> [String] {
    var pieces = [""]
    for octet in octets {
      let isPlain = octet.isVisible && !#"*'%()<>@,;:\"/[]?="#.utf8.contains(octet)
      let text = isPlain ? [octet] : HexEscape.escaped(octet, mark: .percent)
      if pieces[pieces.count - 1].utf8.count + text.count > 54 { pieces.append("") }
      pieces[pieces.count - 1] += String(decoding: text, as: UTF8.self)
    }
    return pieces
  }
}

extension EncodedWord {
  /// The text as encoded-words of UTF-8 (RFC 2047 §2): each of at most 75 characters, each of whole
  /// characters (§5), in B or Q, whichever is shorter.
  static func encoded(_ text: String, firstRoom: Int) -> [String] {
    let scalars = text.unicodeScalars.map { Array(String($0).utf8) }
    let quoted = scalars.reduce(0) { $0 + qLength(of: $1) }
    let isQ = quoted < (text.utf8.count + 2) / 3 * 4
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in scalars {
      let room = min(75, words.isEmpty ? firstRoom : 75) - "=?UTF-8?B?".count - "?=".count
      let longer = word + scalar
      let length = isQ ? qLength(of: longer) : (longer.count + 2) / 3 * 4
      if length > room, !word.isEmpty {
        words.append(written(word, isQ))
        word = scalar
      } else {
        word = longer
      }
    }
    return words + [written(word, isQ)]
  }

  private static func written(_ octets: [UInt8], _ isQ: Bool) -> String {
    let text = isQ ? octets.flatMap(q) : TransferEncoding.base64Encoded(octets)
    return "=?UTF-8?\(isQ ? "Q" : "B")?\(String(decoding: text, as: UTF8.self))?="
  }

  private static func qLength(of octets: [UInt8]) -> Int {
    octets.reduce(0) { $0 + q($1).count }
  }

  /// RFC 2047 §5 (3): what may stand in any place.
  private static func q(_ octet: UInt8) -> [UInt8] {
    if octet == .space { return [.underscore] }
    let isPlain = octet.isLetterOrDigit || "!*+-/".utf8.contains(octet)
    return isPlain ? [octet] : HexEscape.escaped(octet, mark: .equals)
  }
}
