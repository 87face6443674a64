/// The two parts of a message's text (RFC 5322 §2.1).
package enum MessagePart: Hashable, Sendable { case header, body }

/// Reads a message's text line by line, and knows where its header ends.
///
/// An empty line ends it, and so does a line that is not a field: a text that begins with one has
/// no header. The lecture's text is like that.
package struct HeaderReader: Hashable, Sendable {
  /// Where the last line stood. The next one is in the same part, or is the first of the body.
  package private(set) var part = MessagePart.header
  private var hasField = false

  package init() {}

  /// - Parameter line: without its line end; of a long line, at least its beginning.
  @discardableResult
  package mutating func take(_ line: ArraySlice<UInt8>) -> MessagePart {
    guard part == .header else { return part }
    // RFC 5322 §2.2.3: a line that begins with white space belongs to the field before it.
    if hasField, line.first == .space || line.first == .tab { return part }
    hasField = Self.colon(in: line) != nil
    if !hasField { part = .body }
    return part
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
