import Language
import Messages
package import Protocols

/// A reply as it is matched with wordings: its codes taken off, everything else folded, so that the
/// same words are the same octets.
///
/// Every step passes over the reply once, whatever stands in it.
package struct ReplyText: Hashable, Sendable {
  package let code: ReplyCode?
  package let enhanced: EnhancedStatus?
  /// Lower case, UTF-8, one space between words; without the code, the enhanced code and their
  /// repetitions at continuation lines.
  package let text: [UInt8]
  /// The same without what differs from one reply to the next (addresses, IDs): `User <x@y>
  /// unknown` is `user unknown`. `nil` where there is nothing of the kind.
  package let elided: [UInt8]?

  /// - Parameter octets: one line or several, with their codes.
  package init(_ octets: some Collection<UInt8>) {
    let folded = Self.folded(Array(octets)).withoutPrefix("s: ").withoutPrefix("smtp; ")
    let words = folded.split(separator: .space)
    let said = words.first.flatMap(Self.code) == nil ? Self.quoted(words) : nil
    code = words.first.flatMap(Self.code) ?? said
    let status = Self.status(words, code)
    enhanced = status
    var kept: [UInt8] = []
    kept.reserveCapacity(folded.count)
    for word in words {
      var word = word
      if let code, Self.code(word) == code { word = word.dropFirst(4) }
      if let status, EnhancedStatus(octets: word.bare) == status { continue }
      if word.isEmpty { continue }
      if !kept.isEmpty { kept.append(.space) }
      kept += word
    }
    text = Self.collapsed(kept)
    elided = Self.elided(text)
  }

  /// A line that no server says, such as a keyword, has neither.
  package var hasCode: Bool { code != nil || enhanced != nil }

  /// The code at the front of a word: `550`, `550-5.7.26`.
  private static func code(_ word: ArraySlice<UInt8>) -> ReplyCode? {
    let digits = word.prefix(3)
    guard digits.count == 3, digits.allSatisfy(\.isDigit),
      word.count == 3 || word.dropFirst(3).first == .hyphen || word.dropFirst(3) == [.colon]
    else { return nil }
    return ReplyCode(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
  }

  /// A log quotes the reply: `host mx.example.com said: 550 5.1.1 …`.
  private static func quoted(_ words: [ArraySlice<UInt8>]) -> ReplyCode? {
    zip(words, words.dropFirst()).lazy
      .filter { before, _ in before.elementsEqual("said:".utf8) }
      .compactMap { _, word in code(word) }.first
  }

  /// Behind the code, whatever its class; elsewhere, as in qmail's `(#5.1.1)`, only of the code's
  /// own class.
  private static func status(
    _ words: [ArraySlice<UInt8>], _ code: ReplyCode?
  ) -> EnhancedStatus? {
    var front = words.first.flatMap { EnhancedStatus(octets: $0.bare) }
    if let first = words.first, Self.code(first) != nil {
      let behind = first.count > 4 ? first.dropFirst(4) : words.dropFirst().first
      front = behind.flatMap { EnhancedStatus(octets: $0.bare) }
    }
    if let front { return front }
    guard let code else { return nil }
    return words.lazy.compactMap { word in
      let isRepeated = Self.code(word) == code
      return EnhancedStatus(octets: (isRepeated ? word.dropFirst(4) : word).bare)
    }.first { $0.category == code.value / 100 }
  }
}

// MARK: Folding

extension ReplyText {
  /// Text as people read it: UTF-8, else GBK, else Latin-1. A reply may be cut short within a
  /// character.
  package static func decoded(_ octets: [UInt8]) -> String {
    if let text = String(validating: octets, as: UTF8.self) { return text }
    if let lead = octets.suffix(3).lastIndex(where: { $0 >= 0xC2 }), lead > 0,
      octets[(lead + 1)...].allSatisfy({ (0x80...0xBF).contains($0) }),
      octets[..<lead].contains(where: { $0 >= 0x80 }),
      let text = String(validating: octets[..<lead], as: UTF8.self)
    {
      return text
    }
    let charsets = Charsets.system
    if let text = charsets.decoded(octets, as: "gbk"), !text.dropLast().contains("\u{FFFD}") {
      return text.last == "\u{FFFD}" ? String(text.dropLast()) : text
    }
    return charsets.decoded(octets, as: "iso-8859-1") ?? String(decoding: octets, as: UTF8.self)
  }

  package static func folded(_ text: String) -> [UInt8] { folded(Array(text.utf8)) }

  static func folded(_ octets: [UInt8]) -> [UInt8] {
    if octets.allSatisfy({ $0 < 0x80 }) {
      return collapsed(octets.map { $0 <= 0x20 ? .space : $0.lowercased })
    }
    var folded = String.UnicodeScalarView()
    for scalar in decoded(octets).halfWidthLetters.unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}", "\u{201A}", "`": folded.append("'")
      case "\u{201C}", "\u{201D}", "\u{201E}": folded.append("\"")
      case "\u{0}"..." ", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{2028}"..."\u{2029}", "\u{3000}":
        folded.append(" ")
      default: folded.append(scalar.lowercased)
      }
    }
    return collapsed(Array(String(folded).utf8))
  }

  /// One space between words, none at the ends, and none between ideographs, where a line may have
  /// been broken. A log's `\r\n`, spelt out, is a space as well.
  private static func collapsed(_ octets: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(octets.count)
    var isSpaced = false
    var index = 0
    while index < octets.count {
      let octet = octets[index]
      index += 1
      if octet == .space {
        isSpaced = true
      } else if octet == .backslash, index < octets.count, octets[index].isLineEndLetter {
        isSpaced = true
        index += 1
      } else {
        if isSpaced, !result.isEmpty, octet < 0xE3 || !result.endsInIdeograph {
          result.append(.space)
        }
        isSpaced = false
        result.append(octet)
      }
    }
    return result
  }
}

// MARK: What differs from one reply to the next

extension ReplyText {
  /// Without addresses, and what stands in brackets or looks like an ID.
  private static func elided(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var hasElided = false
    var index = 0
    while index < text.count {
      let end = endOfBracket(text, from: index) ?? endOfName(text, from: index)
      if let end {
        hasElided = true
        // Another separates the words around it, even if it stood between them without spaces.
        result.append(.space)
        index = end
        while index < text.count, ".:,;".utf8.contains(text[index]) { index += 1 }
      } else {
        let run = endOfRun(text, from: index)
        result += text[index..<run]
        index = run
      }
    }
    return hasElided ? collapsed(result) : nil
  }

  private static let longestBracket = 80

  /// `<x@y>`, `[192.0.2.1]`, `(AS1234)`: one word in brackets.
  private static func endOfBracket(_ text: [UInt8], from begin: Int) -> Int? {
    let closing: UInt8
    switch text[begin] {
    case .opening: closing = .closing
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    let inside = text[(begin + 1)...].prefix(longestBracket)
    guard
      let end = inside.firstIndex(where: { $0 == closing || $0 == .space || $0 == text[begin] }),
      text[end] == closing
    else { return nil }
    return end + 1
  }

  /// An address without brackets, or a word with digits: an IP address, an ID.
  private static func endOfName(_ text: [UInt8], from begin: Int) -> Int? {
    let end = endOfRun(text, from: begin)
    let run = text[begin..<end]
    if run.contains(.at) { return end }
    guard run.count >= 4, run.count(where: \.isDigit) >= 2 else { return nil }
    return run.elementsEqual("base64".utf8) || run.starts(with: "rfc".utf8) ? nil : end
  }

  /// A run ends where the next thing to look at begins.
  private static func endOfRun(_ text: [UInt8], from begin: Int) -> Int {
    guard text[begin].isOfName else { return begin + 1 }
    return text[begin...].firstIndex { !$0.isOfName } ?? text.count
  }
}

extension UInt8 {
  /// Octets of an address or an ID; not those that enclose one or stand behind it.
  fileprivate var isOfName: Bool {
    switch self {
    case .opening, .closing, .quote, .comma, .semicolon, .colon: false
    // Brackets and the apostrophe.
    case 0x27...0x29, 0x5B, 0x5D: false
    default: isVisible
    }
  }

  /// What stands around an enhanced code: `(#5.1.1)`, `5.1.1=`.
  fileprivate var isMark: Bool {
    switch self {
    case .opening, .closing, .comma, .semicolon, .colon, .dot, .equals: true
    case 0x23, 0x28, 0x29, 0x5B, 0x5D: true
    default: false
    }
  }

  /// `\r` and `\n`, spelt out.
  fileprivate var isLineEndLetter: Bool {
    self == UInt8(ascii: "n") || self == UInt8(ascii: "r")
  }
}

extension Array<UInt8> {
  /// U+2E80 and above: three octets or four, the first from E3 on (E2 has punctuation).
  fileprivate var endsInIdeograph: Bool {
    suffix(4).last { $0 & 0xC0 != 0x80 }.map { $0 >= 0xE3 } ?? false
  }

  fileprivate func withoutPrefix(_ prefix: String) -> ArraySlice<UInt8> {
    self[...].withoutPrefix(prefix)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func withoutPrefix(_ prefix: String) -> ArraySlice<UInt8> {
    starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : self
  }

  /// `(#5.1.1)` and `5.1.1=` without the marks around.
  fileprivate var bare: ArraySlice<UInt8> {
    guard let end = lastIndex(where: { !$0.isMark }) else { return [] }
    return self[...end].drop(while: \.isMark)
  }
}

extension Unicode.Scalar {
  /// For the alphabets that replies are written in. Unicode's own mapping takes much longer, and a
  /// reply may be long.
  fileprivate var lowercased: Unicode.Scalar {
    let folded =
      switch value {
      case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE, 0x391...0x3A9, 0x410...0x42F: value + 0x20
      case 0x400...0x40F: value + 0x50
      case 0x100...0x137, 0x14A...0x177: value | 1
      case 0x139...0x148, 0x179...0x17E: value + (value & 1)
      default: value
      }
    return Unicode.Scalar(folded) ?? self
  }
}
