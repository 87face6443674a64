/// Bytes in, lines out, for input that is no terminal. Bounded: of a line longer than `limit` the
/// beginning is kept and the rest is thrown away up to its line end.
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

  /// Bytes that wait.
  var count: Int { bytes.count - head }

  mutating func take(_ more: some Collection<UInt8>) {
    bytes.removeFirst(head)
    scanned -= head
    head = 0
    bytes.append(contentsOf: more)
  }

  mutating func next() -> Line? {
    while let lineFeed = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[head..<lineFeed]
      head = lineFeed + 1
      scanned = head
      if isCutting {
        isCutting = false
        continue
      }
      return bounded(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
    scanned = bytes.count
    return cut()
  }

  /// The line that `next` would give, if it has come whole.
  func peek() -> [UInt8]? {
    guard !isCutting, let lineFeed = bytes[head...].firstIndex(of: UInt8(ascii: "\n")) else {
      return nil
    }
    let line = bytes[head..<lineFeed]
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }

  /// For the end of input: the lines that are whole, then what is left, for a line without its line
  /// end is a line too.
  mutating func last() -> Line? {
    if let line = next() { return line }
    let rest = bytes[head...]
    defer { self = LineBuffer(limit: limit) }
    return rest.isEmpty || isCutting ? nil : bounded(rest)
  }

  /// The line has no end yet. One byte more than the limit may be the CR of its CR LF.
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
