/// What is wrong with a typed line of a request's header (RFC 9112 §5).
package struct HTTPFieldFault: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The next request, but the one before has no empty line yet.
    case requestInside
    /// A dot ends a message of SMTP; a header ends with an empty line.
    case dot
    /// `QUIT`: a command of another protocol.
    case mailCommand
    case fullWidth, lineEndTyped
    case spaceBeforeColon, missingColon
    /// A line that begins with a space continues the one before: obsolete, and refused (RFC 9112
    /// §5.2).
    case folded
    case other
  }

  package let kind: Kind
  /// In octets from the line's start.
  package let offset: Int
  /// `nil`: no single line would have been right.
  package let right: String?

  /// `isField`: whether a word is the name of a field that is in use.
  package static func first(
    in line: [UInt8], isField: (String) -> Bool
  ) -> HTTPFieldFault? {
    guard let cleaned = CleanedLine(line) else { return HTTPFieldFault(.other, 0, nil) }
    let text = cleaned.text[...].string
    let words = text.split(separator: " ").map(String.init)
    if HTTPRequestLine(Array(text.utf8)) != nil
      || words.count < 4 && HTTPRequestFault.methods.contains(words.first ?? "")
    {
      return HTTPFieldFault(.requestInside, 0, nil)
    }
    if text == "." { return HTTPFieldFault(.dot, 0, nil) }
    if !text.contains(":"), Verb((words.first ?? "").utf8) != nil {
      return HTTPFieldFault(.mailCommand, 0, nil)
    }
    let right = mended(text, isField)
    for (trap, offset) in cleaned.traps.sorted(by: { $0.offset < $1.offset }) {
      switch trap {
      // In a value, full-width characters may be meant.
      case .fullWidth where HTTPField(line) == nil: return HTTPFieldFault(.fullWidth, offset, right)
      case .literalBackslashRN: return HTTPFieldFault(.lineEndTyped, offset, right)
      case .leadingSpace: return HTTPFieldFault(.folded, 0, right)
      default: continue
      }
    }
    guard HTTPField(line) == nil else { return nil }
    if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let name = line[..<colon].prefix(while: \.isTokenCharacter)
      let isSpaced = !name.isEmpty && line[name.endIndex..<colon].allSatisfy { $0 <= .space }
      return isSpaced
        ? HTTPFieldFault(.spaceBeforeColon, name.endIndex, right) : HTTPFieldFault(.other, 0, right)
    }
    guard let name = words.first, right != nil else { return HTTPFieldFault(.other, 0, nil) }
    return HTTPFieldFault(.missingColon, name.utf8.count, right)
  }

  private init(_ kind: Kind, _ offset: Int, _ right: String?) {
    self.kind = kind
    self.offset = offset
    self.right = right
  }

  /// A name, a colon, a value: made from what was typed, where it has a name.
  private static func mended(_ text: String, _ isField: (String) -> Bool) -> String? {
    let stop = text.firstIndex(of: ":") ?? text.firstIndex(of: " ") ?? text.endIndex
    let name = text[..<stop].split(separator: " ").joined()
    let value = stop < text.endIndex ? text[text.index(after: stop)...].drop { $0 == " " } : ""
    // A suggestion is kept and shown, so it never holds a secret.
    guard HTTPDialogue.secretStart(in: Array(text.utf8), from: .client) == nil else { return nil }
    let isNamed = !name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter)
    guard isNamed, text.contains(":") || isField(name), value.utf8.allSatisfy({ !$0.isControl })
    else { return nil }
    return "\(name): \(value)"
  }
}
