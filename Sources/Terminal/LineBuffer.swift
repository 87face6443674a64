/// Splits bytes into lines, for input that is not a terminal. Only the first `limit` bytes of a
/// longer line are kept, and the rest is discarded up to the line end.
struct LineBuffer {
  struct Line: Equatable {
    var bytes: [UInt8]
    var isCut = false
  }

  private let limit: Int
  private var bytes: [UInt8] = []
  private var head = 0
  private var scanned = 0
  private var isCutting = false

  init(limit: Int) {
    self.limit = limit
  }

  /// The number of waiting bytes.
  var count: Int { bytes.count - head }

  mutating func take(_ more: some Collection<UInt8>) {
    bytes.removeFirst(head)
    scanned -= head
    head = 0
    bytes.append(contentsOf: more)
  }

  mutating func next() -> Line? {
    while let lineFeed = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = line(endingAt: lineFeed)
      head = lineFeed + 1
      scanned = head
      if isCutting {
        isCutting = false
        continue
      }
      return bounded(line)
    }
    scanned = bytes.count
    return cut()
  }

  /// The line that `next` would return, if it is complete.
  func peek() -> [UInt8]? {
    guard !isCutting, let lineFeed = bytes[head...].firstIndex(of: UInt8(ascii: "\n")) else {
      return nil
    }
    return Array(line(endingAt: lineFeed))
  }

  private func line(endingAt lineFeed: Int) -> ArraySlice<UInt8> {
    let line = bytes[head..<lineFeed]
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  /// For the end of the input: returns the complete lines, then the rest, because the last line may
  /// have no line end.
  mutating func last() -> Line? {
    if let line = next() { return line }
    let rest = bytes[head...]
    defer { self = LineBuffer(limit: limit) }
    return rest.isEmpty || isCutting ? nil : bounded(rest)
  }

  /// Cuts a line that is too long and has no end yet. One byte more than the limit may be the CR of
  /// its CR LF.
  private mutating func cut() -> Line? {
    if isCutting {
      head = bytes.count
    } else if bytes.count - head > limit + 1 {
      isCutting = true
      defer { head = bytes.count }
      return Line(bytes: Array(bytes[head...].prefix(limit)), isCut: true)
    }
    return nil
  }

  private func bounded(_ line: ArraySlice<UInt8>) -> Line {
    Line(bytes: Array(line.prefix(limit)), isCut: line.count > limit)
  }
}
