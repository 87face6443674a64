import Protocols

/// Text beyond ASCII in a header (RFC 2047): `=?UTF-8?B?5L2g5aW9?=`.
package enum EncodedWord {
  /// What was understood is decoded; everything else, unknown charsets included, stays as it
  /// stands.
  package static func decoded(_ octets: [UInt8], charsets: Charsets = .builtIn) -> String {
    var reader = EncodedWordReader(octets: octets[...])
    var result = ""
    // RFC 2047 §5 forbids to part a character between two words; senders do, so neighbours of one
    // charset are joined before they are decoded.
    var words: [Word] = []
    func settle() {
      guard let first = words.first else { return }
      let joined = words.flatMap(\.content)
      if let text = charsets.decoded(joined, as: first.charset) {
        result += text
      } else {
        result += words.map { String(decoding: $0.source, as: UTF8.self) }.joined(separator: " ")
      }
      words = []
    }
    while let piece = reader.next() {
      switch piece {
      case .word(let word):
        if let last = words.last, last.charset != word.charset { settle() }
        words.append(word)
      case .text(let text):
        // RFC 2047 §6.2: white space between two encoded-words is not shown.
        if text.allSatisfy(\.isSpacing), !words.isEmpty, reader.isAtWord { continue }
        settle()
        result += String(decoding: text, as: UTF8.self)
      }
    }
    settle()
    return result
  }
}

private struct Word {
  let charset: String
  let content: [UInt8]
  let source: ArraySlice<UInt8>
}

private enum WordPiece {
  case text(ArraySlice<UInt8>)
  case word(Word)
}

/// Parts a value into encoded-words and what lies between. No octet is looked at more than a few
/// times: a search for a word's end stops at the next `?`, `=` or blank, so searches do not
/// overlap.
private struct EncodedWordReader {
  var octets: ArraySlice<UInt8>
  private var following: (word: Word, end: Int)?

  init(octets: ArraySlice<UInt8>) {
    self.octets = octets
  }

  var isAtWord: Bool { following != nil }

  mutating func next() -> WordPiece? {
    if let found = following {
      following = nil
      octets = octets[found.end...]
      return .word(found.word)
    }
    guard !octets.isEmpty else { return nil }
    var index = octets.startIndex
    while let start = octets[index...].firstIndex(of: .equals) {
      if let found = word(at: start) {
        let text = octets[..<start]
        following = found
        return text.isEmpty ? next() : .text(text)
      }
      index = start + 1
    }
    let rest = octets
    octets = octets.suffix(0)
    return .text(rest)
  }

  // encoded-word = "=?" charset "?" encoding "?" encoded-text "?="
  private func word(at start: Int) -> (Word, Int)? {
    let rest = octets[start...]
    guard rest.starts(with: [UInt8.equals, UInt8.question]),
      let charset = token(from: start + 2),
      let encoding = token(from: charset.endIndex + 1), encoding.count == 1,
      let text = token(from: encoding.endIndex + 1, allowing: .equals),
      text.endIndex + 1 < rest.endIndex, rest[text.endIndex + 1] == .equals
    else { return nil }
    // RFC 2231 §5: a language may follow the charset, after a star.
    let name = charset.prefix { $0 != UInt8(ascii: "*") }
    guard !name.isEmpty, let letter = encoding.first?.lowercased else { return nil }
    let content: [UInt8]
    switch letter {
    case UInt8(ascii: "b"): content = TransferEncoding.base64.decoded(text)
    case UInt8(ascii: "q"): content = Self.qDecoded(text)
    default: return nil
    }
    let end = text.endIndex + 2
    let charsetName = String(decoding: name, as: UTF8.self).lowercasedASCII
    return (Word(charset: charsetName, content: content, source: rest[..<end]), end)
  }

  /// Printable octets up to the next `?`, which must be there.
  private func token(from start: Int, allowing extra: UInt8? = nil) -> ArraySlice<UInt8>? {
    guard start < octets.endIndex,
      let end = octets[start...].firstIndex(where: {
        $0 == .question || !$0.isVisible || ($0 == .equals && extra != .equals)
      }), octets[end] == .question
    else { return nil }
    return octets[start..<end]
  }

  /// RFC 2047 §4.2: quoted-printable, but with `_` for the space.
  private static func qDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let spaced = text.map { $0 == UInt8(ascii: "_") ? UInt8.space : $0 }
    return HexEscape.decoded(spaced[...], mark: .equals)
  }
}
