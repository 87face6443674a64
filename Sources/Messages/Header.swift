import Protocols

/// The fields of a header in their order, which matters: each server puts its trace on top (RFC
/// 5321 §4.4).
package struct Header: Hashable, Sendable, RandomAccessCollection {
  package private(set) var fields: [HeaderField]

  package init(_ fields: [HeaderField] = []) {
    self.fields = fields
  }

  package var startIndex: Int { fields.startIndex }
  package var endIndex: Int { fields.endIndex }
  package subscript(position: Int) -> HeaderField { fields[position] }

  /// Names are compared without regard to case (RFC 5322 §1.2.2).
  package func first(named name: String) -> HeaderField? {
    let wanted = name.lowercasedASCII
    return fields.first { $0.name.lowercasedASCII == wanted }
  }

  package func all(named name: String) -> [HeaderField] {
    let wanted = name.lowercasedASCII
    return fields.filter { $0.name.lowercasedASCII == wanted }
  }

  mutating func append(_ field: HeaderField) { fields.append(field) }
}
