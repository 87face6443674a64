import Messages
import Protocols
import Transcripts

/// The text of a message as its sender typed it: without the dots that were added for the
/// transfer, and without the trace that servers put before it.
struct SentMessage: Hashable, Sendable {
  private(set) var octets: [UInt8] = []
  /// A line that begins with a dot was sent with one more (RFC 5321 §4.5.2).
  private(set) var isStuffed = false
  private(set) var isEightBit = false
  /// It came by BDAT (RFC 3030), not by DATA.
  private(set) var isChunked = false
  private var isAtLineStart = true
  /// A lesson asks for header fields and short texts; what follows costs no memory.
  private static let limit = 64 << 10

  /// Takes a piece of the text as it crossed the wire.
  mutating func take(_ line: Line) {
    let isFirst = isAtLineStart
    isAtLineStart = line.ending == .crlf
    var text = line.octets[...]
    if isFirst, text.first == .dot {
      isStuffed = isStuffed || text.dropFirst().first == .dot
      text = text.dropFirst()
    }
    isEightBit = isEightBit || text.contains { $0 >= 0x80 }
    guard octets.count + text.count < Self.limit else { return }
    octets += text
    octets += line.ending.octets
  }

  /// Takes octets of a chunk: no dot was added.
  mutating func take(chunk: [UInt8]) {
    isChunked = true
    isEightBit = isEightBit || chunk.contains { $0 >= 0x80 }
    guard octets.count + chunk.count < Self.limit else { return }
    octets += chunk
  }

  var message: Message { .parse(octets) }
}

/// What a lesson asks of a message's text: all that is given must hold.
package struct MessageTraits: Hashable, Sendable {
  enum Field: Hashable, Sendable {
    case absent, present
    case value(TextPattern)
  }

  /// How a part says that it is encoded (RFC 2045 §6.1).
  enum Encoding: String, Hashable, Sendable, CaseIterable {
    case sevenBit = "7bit"
    case eightBit = "8bit"
    case quotedPrintable = "quoted-printable"
    case base64
  }

  var fields: [String: Field] = [:]
  /// Of one of the text parts, decoded, without the line ends behind it.
  var text: TextPattern?
  /// In lower case; of one of the parts, as are the next two.
  var charset: String?
  var encoding: Encoding?
  var type: TextPattern?
  /// At least so many parts that hold content.
  var parts: Int?
  var isEightBit: Bool?
  var hasHeader: Bool?
  /// A field holds an encoded-word (RFC 2047).
  var hasEncodedWord = false

  func hold(of sent: SentMessage) -> Bool {
    if let isEightBit, isEightBit != sent.isEightBit { return false }
    let message = sent.message
    if let hasHeader, hasHeader == message.header.isEmpty { return false }
    if hasEncodedWord, !message.header.contains(where: \.hasEncodedWord) { return false }
    for (name, wanted) in fields {
      let value = message.header.first(named: name)?.decoded()
      switch wanted {
      case .absent: if value != nil { return false }
      case .present: if value == nil { return false }
      case .value(let pattern): if value.map(pattern.takes) != true { return false }
      }
    }
    let root = message.root
    let leaves = root.leaves
    if let parts, leaves.count < parts { return false }
    if let text, !leaves.contains(where: { $0.comparedText.map(text.takes) == true }) {
      return false
    }
    if let charset, !leaves.contains(where: { $0.contentType.charset?.lowercased() == charset }) {
      return false
    }
    if let encoding, !leaves.contains(where: { $0.statedEncoding == encoding }) { return false }
    if let type, !(leaves + [root]).contains(where: { type.takes($0.contentType.name) }) {
      return false
    }
    return true
  }
}

/// A text in which each `*` stands for any text. Case does not count.
package struct TextPattern: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  private let pieces: [String]
  private let isCaseSensitive: Bool

  init(_ text: String, isCaseSensitive: Bool = false) {
    description = text
    self.isCaseSensitive = isCaseSensitive
    pieces = (isCaseSensitive ? text : text.lowercased())
      .split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  }

  func takes(_ text: String) -> Bool {
    var rest = (isCaseSensitive ? text : text.lowercased())[...]
    guard pieces.count > 1, let last = pieces.last else { return rest == pieces[0] }
    guard rest.hasPrefix(pieces[0]) else { return false }
    rest = rest.dropFirst(pieces[0].count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}

extension HeaderField {
  fileprivate var hasEncodedWord: Bool {
    let text = text
    return text.contains("=?") && decoded() != text
  }
}

extension MIMEPart {
  /// Text without a charset is read as UTF-8: beginners send it so.
  fileprivate var readableText: String? {
    guard contentType.type == "text" else { return nil }
    if let named = contentType.charset, named.lowercased() != "us-ascii", let text = text() {
      return text
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  fileprivate var comparedText: String? {
    readableText.map { String($0.reversed().drop(while: \.isNewline).reversed()) }
  }

  fileprivate var statedEncoding: MessageTraits.Encoding? {
    let field = header.first(named: "Content-Transfer-Encoding")
    guard let field else { return .sevenBit }
    return MessageTraits.Encoding(rawValue: ParameterizedValue(field).value.lowercased())
  }
}
