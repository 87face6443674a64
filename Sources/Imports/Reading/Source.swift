import Protocols

/// A file's octets, line by line. A line ends with LF or CR LF, whichever: the file's line ends are
/// not the wire's.
package struct Source: Sendable {
  let octets: [UInt8]

  init(_ octets: [UInt8]) { self.octets = octets }

  var lines: Lines { Lines(octets: octets) }

  package var head: Head { Head(self) }

  struct Lines: Sequence, IteratorProtocol {
    let octets: [UInt8]
    private var start = 0
    private var number = 0

    init(octets: [UInt8]) { self.octets = octets }

    mutating func next() -> SourceLine? {
      guard start < octets.count else { return nil }
      number += 1
      let end = octets[start...].firstIndex(of: .lineFeed) ?? octets.count
      defer { start = end + 1 }
      let hasReturn = end > start && octets[end - 1] == .carriageReturn
      return SourceLine(number: number, octets: octets[start..<(hasReturn ? end - 1 : end)])
    }
  }
}

struct SourceLine: Sendable {
  /// From 1.
  let number: Int
  /// Without the line's end.
  var octets: ArraySlice<UInt8>

  var text: String { String(decoding: octets, as: UTF8.self) }

  func hasPrefix(_ prefix: StaticString) -> Bool { octets.hasPrefix(prefix) }
}

extension Collection<UInt8> where SubSequence: Collection<UInt8> {
  func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { starts(with: $0) }
  }

  /// Where it first stands.
  func first(_ part: StaticString) -> Index? {
    part.withUTF8Buffer { part in
      guard let first = part.first else { return startIndex }
      var rest = self[...]
      while let index = rest.firstIndex(of: first) {
        if self[index...].starts(with: part) { return index }
        rest = self[self.index(after: index)...]
      }
      return nil
    }
  }

  func contains(_ part: StaticString) -> Bool { first(part) != nil }

  /// What stands behind it.
  func after(_ part: StaticString) -> SubSequence? {
    first(part).map { self[index($0, offsetBy: part.utf8CodeUnitCount)...] }
  }
}

extension ArraySlice<UInt8> {
  var string: String { String(decoding: self, as: UTF8.self) }

  var trimmed: ArraySlice<UInt8> {
    var slice = drop(while: \.isBlank)
    while slice.last?.isBlank == true { slice.removeLast() }
    return slice
  }
}

/// The beginning of a file, by which its format is recognised.
package struct Head: Sendable {
  private static let lineLimit = 400
  private static let longestLine = 2_000

  let octets: ArraySlice<UInt8>
  let lines: [ArraySlice<UInt8>]

  init(_ source: Source) {
    octets = source.octets.prefix(4_096)
    lines = source.lines.prefix(Self.lineLimit).map { $0.octets.prefix(Self.longestLine) }
  }

  func first(_ isOwn: (ArraySlice<UInt8>) -> Bool) -> Int? { lines.firstIndex(where: isOwn) }

  /// A message by itself: its first lines are a header's, down to an empty line.
  var isMessage: Bool {
    let header = lines.prefix { !$0.isEmpty }
    let names: Set = ["from", "to", "subject", "date", "received", "return-path", "message-id"]
    var isNamed = false
    for line in header where line.first?.isBlank == false {
      let name = line.prefix { $0 != .colon }
      guard name.count < line.count, name.allSatisfy({ $0.isLetterOrDigit || $0 == .hyphen }) else {
        return false
      }
      isNamed = isNamed || names.contains(name.string.lowercased())
    }
    return isNamed
  }
}
