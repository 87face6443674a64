package import Protocols
package import Transcripts

/// One conversation as the comparison counts it. Every figure is counted from its events.
package struct Leg: Hashable, Sendable {
  package let dialect: Dialect
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
  /// Octets of them all.
  package internal(set) var objectOctets = 0
  /// Requests and replies, the greeting not counted.
  package internal(set) var exchanges = 0
  package internal(set) var end: ObjectEnd?
  /// An octet above 127 was among the object's.
  package internal(set) var hasEightBit = false
  /// Exchanges that meant nothing without what had been said before on this connection.
  package internal(set) var dependentExchanges = 0
  var isInsideBase64 = false
  var isFetching = false
  /// Parts of the message that are base64: pictures, say.
  package internal(set) var base64Parts = 0
  /// Octets of base64, line ends counted, and what they stand for.
  package internal(set) var base64Octets = 0
  package internal(set) var decodedOctets = 0

  init(dialect: Dialect) {
    self.dialect = dialect
    objectFrom = dialect == .smtp ? .client : .server
  }

  package var octets: Int { client.octets + server.octets }
  /// What crossed besides the object.
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
