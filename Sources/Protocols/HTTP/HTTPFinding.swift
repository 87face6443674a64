/// One request of HTTP and its response, once its body has come whole.
package struct HTTPExchange: Hashable, Sendable {
  package let method: String
  package let target: String
  package let status: Int
  package let requestFields: [HTTPField]
  package let responseFields: [HTTPField]
  /// Octets of the response's content, the coding of its transfer taken off.
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

/// What was found in one piece of an HTTP conversation.
package enum HTTPFinding: Hashable, Sendable {
  case request(HTTPRequestLine)
  /// A client line where a request line belongs, and is none.
  case malformedRequest(Line)
  case field(HTTPField, from: Side)
  /// A line of a header that is no field.
  case malformedField(Line, from: Side)
  /// The empty line. A request of HTTP/1.1 must have named its `Host` by now (RFC 9112 §3.2).
  case headEnded(from: Side, [HTTPField], bodyEnd: HTTPBodyEnd)
  case status(HTTPStatusLine, to: HTTPRequestLine?)
  /// A server line where a status line belongs, and is none.
  case malformedStatus(Line)
  /// Part of a body; `total` counts the octets so far.
  case body(from: Side, octets: Int, total: Int)
  /// A line that is the coding's, not the content's: a chunk's size, its end, a trailer.
  case chunkMark(from: Side)
  /// Where such a line belongs, and is none (RFC 9112 §7.1).
  case malformedChunk(Line, from: Side)
  /// The connection ended inside a response; `left` of its body's octets, or of its chunk's, are missing.
  case incomplete(left: Int?)
  case exchange(HTTPExchange)
}
