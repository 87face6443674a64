import Protocols

/// A message as it is stored: header, empty line, body (RFC 5322 §2.1).
package struct Message: Hashable, Sendable {
  package let header: Header
  /// Everything after the empty line, octet for octet.
  package let body: ArraySlice<UInt8>
  /// The size of the whole message in octets.
  package let octets: Int

  /// More fields than any honest message has; further ones are skipped.
  package static let fieldLimit = 2_000

  /// Any octets are a message. A text whose first line is not a header field has an empty header,
  /// and is all body, as the lecture's two lines about ketchup are.
  ///
  /// A line inside the header that is not a field ends the header, and is the first line of the
  /// body, so that nothing is lost.
  package static func parse(_ octets: [UInt8]) -> Message { parse(octets[...]) }

  package static func parse(_ octets: ArraySlice<UInt8>) -> Message {
    var header = Header()
    var field: (name: String, start: Int, end: Int)?
    func keep() {
      guard let field, header.count < fieldLimit else { return }
      header.append(HeaderField(name: field.name, value: octets[field.start..<field.end]))
    }
    var reader = LineReader(octets)
    var bodyStart = octets.startIndex
    while let line = reader.next() {
      if line.isEmpty {
        bodyStart = reader.position
        break
      }
      // RFC 5322 §2.2.3: a line that begins with white space belongs to the field before it.
      if let first = line.first, first.isBlank, let name = field?.name, let start = field?.start {
        field = (name, start, line.endIndex)
      } else if let colon = HeaderReader.colon(in: line) {
        keep()
        let name = String(decoding: line[..<colon].trimmed, as: UTF8.self)
        field = (name, colon + 1, line.endIndex)
      } else {
        break
      }
      bodyStart = reader.position
    }
    keep()
    return Message(header: header, body: octets[bodyStart...], octets: octets.count)
  }
}
