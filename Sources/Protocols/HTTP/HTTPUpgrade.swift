/// How HTTP gave way to another protocol on a connection, after 101 (RFC 9110 §7.8, §15.2.2).
package struct HTTPUpgrade: Hashable, Sendable {
  package enum Standing: Hashable, Sendable {
    /// The request's `Upgrade` offered it.
    case offered
    /// No request before it had an `Upgrade`.
    case unasked
    /// The request offered only other protocols.
    case notOffered
    /// The response has no `Upgrade`, which it must have.
    case unnamed
  }

  /// As the response names it: `websocket`. `nil` where it names none, more than three, or
  /// something that cannot be a protocol's name.
  package let name: String?
  package let standing: Standing

  init(offered request: [HTTPField], by version: String?, chosen response: [HTTPField]) {
    // RFC 9110 §7.8: in a request of HTTP/1.0 the field is to be ignored.
    let offers = version == "HTTP/1.0" ? [] : request.protocolNames
    let chosen = response.protocolNames
    name = chosen.isEmpty || chosen.count > 3 ? nil : chosen.joined(separator: ", ")
    standing =
      if offers.isEmpty { .unasked } else if chosen.isEmpty { .unnamed } else {
        chosen.allSatisfy { name in offers.contains { $0.lowercased() == name.lowercased() } }
          ? .offered : .notOffered
      }
  }
}

extension [HTTPField] {
  // Upgrade = #protocol; protocol = protocol-name [ "/" protocol-version ], both of them tokens
  fileprivate var protocolNames: [String] {
    filter { $0.name.lowercased() == "upgrade" }
      .flatMap { $0.value.split { ", \t".contains($0) } }
      .filter { name in
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 2 && name.utf8.count <= 40
          && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isTokenCharacter) }
      }
      .map(String.init)
  }
}
