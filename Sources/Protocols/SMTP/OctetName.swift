/// A name as files and other servers compare it: octet for octet.
///
/// Two strings of Swift are equal wherever Unicode calls them equivalent: `é` written as one scalar and as two. On disk they
/// are two names, so a set of strings would take one for the other.
package struct OctetName: Hashable, Sendable {
  package let octets: [UInt8]

  package init(_ text: String) { octets = Array(text.utf8) }

  package var text: String { String(decoding: octets, as: UTF8.self) }
}

extension String {
  /// Only ASCII's letters lose their case (RFC 5321 §2.4): `K` of the Kelvin is no `k`, and no name grows.
  package var lowercasedASCII: String {
    guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
    return String(decoding: utf8.map(\.lowercased), as: UTF8.self)
  }

  package func hasOctets(of other: String) -> Bool {
    let areSame = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { own.elementsEqual($0) }
    }
    return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Set<String> {
  /// Holds this very name, and not merely one that Unicode calls equivalent.
  package func holds(_ name: String) -> Bool {
    firstIndex(of: name).map { self[$0].hasOctets(of: name) } ?? false
  }
}
