/// The two parts of a message's text (RFC 5322 §2.1).
package enum MessagePart: Hashable, Sendable { case header, body }

/// What a line of a message's text is (RFC 5322 §2.1, §2.2).
package enum TextLine: Hashable, Sendable {
  case field
  /// It begins with white space and continues the field before it (§2.2.3).
  case continuation
  /// The empty line that ends the header.
  case separator
  /// The first line of a body that no empty line parts from the header, or the first line of a text
  /// without a header.
  case unseparated
  case body

  package var part: MessagePart { self == .field || self == .continuation ? .header : .body }
}

/// Reads a message's text line by line, and knows where its header ends.
///
/// An empty line ends it, and so does a line that is not a field: a text that begins with one has
/// no header. The lecture's text is like that.
package struct HeaderReader: Hashable, Sendable {
  /// What the last line was; `nil` before the first.
  package private(set) var line: TextLine?

  package init() {}

  /// Where the last line stood. The next one is in the same part, or is the first of the body.
  package var part: MessagePart { line?.part ?? .header }

  /// - Parameter text: without its line end; of a long line, at least its beginning.
  @discardableResult
  package mutating func take(_ text: ArraySlice<UInt8>) -> MessagePart {
    let next = next(text)
    line = next
    return next.part
  }

  private func next(_ text: ArraySlice<UInt8>) -> TextLine {
    guard part == .header else { return .body }
    if line != nil, text.first == .space || text.first == .tab { return .continuation }
    if Self.colon(in: text) != nil { return .field }
    return text.isEmpty ? .separator : .unseparated
  }

  // field-name = 1*ftext; ftext = %d33-57 / %d59-126 (RFC 5322 §3.6.8)
  /// Where the colon of a field stands in a line, or `nil`: the line is not a field.
  ///
  /// White space before the colon is obsolete (RFC 5322 §4.5), but a reader has to accept it.
  package static func colon(in line: ArraySlice<UInt8>) -> Int? {
    let isEnd: (UInt8) -> Bool = { !(33...126).contains($0) || $0 == .colon }
    guard let end = line.firstIndex(where: isEnd), end > line.startIndex,
      let colon = line[end...].firstIndex(where: { $0 != .space && $0 != .tab }),
      line[colon] == .colon
    else { return nil }
    return colon
  }
}
