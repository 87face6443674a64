/// One HTTP request and its response, complete with its body.
package struct HTTPExchange: Hashable, Sendable {
  /// A server may speak unasked, with 408 before it closes (RFC 9110 §15.5.9).
  package let isAsked: Bool
  package let method: String
  package let target: String
  package let status: Int
  /// As written: `HTTP/1.1`. Empty where no request line was understood.
  package let requestVersion: String
  package let responseVersion: String
  /// Counted on this connection, from 1.
  package let number: Int
  package let requestFields: [HTTPField]
  package let responseFields: [HTTPField]
  /// Octets of the response's content, without its transfer coding.
  package let contentOctets: Int
  package let bodyEnd: HTTPBodyEnd
}

/// How a message body shows its end (RFC 9112 §6.3).
package enum HTTPBodyEnd: Hashable, Sendable {
  case none
  case contentLength(Int)
  case chunked
  case close
}

/// A line that belongs to the chunked coding, not to the content (RFC 9112 §7.1).
package enum HTTPChunkMark: Hashable, Sendable {
  /// Octets of the chunk that follows. `isExtended`: something stands behind a `;`.
  case size(Int, isExtended: Bool)
  case end
  /// The size 0.
  case last
  /// A field after the content; `nil` for a line there that is not a field.
  case trailer(HTTPField?)
  /// The empty line after all of it.
  case whole
}

/// Why a line from the server is not a status line.
package struct HTTPStrayLine: Hashable, Sendable {
  /// It is the first such line since the last response.
  package let isFirst: Bool
  /// A whole response came before it, and nothing was asked since.
  package let isSurplus: Bool
  /// The request named no version: HTTP/0.9 answers with the object alone (RFC 1945 §5.1).
  package let answersSimpleRequest: Bool
}

/// What was found in one piece of an HTTP conversation. The large ones stand apart, as in
/// `SMTPFinding`.
package enum HTTPFinding: Hashable, Sendable {
  case request(HTTPRequestLine)
  /// A client line in the place of a request line that is not one.
  case malformedRequest(Line)
  case field(HTTPField, from: Side)
  /// A line that continues the field before it (RFC 9112 §5.2, obsolete).
  case foldedField(from: Side)
  /// A line of a header that is not a field.
  case malformedField(Line, from: Side)
  /// The empty line. A request of HTTP/1.1 must have named its `Host` by now (RFC 9112 §3.2).
  case headEnded(from: Side, [HTTPField], bodyEnd: HTTPBodyEnd)
  indirect case status(HTTPStatusLine, to: HTTPRequestLine?)
  /// A server line in the place of a status line that is not one.
  case malformedStatus(Line, HTTPStrayLine)
  /// Part of a body; `total` counts the octets so far.
  case body(from: Side, octets: Int, total: Int)
  case chunkMark(HTTPChunkMark, from: Side)
  /// A line in the place of a chunk mark that is not one (RFC 9112 §7.1).
  case malformedChunk(Line, from: Side)
  /// The connection ended inside a response; `left` octets of its body, or of its chunk, are
  /// missing.
  case incomplete(left: Int?)
  /// The connection ended inside a request: before the empty line, or `left` octets before its
  /// body's end.
  case unfinishedRequest(left: Int?)
  /// The connection ended, and this many whole requests have no response.
  case unanswered(count: Int)
  indirect case exchange(HTTPExchange)
  /// The header of a 101 has ended, and HTTP with it.
  case upgraded(HTTPUpgrade)
  /// What follows the 101.
  case otherProtocol(from: Side, octets: Int)
}
