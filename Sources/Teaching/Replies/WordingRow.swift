package import Protocols

/// One row of the table of wordings: a wording, and what it means.
package struct WordingRow: Hashable, Sendable {
  package let diagnosis: Diagnosis
  /// One of them must match; where there are none, any code does.
  package let codes: [CodePattern]
  /// In their order, with any text between them.
  package let pieces: [Piece]
  /// Whose wording it is; `nil`: that of many servers.
  package let provider: String?
  /// Where it was documented.
  package let source: String
  /// In the table's file, from 1.
  package let line: Int

  /// Text between two stars, in lower case, UTF-8.
  package struct Piece: Hashable, Sendable {
    package let octets: [UInt8]
    /// No ASCII letter or digit may stand before it.
    package let beginsWord: Bool
    /// No ASCII letter or digit may stand behind it.
    package let endsWord: Bool
  }

  /// Of the rows that match, the heaviest decides: the one that says most. Letters, digits and
  /// octets of other alphabets count, and codes a little on top.
  package var weight: Int {
    let letters = pieces.map { $0.octets.count { $0.isLetterOrDigit || $0 >= 0x80 } }.reduce(0, +)
    return letters + (codes.isEmpty ? 0 : 2)
  }
}

extension WordingRow {
  /// `550`, `4xx`, `5.7.1`, `x.7.1`, `5.7.x`: which codes a row is about.
  package enum CodePattern: Hashable, Sendable {
    case code(ClosedRange<Int>)
    /// `nil` is an `x`: any number.
    case enhanced(Int?, Int?, Int?)

    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 3 {
        // An x stands for any number, so one that fits shows whether the rest is a code.
        let example =
          "\(parts[0] == "x" ? "5" : parts[0]).\(parts[1...].map { $0 == "x" ? "1" : $0 }.joined(separator: "."))"
        guard EnhancedStatus(example) != nil else { return nil }
        let numbers = parts.map { Int($0) }
        self = .enhanced(numbers[0], numbers[1], numbers[2])
      } else if text.hasSuffix("xx"), let first = Int(text.dropLast(2)), (2...5).contains(first) {
        self = .code(first * 100...first * 100 + 99)
      } else if text.utf8.allSatisfy(\.isDigit), let value = Int(text), ReplyCode(value) != nil {
        self = .code(value...value)
      } else {
        return nil
      }
    }

    package func matches(_ code: ReplyCode?, _ enhanced: EnhancedStatus?) -> Bool {
      switch self {
      case .code(let values): return code.map { values.contains($0.value) } ?? false
      case .enhanced(let category, let subject, let detail):
        guard let enhanced else { return false }
        return (category ?? enhanced.category) == enhanced.category
          && (subject ?? enhanced.subject) == enhanced.subject
          && (detail ?? enhanced.detail) == enhanced.detail
      }
    }
  }
}
