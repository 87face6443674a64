/// The three digits that open every reply (RFC 5321 §4.2.1).
///
/// Each digit has a meaning of its own, so the annotator reads them separately.
package struct ReplyCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first digit: how the command ended.
  package enum Severity: UInt8, Hashable, Sendable, CaseIterable {
    case preliminary = 1
    case completion, intermediate, transientFailure, permanentFailure
  }

  /// The second digit: what the reply is about.
  package enum Category: UInt8, Hashable, Sendable, CaseIterable {
    case syntax = 0
    case information, connection
    case unspecified3, unspecified4
    case mailSystem
    case unspecified6, unspecified7, unspecified8, unspecified9
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

  // status-code = class "." subject "." detail; class = "2"/"4"/"5"; subject, detail = 1*3digit
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, ["2", "4", "5"].contains(parts[0]),
      parts.dropFirst().allSatisfy({ (1...3).contains($0.count) && $0.utf8.allSatisfy(\.isDigit) }),
      let category = Int(parts[0]), let subject = Int(parts[1]), let detail = Int(parts[2])
    else { return nil }
    self.init(category, subject, detail)
  }
}
