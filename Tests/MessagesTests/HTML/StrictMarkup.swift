/// Reads markup by the narrowest of grammars, written apart from what wrote it. `nil`: it is not that narrow.
struct StrictMarkup {
  private(set) var names: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var addresses: [String] = []
  private(set) var depth = 0

  init?(_ markup: String) {
    var rest = Array(markup.utf8)[...]
    var open: [String] = []
    while let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "<"):
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let tag = String(decoding: rest[..<end], as: UTF8.self)
        rest = rest[(end + 1)...]
        if tag.hasPrefix("/") {
          guard open.popLast() == String(tag.dropFirst()) else { return nil }
        } else {
          guard let name = take(tag) else { return nil }
          if !["br", "hr", "img"].contains(name) { open.append(name) }
          depth = max(depth, open.count)
        }
      case UInt8(ascii: "&"):
        guard let end = rest.prefix(6).firstIndex(of: UInt8(ascii: ";")),
          Self.references.contains(String(decoding: rest[..<end], as: UTF8.self))
        else { return nil }
      // What a browser does not want to see, or what begins something.
      case UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0..<9, 11, 12, 14..<32, 127:
        return nil
      default: break
      }
    }
    guard open.isEmpty else { return nil }
  }

  private static let references = ["amp", "lt", "gt", "quot", "#39"]

  /// name *( SP name "=" DQUOTE value DQUOTE )
  private mutating func take(_ tag: String) -> String? {
    let name = String(tag.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
    guard !name.isEmpty, name == name.lowercased() else { return nil }
    names.insert(name)
    var rest = tag.dropFirst(name.count)
    while !rest.isEmpty {
      guard rest.hasPrefix(" ") else { return nil }
      let attribute = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(1 + attribute.count)
      guard !attribute.isEmpty, rest.hasPrefix("=\"") else { return nil }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      guard !value.contains("<") else { return nil }
      rest = rest.dropFirst(2 + value.count)
      guard rest.hasPrefix("\"") else { return nil }
      rest = rest.dropFirst()
      attributes.insert(String(attribute))
      if ["href", "src"].contains(attribute) { addresses.append(String(value)) }
    }
    return name
  }
}
