/// What an address literal means (RFC 5321 §4.1.3): the same address can be written in more than
/// one way.
package enum AddressLiteral {
  /// The octets of the IP address between the brackets: 4, or 16 behind `IPv6:`. `nil`: it is
  /// neither.
  package static func octets(_ text: String) -> [UInt8]? {
    let tag = "ipv6:"
    guard Array(text.utf8.prefix(tag.utf8.count)).map(\.lowercased).elementsEqual(tag.utf8) else {
      return ipv4(Substring(text))
    }
    return ipv6(text.dropFirst(tag.count)).map(unmapped)
  }

  /// An IPv4 address mapped into IPv6 (RFC 4291 §2.5.5.2) is the IPv4 address that it is.
  package static func unmapped(_ octets: [UInt8]) -> [UInt8] {
    let isMapped =
      octets.count == 16 && octets[..<10].allSatisfy { $0 == 0 } && octets[10...11] == [0xFF, 0xFF]
    return isMapped ? Array(octets[12...]) : octets
  }

  private static func ipv4(_ text: Substring) -> [UInt8]? {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
    let octets = numbers.compactMap { UInt8($0) }
    return octets.count == 4 && numbers.count == 4 ? octets : nil
  }

  private static func ipv6(_ text: Substring) -> [UInt8]? {
    guard let gap = text.firstRange(of: "::") else {
      return groups(text).flatMap { $0.count == 16 ? $0 : nil }
    }
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
      head.count + tail.count <= 14
    else { return nil }
    return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    if text.isEmpty { return [] }
    var octets: [UInt8] = []
    let words = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, word) in words.enumerated() {
      if index == words.count - 1, let address = ipv4(word) {
        octets += address
      } else if let group = UInt16(word, radix: 16) {
        octets += [UInt8(group >> 8), UInt8(group & 0xFF)]
      } else {
        return nil
      }
    }
    return octets
  }
}
