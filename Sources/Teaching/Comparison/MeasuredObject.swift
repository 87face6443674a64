package import Protocols
import Transcripts

/// One object and everything that its transfer took: what was said for it alone, and its
/// connection's greeting, handshake and close.
package struct MeasuredObject: Hashable, Sendable {
  /// What a pulled object is to a pushed message.
  package enum Relation: Hashable, Sendable {
    /// The same octets, below so many that servers put on top.
    case same(trace: Int)
    /// A file inside the message.
    case file
    case other

    var isSame: Bool { if case .same = self { true } else { false } }
  }

  private let transfer: Transfer
  private let traffic: Traffic
  package let dialect: Dialect
  /// The name by which the student called the server.
  let host: String
  let isPractice: Bool
  package let openedBy = Side.client
  package let firstSpeaker: Side?
  /// Lines that crossed, both ways, before the object's first octet.
  package let linesBefore: Int
  /// Requests answered before the object's first octet was sent.
  package let roundTripsBefore: Int
  /// Octets of the connection that were not for this object: refused lines, other objects.
  package let otherOctets: Int
  /// The most objects that one connection of this kind carried in the session.
  package let objects: Int
  /// Where a browser reads the message: `/bob/1`, also of `/bob/1.eml` and `/bob/1/parts/2`. `nil`
  /// where it is not known.
  var page: String?

  init(_ transfer: Transfer, of conversation: MeasuredConversation, mostOnOneConnection: Int) {
    self.transfer = transfer
    traffic = conversation.beginning + transfer.traffic + conversation.farewell
    dialect = conversation.dialect
    host = conversation.opening.attempt.host
    isPractice = conversation.opening.isPractice
    firstSpeaker = conversation.firstSpeaker
    let before = conversation.beginning + transfer.before
    linesBefore = before.lines
    roundTripsBefore = before.exchanges
    otherOctets = conversation.octets - traffic.client - traffic.server
    objects = mostOnOneConnection
    page = target.map(Self.page)
  }

  private static func page(of target: String) -> String {
    if target.hasSuffix(".eml") { return String(target.dropLast(4)) }
    return target.firstRange(of: "/parts/").map { String(target[..<$0.lowerBound]) } ?? target
  }

  var event: Int { transfer.event }

  /// Which side sent the object: the message, or the response's content.
  package var objectFrom: Side { dialect == .smtp ? .client : .server }
  package var clientOctets: Int { traffic.client }
  package var serverOctets: Int { traffic.server }
  package var objectOctets: Int { transfer.content.count }
  /// Octets that crossed for the object besides itself.
  package var overheadOctets: Int { clientOctets + serverOctets - objectOctets }
  package var exchanges: Int { traffic.exchanges }
  /// Exchanges that only made sense after earlier ones on this connection.
  package var dependentExchanges: Int { traffic.dependentExchanges }
  package var end: ObjectEnd { transfer.end }

  // MARK: A message

  package var recipients: [Mailbox] {
    if case .message(let recipients, _) = transfer.matter { recipients } else { [] }
  }
  private var alphabet: MessageAlphabet {
    if case .message(_, let alphabet) = transfer.matter { alphabet } else { MessageAlphabet() }
  }
  /// The object held an octet above 127.
  package var hasEightBit: Bool { alphabet.hasEightBit }
  /// Parts of the message that are base64: pictures, say.
  package var base64Parts: Int { alphabet.files.count }
  /// Octets of base64, line ends counted, and of the data that they encode.
  package var base64Octets: Int { alphabet.base64Octets }
  package var decodedOctets: Int { alphabet.decodedOctets }

  /// Whether a stored message is this one, below the lines that servers put on top.
  package func isStored(as octets: [UInt8]) -> Bool {
    var stored = ContentDigest()
    stored.take(octets)
    return stored.octets(before: transfer.content) != nil
  }

  // MARK: A response's content

  package var target: String? {
    if case .response(let target, _) = transfer.matter { target } else { nil }
  }
  /// Without its parameters.
  var type: String? {
    guard case .response(_, let type?) = transfer.matter else { return nil }
    return type.prefix { $0 != ";" }.lowercased()
  }
  package func relation(to push: MeasuredObject) -> Relation {
    if let trace = transfer.content.octets(before: push.transfer.content) {
      return .same(trace: trace)
    }
    let isFile = push.alphabet.files.contains { $0.equals(transfer.content) }
    return isFile ? .file : .other
  }
}
