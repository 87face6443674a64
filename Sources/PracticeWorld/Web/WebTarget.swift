import Messages
import Protocols

/// Reads a request's target (RFC 9112 §3.2).
enum WebTarget {
  /// The path, without a query. `nil` where the target has none.
  static func path(of target: String) -> String? {
    let whole = target.prefix { $0 != "?" && $0 != "#" }
    if whole.utf8.first == UInt8(ascii: "/") { return String(whole) }
    // RFC 9112 §3.2.2: every server accepts the absolute form, which is meant for proxies.
    guard let scheme = whole.utf8.firstRange(of: "://".utf8),
      whole[..<scheme.lowerBound].lowercased() == "http"
    else { return nil }
    let rest = whole[scheme.upperBound...]
    return rest.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(rest[$0...]) } ?? "/"
  }

  // Host = uri-host [ ":" port ] (RFC 9110 §7.2)
  /// Checks the characters (RFC 3986 §3.2.2). With any other the client gets 400 (RFC 9112 §3.2).
  static func isHost(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0.isLetterOrDigit || "-._~!$&'()*+,;=%:[]".utf8.contains($0) }
  }

  /// The path's segments, percent-decoded (RFC 3986 §2.1) after the split, so that `%2F` does not
  /// split. `nil` where the encoding is broken.
  static func segments(of path: String) -> [String]? {
    var names: [String] = []
    for segment in path.utf8.split(separator: UInt8(ascii: "/")) {
      guard let octets = HexEscape.percentDecoded(segment),
        let name = String(validating: octets, as: UTF8.self)
      else { return nil }
      names.append(name)
    }
    return names
  }
}
