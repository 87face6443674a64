/// The three digits that open every reply (RFC 5321 §4.2.1).
///
/// Each digit has a meaning of its own, so the annotator reads them separately.
package struct ReplyCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first digit: how the command ended.
  package enum Severity: UInt8, Hashable, Sendable, CaseIterable {
    case preliminary = 1
    case completion, intermediate, transientFailure, permanentFailure

    package var isFailure: Bool { self == .transientFailure || self == .permanentFailure }
  }

  /// The second digit: what the reply is about.
  package enum Category: UInt8, Hashable, Sendable, CaseIterable {
    case syntax = 0
    case information, connection
    case unspecified3, unspecified4
    case mailSystem
    /// No code has such a second digit (§4.2), yet a server may send one.
    case beyond6, beyond7, beyond8, beyond9
  }

  package let value: Int

  /// A code that stands in this program, so it is not checked.
  init(literal value: Int) { self.value = value }

  /// `nil` where the digits are not a reply code. SMTP has 2 to 5 as its first digit; a 1 is
  /// accepted too, and named as what it is.
  package init?(_ value: Int) {
    guard (100...599).contains(value) else { return nil }
    self.value = value
  }

  package var severity: Severity { Severity(rawValue: UInt8(value / 100)) ?? .permanentFailure }
  package var category: Category { Category(rawValue: UInt8(value / 10 % 10)) ?? .syntax }
  package var detail: Int { value % 10 }

  // Reply-code = %x32-35 %x30-35 %x30-39 (§4.2)
  /// Whether such a code can exist.
  package var isInGrammar: Bool { severity != .preliminary && category.rawValue <= 5 }
  package var description: String { String(value) }

  package static func < (left: ReplyCode, right: ReplyCode) -> Bool { left.value < right.value }
}

/// `5.1.1`: class, subject, detail (RFC 3463 §2).
package struct EnhancedStatus: Hashable, Sendable, CustomStringConvertible {
  package let category: Int
  package let subject: Int
  package let detail: Int

  package init(_ category: Int, _ subject: Int, _ detail: Int) {
    self.category = category
    self.subject = subject
    self.detail = detail
  }

  package var description: String { String(decoding: octets, as: UTF8.self) }

  var octets: [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(11)
    for (index, number) in [category, subject, detail].enumerated() {
      if index > 0 { octets.append(.dot) }
      if number >= 100 { octets.append(0x30 + UInt8(number / 100 % 10)) }
      if number >= 10 { octets.append(0x30 + UInt8(number / 10 % 10)) }
      octets.append(0x30 + UInt8(number % 10))
    }
    return octets
  }

  package init?(_ text: some StringProtocol) { self.init(octets: text.utf8) }

  // status-code = class "." subject "." detail; class = "2"/"4"/"5"; subject, detail = 1*3digit
  package init?(octets: some Sequence<UInt8>) {
    var rest = octets.makeIterator()
    guard let category = rest.next(), "245".utf8.contains(category), rest.next() == .dot,
      let subject = Self.number(&rest, until: .dot), let detail = Self.number(&rest, until: nil)
    else { return nil }
    self.init(Int(category - 0x30), subject, detail)
  }

  private static func number(
    _ digits: inout some IteratorProtocol<UInt8>, until end: UInt8?
  ) -> Int? {
    var number = 0
    for count in 0...3 {
      let next = digits.next()
      if next == end { return count > 0 ? number : nil }
      guard let next, next.isDigit else { return nil }
      number = number * 10 + Int(next - 0x30)
    }
    return nil
  }
}
