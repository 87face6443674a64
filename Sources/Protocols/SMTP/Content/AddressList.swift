/// The addresses in a field such as `From:` or `Return-Path:` (RFC 5322 §3.4), to compare them with
/// an envelope's. Nothing is checked: they are what a reader would take for addresses.
package enum AddressList {
  /// Longer ones are passed over: a path has at most 256 octets (RFC 5321 §4.5.3.1.3).
  private static let longest = 512
  private static let limit = 100

  /// Those in angle brackets and those that stand alone. Names and comments are passed over.
  package static func addresses(in value: some Sequence<UInt8>) -> [String] {
    var reader = Reader()
    for octet in value { reader.take(octet) }
    reader.finish()
    return reader.addresses
  }

  private struct Reader {
    var addresses: [String] = []
    private var word: [UInt8] = []
    private var comments = 0
    private var isQuoted = false
    private var isEscaped = false

    mutating func take(_ octet: UInt8) {
      if isEscaped {
        isEscaped = false
        return append(octet)
      }
      switch octet {
      case .backslash:
        isEscaped = true
        append(octet)
      case .quote where comments == 0:
        isQuoted.toggle()
        append(octet)
      case _ where isQuoted: append(octet)
      case UInt8(ascii: "("): comments += 1
      case UInt8(ascii: ")"): comments = max(0, comments - 1)
      case _ where comments > 0: break
      // What stood before is a name, a group's name or a route. An address literal has colons.
      case .opening,
        .colon where !word.contains(UInt8(ascii: "[")):
        word = []
      case .closing, .comma, .semicolon: finish()
      default: append(octet)
      }
    }

    private mutating func append(_ octet: UInt8) {
      if comments == 0, word.count <= AddressList.longest { word.append(octet) }
    }

    mutating func finish() {
      defer { word = [] }
      // Without its closing mark, a quoted name is not known to end.
      if isQuoted { return }
      let text = word.drop { $0 <= .space }
      guard let end = text.lastIndex(where: { $0 > .space }), text.contains(.at),
        word.count <= AddressList.longest, addresses.count < AddressList.limit
      else { return }
      addresses.append(String(decoding: text[...end], as: UTF8.self))
    }
  }
}
