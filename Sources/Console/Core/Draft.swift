import Messages
import Protocols
import Transcripts

/// What has been typed of the message that is under way: byhand's own lines must fit what stands before them.
struct Draft {
  enum Place {
    case header
    /// The header has ended, or there was none.
    case body
  }

  private(set) var place = Place.header
  /// Their names, in the order in which they were typed.
  private(set) var fields: [String] = []
  /// Honest headers have fewer; those beyond are not kept.
  private static let fieldLimit = 1_000

  var isEmpty: Bool { place == .header && fields.isEmpty }

  mutating func take(_ facts: [Fact]) {
    for case .found(.smtp(let finding)) in facts.map(\.matter) {
      switch finding {
      case .exchange(let exchange) where exchange.request.kind == .verb(.data): self = Draft()
      case .content(let line, _): take(Dots.unstuffed(line.octets)[...])
      default: break
      }
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard place == .header else { return }
    if let first = line.first, first == .space || first == .tab, !fields.isEmpty { return }
    guard HeaderField.opens(line) else {
      place = .body
      return
    }
    let name = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    if fields.count < Self.fieldLimit {
      fields.append(String(name.split(separator: " ").first ?? "").lowercased())
    }
  }
}
