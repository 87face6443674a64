import Protocols

/// The members of one JSON object (RFC 8259). One pass over the text's octets checks all of it and
/// finds where each member is; a value is decoded when it is asked for.
///
/// Keys may come in any order. Where a name occurs twice, the first member counts.
package struct JSONMembers {
  private struct Member {
    let key: JSONValue
    let value: JSONValue
  }

  private let octets: [UInt8]
  private var members: [Member] = []

  package init(in octets: [UInt8]) { self.octets = octets }

  /// Reads the text in `range`; what was read before is forgotten. `false`: the text is not one
  /// JSON object in UTF-8 with nothing but space around it.
  package mutating func read(_ range: Range<Int>) -> Bool {
    members.removeAll(keepingCapacity: true)
    guard let isASCII = octets.withUnsafeBufferPointer({ scan($0, range) }) else { return false }
    return isASCII || String(validating: octets[range], as: UTF8.self) != nil
  }

  /// Whether all of it is ASCII; `nil`: it is not one object.
  private mutating func scan(
    _ octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool? {
    var scanner = JSONScanner(octets, range)
    do throws(JSONScanner.Malformed) {
      scanner.skipSpace()
      try scanner.members { members.append(Member(key: $0, value: $1)) }
      scanner.skipSpace()
    } catch { return nil }
    return scanner.isAtEnd ? scanner.isASCII : nil
  }

  // MARK: Values: `nil` where no member has this name, or its kind is another

  package func word(_ name: StaticString) -> String? {
    self[name].flatMap { string($0) }
  }

  /// A string's octets, in UTF-8.
  package func text(_ name: StaticString) -> [UInt8]? {
    self[name].flatMap { text($0) }
  }

  package func integer(_ name: StaticString) -> Int? { self[name].flatMap { integer($0) } }

  package func integers(_ name: StaticString) -> [Int]? {
    guard let elements = elements(name) else { return nil }
    let integers = elements.compactMap { integer($0) }
    return integers.count == elements.count ? integers : nil
  }

  package func flag(_ name: StaticString) -> Bool? {
    switch self[name]?.kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  package func words(_ name: StaticString) -> [String]? {
    guard let elements = elements(name) else { return nil }
    let words = elements.compactMap { string($0) }
    return words.count == elements.count ? words : nil
  }

  package func objects(_ name: StaticString) -> [JSONMembers]? {
    guard let elements = elements(name) else { return nil }
    let objects = elements.compactMap { element in
      var object = JSONMembers(in: octets)
      return object.read(element.range) ? object : nil
    }
    return objects.count == elements.count ? objects : nil
  }

  /// The text of each object in an array, as it stands.
  package func objectTexts(_ name: StaticString) -> [ArraySlice<UInt8>]? {
    guard let elements = elements(name), elements.allSatisfy({ $0.kind == .object }) else {
      return nil
    }
    return elements.map { octets[$0.range] }
  }

  // MARK: Decoding

  private subscript(_ name: StaticString) -> JSONValue? {
    members.first { isKey($0.key, name) }?.value
  }

  private func isKey(_ key: JSONValue, _ name: StaticString) -> Bool {
    if key.isEscaped { return string(key) == name.description }
    guard key.range.count == name.utf8CodeUnitCount else { return false }
    return name.withUTF8Buffer { buffer in
      buffer.indices.allSatisfy { buffer[$0] == octets[key.range.lowerBound + $0] }
    }
  }

  private func integer(_ value: JSONValue) -> Int? {
    guard value.kind == .number else { return nil }
    let digits = octets[value.range]
    if digits.count < 19, digits.allSatisfy(\.isDigit) {
      return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    let text = String(decoding: digits, as: UTF8.self)
    // JSON knows one kind of number: 1.0 and 1e2 are integers too.
    return Int(text) ?? Double(text).flatMap(Int.init(exactly:))
  }

  private func string(_ value: JSONValue) -> String? {
    guard value.kind == .string else { return nil }
    if !value.isEscaped { return String(decoding: octets[value.range], as: UTF8.self) }
    return text(value).map { String(decoding: $0, as: UTF8.self) }
  }

  private func text(_ value: JSONValue) -> [UInt8]? {
    guard value.kind == .string else { return nil }
    if !value.isEscaped { return Array(octets[value.range]) }
    return JSONScanner.unescaped(octets[value.range])
  }

  private func elements(_ name: StaticString) -> [JSONValue]? {
    guard let value = self[name], value.kind == .array else { return nil }
    return octets.withUnsafeBufferPointer { octets in
      var scanner = JSONScanner(octets, value.range)
      var elements: [JSONValue] = []
      do throws(JSONScanner.Malformed) { try scanner.elements { elements.append($0) } } catch {
        return nil
      }
      return elements
    }
  }
}
