import Messages
import Protocols

/// Addresses in a stranger's page: what a link may lead to, and which picture of the message an
/// image means.
enum HarmlessAddress {
  private static let limit = 2_000

  /// Printable ASCII. `nil` where it leads to anything but a web page or a letter, or is relative:
  /// a message has no place that it could be relative to.
  static func link(_ text: String) -> String? {
    let octets = cleaned(text)
    guard octets.count <= limit, let colon = octets.firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let rest = octets[(colon + 1)...]
    switch String(decoding: octets[..<colon], as: UTF8.self).lowercasedASCII {
    case "http", "https":
      let host = rest.dropFirst(2).first
      guard rest.starts(with: "//".utf8), let host, !"/\\?#".utf8.contains(host) else { return nil }
    case "mailto": guard !rest.isEmpty else { return nil }
    default: return nil
    }
    return encoded(octets)
  }

  // cid-url = "cid" ":" content-id, percent-encoded (RFC 2392 §2)
  /// The id without angle brackets; `nil` where it is another kind of address.
  static func contentID(_ text: String) -> String? {
    let octets = cleaned(text)
    guard octets.prefix(4).map(\.lowercased).elementsEqual("cid:".utf8) else { return nil }
    let id = HexEscape.decoded(octets.dropFirst(4), mark: UInt8(ascii: "%"))
    return String(decoding: id, as: UTF8.self)
  }

  /// Whether fetching it would ask another machine.
  static func isRemote(_ text: String) -> Bool {
    let scheme = cleaned(text).prefix(8).map(\.lowercased)
    return ["http:", "https:", "ftp:", "//", "\\\\"].contains { scheme.starts(with: $0.utf8) }
  }

  /// As a browser reads an address (WHATWG URL §4.4): controls and spaces at its ends are dropped,
  /// tabs and line ends everywhere.
  private static func cleaned(_ text: String) -> ArraySlice<UInt8> {
    let octets = text.utf8.filter { ![9, 10, 13].contains($0) }[...].drop { $0 <= .space }
    let end = octets.lastIndex { $0 > .space }.map { $0 + 1 } ?? octets.startIndex
    return octets[..<end]
  }

  /// Percent-encoded (RFC 3986 §2.1) where it is not printable, or could end an attribute.
  private static func encoded(_ octets: ArraySlice<UInt8>) -> String {
    HexEscape.percentEncoded(octets) { (33...126).contains($0) && !"\"'<>`\\".utf8.contains($0) }
  }
}
