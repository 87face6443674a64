/// Cuts one side's stream into pieces. The pieces are the same however the octets were split on the
/// way.
package struct Framer: Sendable {
  /// Longer lines come in parts, each with `ending: .none`: a peer that never ends its line costs
  /// no memory.
  package let lineLimit: Int
  package let blockSize: Int
  private var pending: [UInt8] = []
  private var start = 0
  /// Where the search for LF goes on: a line that comes slowly is not searched from its beginning
  /// each time.
  private var searched = 0

  package static let longestLine = 65_536

  package init(lineLimit: Int = longestLine, blockSize: Int = 16_384) {
    self.lineLimit = lineLimit
    self.blockSize = blockSize
  }

  package var isEmpty: Bool { start == pending.count }
  package var pendingCount: Int { pending.count - start }

  package mutating func append(_ octets: [UInt8]) {
    if pending.isEmpty {
      pending = octets
      return
    }
    if start > 65_536 {
      pending.removeSubrange(..<start)
      searched -= start
      start = 0
    }
    pending += octets
  }

  /// The next whole piece; `nil`: more octets are needed.
  package mutating func next(_ framing: Framing) -> Piece? {
    if isEmpty {
      // A silent connection keeps no memory.
      pending = []
      (start, searched) = (0, 0)
      return nil
    }
    return switch framing {
    case .lines: nextLine()
    case .octets(let count): nextBlock(atMost: count)
    case .untilClose: pendingCount >= blockSize ? .octets(take(blockSize)) : nil
    case .text: nextText()
    }
  }

  /// The next piece when nothing more has come for a while: what there is of a body, though its
  /// block is not full. A line still waits for its end.
  package mutating func part(_ framing: Framing) -> Piece? {
    if let piece = next(framing) { return piece }
    guard !isEmpty else { return nil }
    return switch framing {
    case .octets(let count) where count > 0: .octets(take(min(count, pendingCount)))
    case .untilClose: .octets(take(pendingCount))
    default: nil
    }
  }

  /// What is left when the connection ends.
  package mutating func flush(_ framing: Framing) -> Piece? {
    if let piece = next(framing) { return piece }
    guard !isEmpty else { return nil }
    let rest = take(pendingCount)
    return switch framing {
    case .lines, .text: .line(Line(octets: rest, ending: .none))
    case .octets, .untilClose: .octets(rest)
    }
  }

  private mutating func nextLine() -> Piece? {
    searched = pending.firstLineFeed(from: max(searched, start))
    let index = searched
    guard index < pending.count, index - start <= lineLimit else {
      // One octet is kept back: it may be the CR of a CR LF.
      guard index - start > lineLimit else { return nil }
      return .line(Line(octets: take(partLength), ending: .none))
    }
    let ending: Ending = index > start && pending[index - 1] == .carriageReturn ? .crlf : .lf
    let line = Line(octets: take(index + 1 - start - ending.count), ending: ending)
    start += ending.count
    return .line(line)
  }

  /// How much of an overlong line to take: no UTF-8 character is cut in two.
  private var partLength: Int {
    let end = start + lineLimit
    let begun = (max(start + 1, end - 3)...end).last { pending[$0] & 0xC0 != 0x80 }
    return (begun ?? end) - start
  }

  private mutating func nextText() -> Piece? {
    // As in `nextLine`, a line that comes slowly is searched once.
    searched = pending.firstLineFeed(from: max(searched, start))
    guard searched < pending.count else { return nextLine() }
    let end = pending.endOfPlainLines(from: start)
    return end > start ? .octets(take(end - start)) : nextLine()
  }

  private mutating func nextBlock(atMost count: Int) -> Piece? {
    let wanted = min(count, blockSize)
    guard wanted > 0, pendingCount >= wanted else { return nil }
    return .octets(take(wanted))
  }

  private mutating func take(_ count: Int) -> [UInt8] {
    defer { start += count }
    return Array(pending[start..<start + count])
  }
}
