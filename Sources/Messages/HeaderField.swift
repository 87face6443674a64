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

  /// The unfolded value as text, encoded-words left as they stand; what is no UTF-8 becomes U+FFFD.
  package var text: String { String(decoding: unfolded, as: UTF8.self) }

  /// The value as its author meant it: unfolded, its encoded-words decoded (RFC 2047).
  ///
  /// It may hold controls that were encoded; `HarmlessText` is for showing it.
  package func decoded(charsets: Charsets = .builtIn) -> String {
    EncodedWord.decoded(unfolded, charsets: charsets)
  }

  // field-name = 1*ftext ; ftext = %d33-57 / %d59-126 (RFC 5322 §3.6.8)
  /// Where the colon of a header field stands in a line; `nil` where the line is no header field.
  ///
  /// White space before the colon is RFC 5322 §4.5's obsolete form, which a reader has to accept.
  static func colon(in line: ArraySlice<UInt8>) -> Int? {
    guard let end = line.firstIndex(where: { !$0.isPrintable || $0 == ASCII.colon }),
      end > line.startIndex,
      let colon = line[end...].firstIndex(where: { !$0.isBlank }),
      line[colon] == ASCII.colon
    else { return nil }
    return colon
  }

  /// Whether a line begins a header: the one question on which `Message` and `ArrivalTrace` must agree.
  package static func opens(_ line: ArraySlice<UInt8>) -> Bool { colon(in: line) != nil }
}
