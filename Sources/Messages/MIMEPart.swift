import Protocols

/// A node of a message's tree of parts (RFC 2045, RFC 2046): leaves hold content, multiparts hold
/// parts.
package struct MIMEPart: Hashable, Sendable {
  package let header: Header
  package let contentType: ContentType
  /// As it stands in the message, still encoded; for a multipart everything between its boundaries.
  package let encoded: ArraySlice<UInt8>
  /// Empty for a leaf.
  package let children: [MIMEPart]

  /// Bounds for messages made to harm: deeper multiparts are leaves, further parts are passed over.
  package static let depthLimit = 10
  package static let countLimit = 1_000

  /// The content with its transfer encoding undone.
  ///
  /// An encoding that is not known leaves the octets as they are; `encoding` is `nil` then.
  package var decoded: [UInt8] { (encoding ?? .identity).decoded(encoded) }

  /// `nil` where the header names one that RFC 2045 does not. A multipart has none (RFC 2045 §6.4).
  package var encoding: TransferEncoding? {
    guard !contentType.isMultipart, let field = header.first(named: "Content-Transfer-Encoding")
    else { return .identity }
    return TransferEncoding(ParameterizedValue(field).value)
  }

  /// The content as text in its charset; `nil` where it is not text, or the charset is unknown.
  package func text(charsets: Charsets = .builtIn) -> String? {
    guard contentType.type == "text" else { return nil }
    return charsets.decoded(decoded, as: contentType.charset ?? "us-ascii")
  }

  /// What the sender called the file: Content-Disposition's name (RFC 2183 §2.3), else
  /// Content-Type's.
  ///
  /// Only the last component of a path, no controls: still a stranger's word, never a path to write
  /// to.
  package func filename(charsets: Charsets = .builtIn) -> String? {
    let disposition = header.first(named: "Content-Disposition").map { ParameterizedValue($0) }
    guard
      let given = disposition?.extended("filename", charsets: charsets)
        ?? contentType.value.extended("name", charsets: charsets)
    else { return nil }
    // RFC 2047 §5 forbids encoded-words here, and many mailers write them.
    let decoded = EncodedWord.decoded(Array(given.utf8), charsets: charsets)
    let last = decoded.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last
    guard let last, !last.allSatisfy({ $0 == "." }) else { return nil }
    return HarmlessText.line(String(last), limit: 200)
  }

  /// RFC 2183 §2: whether the sender wants it shown apart from the text.
  package var isAttachment: Bool {
    guard let field = header.first(named: "Content-Disposition") else { return false }
    return ParameterizedValue(field).value != "inline"
  }

  /// The id by which an HTML page names it, without its angle brackets (RFC 2392 §2).
  package var contentID: String? {
    guard let text = header.first(named: "Content-ID")?.text else { return nil }
    return text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
  }

  /// The parts that hold content, in their order; a message without parts is its own only leaf.
  package var leaves: [MIMEPart] {
    children.isEmpty ? [self] : children.flatMap(\.leaves)
  }
}

extension Message {
  /// The tree of parts. A message that names no type is one leaf of plain text.
  package var root: MIMEPart {
    var budget = MIMEPart.countLimit
    return MIMEPart(message: self, unless: .plainText, depth: 0, budget: &budget)
  }
}

extension MIMEPart {
  fileprivate init(
    message: Message, unless standard: ContentType, depth: Int, budget: inout Int
  ) {
    let type = message.header.first(named: "Content-Type").map { ContentType($0.unfolded) }
    let contentType = type ?? standard
    header = message.header
    encoded = message.body
    self.contentType = contentType
    guard let boundary = contentType.boundary, depth < Self.depthLimit else {
      children = []
      return
    }
    let standard: ContentType = contentType.subtype == "digest" ? .embeddedMessage : .plainText
    var parts: [MIMEPart] = []
    for octets in Self.split(message.body, at: boundary, limit: budget) where budget > 0 {
      budget -= 1
      parts.append(
        MIMEPart(
          message: Message.parse(octets), unless: standard, depth: depth + 1, budget: &budget))
    }
    children = parts
  }

  // delimiter := CRLF "--" boundary ; close-delimiter := delimiter "--" (RFC 2046 §5.1.1)
  /// What stands between the delimiters; the line ending before a delimiter belongs to it. Without
  /// a close-delimiter the last part ends with the text.
  private static func split(
    _ body: ArraySlice<UInt8>, at boundary: [UInt8], limit: Int
  ) -> [ArraySlice<UInt8>] {
    let mark = [UInt8.hyphen, UInt8.hyphen] + boundary
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var reader = LineReader(body)
    var lastLineEnd = body.startIndex
    while let line = reader.next() {
      let previousEnd = lastLineEnd
      lastLineEnd = line.endIndex
      guard line.first == .hyphen, line.starts(with: mark) else { continue }
      let rest = line.dropFirst(mark.count)
      let isClose = rest.starts(with: [UInt8.hyphen, UInt8.hyphen])
      guard (isClose ? rest.dropFirst(2) : rest).allSatisfy(\.isBlank) else { continue }
      if let start { parts.append(body[start..<max(start, previousEnd)]) }
      guard !isClose, parts.count < limit else { return parts }
      start = reader.position
    }
    if let start { parts.append(body[start...]) }
    return parts
  }
}
