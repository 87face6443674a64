package import Protocols
package import Transcripts

/// One conversation as the comparison counts it. Every figure is counted from its events.
package struct MeasuredConversation: Hashable, Sendable {
  package let dialect: Dialect
  /// The name by which the student called the server.
  let host: String
  private let isPractice: Bool
  /// The first recipient of the last message.
  var recipient: Mailbox?
  package internal(set) var openedBy = Side.client
  package internal(set) var firstSpeaker: Side?
  /// Which side sent the object: the message, or the response's content.
  package internal(set) var objectFrom: Side
  /// Lines that crossed, both ways, before the object's first octet.
  package internal(set) var linesBefore: Int?
  /// Requests answered before the object's first octet was sent.
  package internal(set) var roundTripsBefore: Int?
  package internal(set) var client = Tally()
  package internal(set) var server = Tally()
  /// Objects carried: messages accepted, or responses that brought what was asked for.
  package internal(set) var objects = 0
  /// Their octets, all together.
  package internal(set) var objectOctets = 0
  /// Requests and replies, the greeting not counted.
  package internal(set) var exchanges = 0
  package internal(set) var end: ObjectEnd?
  /// The object held an octet above 127.
  package internal(set) var hasEightBit = false
  /// Exchanges that only made sense after earlier ones on this connection.
  package internal(set) var dependentExchanges = 0
  var isInsideBase64 = false
  var isFetching = false
  /// Parts of the message that are base64: pictures, say.
  package internal(set) var base64Parts = 0
  /// Octets of base64, line ends counted, and of the data that they encode.
  package internal(set) var base64Octets = 0
  package internal(set) var decodedOctets = 0

  init(_ opening: Opening) {
    let dialect = opening.attempt.dialect
    self.dialect = dialect
    host = opening.attempt.host
    isPractice = opening.isPractice
    objectFrom = dialect == .smtp ? .client : .server
  }

  /// Where the pushed message can be pulled. Of a server outside only the first page is known.
  var web: (host: String, target: String) {
    guard isPractice, let recipient else { return (host, "/") }
    return (recipient.domain?.description ?? host, "/\(recipient.localPart)/1")
  }

  package var octets: Int { client.octets + server.octets }
  /// Octets that crossed besides the object.
  package var overhead: Int { octets - objectOctets }
}

/// How the object's end was marked on the wire.
package enum ObjectEnd: Hashable, Sendable {
  /// CR LF . CR LF (RFC 5321 §4.1.1.4).
  case dot
  case contentLength(Int)
  case chunked
  case close
}
