import Transcripts

/// The address of an object to pull: `http://HOST[:PORT][/PATH]`.
package struct WebAddress: Hashable, Sendable {
  package let host: String
  package let port: Int
  let target: String

  /// `nil` for any other scheme, and for characters that could end the request line.
  package init?(_ text: String) {
    let scheme = "http://"
    guard text.lowercased().hasPrefix(scheme),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    let rest = text.dropFirst(scheme.count).prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let path = rest.dropFirst(authority.count)
    guard !authority.contains("@"), let place = DialTarget([String(authority)]) else { return nil }
    host = place.host
    port = place.port ?? 80
    target = path.isEmpty ? "/" : path.hasPrefix("/") ? String(path) : "/\(path)"
  }

  /// The value of the Host field (RFC 9110 §7.2).
  var authority: String {
    port == 80 ? host.uriHost : "\(host.uriHost):\(port)"
  }
}
