/// Reads markup by a very narrow grammar, independent of the code that wrote it. `nil` where the
/// markup does not follow it.
public struct StrictMarkup {
  public private(set) var names: Set<String> = []
  public private(set) var attributes: Set<String> = []
  public private(set) var addresses: [String] = []
  public private(set) var depth = 0

  public init?(_ markup: String) {
    var rest = Array(markup.utf8)[...]
    var open: [String] = []
    while let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "<"):
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let tag = rest[..<end]
        rest = rest[(end + 1)...]
        if tag.first == UInt8(ascii: "/") {
          guard open.popLast() == String(decoding: tag.dropFirst(), as: UTF8.self) else {
            return nil
          }
        } else {
          guard let name = take(tag) else { return nil }
          if !Self.void.contains(name) { open.append(name) }
          depth = max(depth, open.count)
        }
      case UInt8(ascii: "&"):
        guard let end = rest.prefix(6).firstIndex(of: UInt8(ascii: ";")),
          Self.references.contains(String(decoding: rest[..<end], as: UTF8.self))
        else { return nil }
      // Characters that HTML forbids, or that begin something.
      case UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0..<9, 11, 12, 14..<32, 127:
        return nil
      default: break
      }
    }
    guard open.isEmpty else { return nil }
  }

  private static let void = ["br", "hr", "img", "input"]
  private static let references = ["amp", "lt", "gt", "quot", "#39"]

  /// name *( SP name "=" DQUOTE value DQUOTE )
  private mutating func take(_ tag: ArraySlice<UInt8>) -> String? {
    let name = tag.prefix(while: Self.isNameOctet)
    guard !name.isEmpty else { return nil }
    names.insert(String(decoding: name, as: UTF8.self))
    var rest = tag.dropFirst(name.count)
    while !rest.isEmpty {
      guard rest.first == UInt8(ascii: " ") else { return nil }
      let attribute = rest.dropFirst().prefix { Self.isNameOctet($0) || $0 == UInt8(ascii: "-") }
      rest = rest.dropFirst(1 + attribute.count)
      guard !attribute.isEmpty, rest.starts(with: "=\"".utf8) else { return nil }
      let value = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
      guard !value.contains(UInt8(ascii: "<")) else { return nil }
      rest = rest.dropFirst(2 + value.count)
      guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
      let attributeName = String(decoding: attribute, as: UTF8.self)
      attributes.insert(attributeName)
      if ["href", "src"].contains(attributeName) {
        addresses.append(String(decoding: value, as: UTF8.self))
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static func isNameOctet(_ octet: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
  }
}
