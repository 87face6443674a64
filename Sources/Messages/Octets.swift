import Protocols

extension UInt8 {
  /// CR and LF count as white space too: unfolding a malformed value may leave them.
  var isSpacing: Bool { isBlank || self == .carriageReturn || self == .lineFeed }
}

extension ArraySlice<UInt8> {
  var trimmed: ArraySlice<UInt8> {
    let head = drop(while: \.isSpacing)
    guard let last = head.lastIndex(where: { !$0.isSpacing }) else { return head.prefix(0) }
    return head[...last]
  }
}

/// The lines of a text, one after the other: LF ends a line, with a CR before it or without.
///
/// byhand stores messages with CR LF throughout; files of other programs often have LF alone.
package struct LineReader {
  let octets: ArraySlice<UInt8>
  package private(set) var position: Int

  package init(_ octets: ArraySlice<UInt8>) {
    self.octets = octets
    self.position = octets.startIndex
  }

  /// A line without its ending, and where the next one begins; `nil` at the end of the text.
  package mutating func next() -> ArraySlice<UInt8>? {
    guard position < octets.endIndex else { return nil }
    let start = position
    guard let end = octets[start...].firstIndex(of: .lineFeed) else {
      position = octets.endIndex
      return octets[start...]
    }
    position = end + 1
    let hasReturn = end > start && octets[end - 1] == .carriageReturn
    return octets[start..<(hasReturn ? end - 1 : end)]
  }
}
