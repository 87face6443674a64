/// Every octet that crosses the wire is searched for line ends, so sixteen are looked at together.
extension [UInt8] {
  /// `count` where there is none.
  package func firstLineFeed(from start: Int) -> Int {
    withUnsafeBytes { $0.first(from: start) { $0 .== SIMD16(repeating: .lineFeed) } }
  }

  /// Where the plain lines end: each of them ends with CR LF, does not begin with a dot, and holds
  /// no other CR or LF. `start` is the beginning of a line.
  func endOfPlainLines(from start: Int) -> Int {
    withUnsafeBytes { octets in
      var lineStart = start
      while lineStart < octets.count, octets[lineStart] != .dot {
        let end = octets.first(from: lineStart) {
          ($0 .== SIMD16(repeating: .carriageReturn)) .| ($0 .== SIMD16(repeating: .lineFeed))
        }
        guard end + 1 < octets.count, octets[end] == .carriageReturn, octets[end + 1] == .lineFeed
        else { break }
        lineStart = end + 2
      }
      return lineStart
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The first octet that is looked for; `count` where there is none.
  @inline(__always)
  fileprivate func first(
    from start: Int, _ isSought: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>
  ) -> Int {
    var index = start
    while index + 16 <= count {
      let found = isSought(loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self))
      // A lane has eight bits, all set where the octet was found; the first lane is the lowest
      // (little-endian).
      let halves = unsafeBitCast(found, to: SIMD2<UInt64>.self)
      if halves[0] != 0 { return index + halves[0].trailingZeroBitCount / 8 }
      if halves[1] != 0 { return index + 8 + halves[1].trailingZeroBitCount / 8 }
      index += 16
    }
    while index < count, !isSought(SIMD16(repeating: self[index]))[0] { index += 1 }
    return index
  }
}
