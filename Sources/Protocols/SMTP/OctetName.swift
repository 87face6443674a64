/// A name as files and other servers compare it: octet by octet.
///
/// Swift strings are equal where Unicode calls them equivalent: `é` as one scalar and as two. On
/// disk they are two names, and a set of strings would confuse them.
package struct OctetName: Hashable, Sendable {
  package let octets: [UInt8]

  package init(_ text: String) { octets = Array(text.utf8) }

  package var text: String { String(decoding: octets, as: UTF8.self) }
}

extension String {
  package func hasOctets(of other: String) -> Bool {
    let areSame = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { own.elementsEqual($0) }
    }
    return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Set<String> {
  /// Holds this very name, not only one that Unicode calls equivalent.
  package func holds(_ name: String) -> Bool {
    firstIndex(of: name).map { self[$0].hasOctets(of: name) } ?? false
  }
}
