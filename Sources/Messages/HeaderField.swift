import Protocols

/// One field of a header, as it stood in the message (RFC 5322 §2.2).
package struct HeaderField: Hashable, Sendable {
  package let name: String
  /// What follows the colon, folded as it was, without the last line's ending.
  package let value: ArraySlice<UInt8>

  package init(name: String, value: ArraySlice<UInt8>) {
    self.name = name
    self.value = value
  }

  /// RFC 5322 §2.2.3: unfolding removes a line ending that white space follows, and nothing else.
  package var unfolded: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(value.count)
    var reader = LineReader(value.trimmed)
    while let line = reader.next() { result += line }
    return result
  }

  /// The unfolded value as text, with encoded-words as they are; invalid UTF-8 becomes U+FFFD.
  package var text: String { String(decoding: unfolded, as: UTF8.self) }

  /// The value as its author meant it: unfolded, its encoded-words decoded (RFC 2047).
  ///
  /// It may hold controls that were encoded; show it through `HarmlessText`.
  package func decoded(charsets: Charsets = .builtIn) -> String {
    EncodedWord.decoded(unfolded, charsets: charsets)
  }

  /// Whether a line begins a header.
  package static func opens(_ line: ArraySlice<UInt8>) -> Bool {
    HeaderReader.colon(in: line) != nil
  }
}
