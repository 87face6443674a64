import Protocols
import Transcripts

/// The header fields already typed in the current message. The lines that byhand adds must fit
/// them.
struct TypedFields {
  /// In lower case, in the order in which they were typed.
  private(set) var names: [String] = []
  /// Real headers have fewer fields. Further ones are not kept.
  private static let limit = 1_000

  /// `part` is the part of the message that contains the line.
  mutating func take(_ facts: [Fact], in part: MessagePart) {
    for case .found(.smtp(let finding)) in facts.map(\.matter) {
      switch finding {
      case .exchange(let exchange) where exchange.request.kind == .verb(.data): names = []
      case .content(let line, _) where part == .header: take(Dots.unstuffed(line.octets)[...])
      default: break
      }
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard HeaderReader.colon(in: line) != nil, names.count < Self.limit else { return }
    let name = line.prefix {
      $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t")
    }
    names.append(String(decoding: name, as: UTF8.self).lowercased())
  }
}
