import Protocols

/// Names that are nearly a practice host's. A student who mistypes one must not reach a host on the
/// Internet.
extension WorldMap {
  /// The host that a mistyped name means: one or two letters differ, an input method was on, or a
  /// port is glued on (`hamburger.edu:25`).
  ///
  /// `nil` for a host's own name, for an address, and for a name that resembles none.
  package func host(meantBy typed: String) -> Host? {
    let text = typed.withoutInputMethod
    guard host(named: typed) == nil, !text.isAddress else { return nil }
    let name = String(text.prefix { $0 != ":" }).hostName
    return host(named: name) ?? nearest(to: name)
  }

  private func nearest(to name: String) -> Host? {
    // A short name has too many neighbours. No host's name is longer (RFC 1035 §2.3.4).
    let lengths = 4...253
    guard lengths.contains(name.utf8.count) else { return nil }
    return hosts.filter { lengths.contains($0.name.utf8.count) }
      .map { ($0, name.distance(to: $0.name)) }
      .filter { $0.1 <= 2 }
      .min { $0.1 < $1.1 }?.0
  }
}

extension String {
  /// As names of hosts are compared.
  var hostName: String {
    let name = lowercased()
    return name.last == "." ? String(name.dropLast()) : name
  }

  fileprivate var withoutInputMethod: String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: unicodeScalars.map { $0.withoutInputMethod ?? $0 })
    return String(scalars)
  }

  /// An IPv4 address, also in short (`127.1`) and with a port, or an IPv6 address.
  fileprivate var isAddress: Bool {
    first == "[" || count { $0 == ":" } > 1
      || prefix { $0 != ":" }.allSatisfy { $0 == "." || $0.isNumber }
  }
}
