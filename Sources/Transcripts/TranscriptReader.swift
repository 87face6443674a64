import Protocols

/// Reads a transcript as its octets come. Its memory has a limit, whatever a stranger's file holds:
/// a line that is too long is passed over without being kept.
package struct TranscriptReader: Sendable {
  package struct Limits: Hashable, Sendable {
    package var events: Int
    /// Of all lines that hold events, in octets.
    package var size: Int
    /// In octets. The longest lines that a recorder writes name the mailboxes of a large world.
    package var line = 4 << 20

    package init(events: Int = 1_000_000, size: Int = 128 << 20) {
      self.events = events
      self.size = size
    }
  }

  /// Said of so many lines at most; others are counted.
  private static let warningLimit = 1_000

  private let limits: Limits
  package private(set) var header: TranscriptHeader?
  /// There is a header. Asked for at each line, and a header is long.
  private var isBegun = false
  private var events: [Event] = []
  private var warnings: [Transcript.Warning] = []
  private var warningCount = 0
  /// Of lines that hold events.
  private var size = 0
  /// Octets that have no line's end yet.
  private var pending: [UInt8] = []
  /// Before `pending`, since the file's beginning.
  private var position = 0
  /// The line is too long: the rest of it is passed over.
  private var isSkipping = false
  /// Counted from 1; of the line that is being read.
  private var number = 1

  package init(_ limits: Limits = Limits()) { self.limits = limits }

  /// Nothing has been taken yet.
  package var isAtStart: Bool { !isBegun && pending.isEmpty && position == 0 && !isSkipping }

  /// - Parameter keeping: is told where each line is in the file that could be read, the header's
  ///   first.
  package mutating func take(
    _ octets: [UInt8], keeping: (Range<Int>) -> Void = { _ in }
  ) throws(Transcript.Failure) {
    let buffer = pending.isEmpty ? octets : pending + octets
    pending = []
    var members = JSONMembers(in: buffer)
    // Few lines are shorter. A list that grows is copied again and again.
    if events.isEmpty { events.reserveCapacity(min(buffer.count / 80, 4_096)) }
    var start = 0
    while true {
      let end = buffer.firstLineFeed(from: start)
      guard end < buffer.count else { break }
      try take(start..<end, of: buffer, &members, isTorn: false, keeping)
      start = end + 1
    }
    position += start
    if isSkipping || buffer.count - start > limits.line {
      if !isBegun { throw .notATranscript }
      isSkipping = true
      position += buffer.count - start
    } else {
      pending = Array(buffer[start...])
    }
  }

  /// There is no more.
  package mutating func finish(
    keeping: (Range<Int>) -> Void = { _ in }
  ) throws(Transcript.Failure) -> Transcript {
    if !pending.isEmpty || isSkipping {
      var members = JSONMembers(in: pending)
      try take(pending.indices, of: pending, &members, isTorn: true, keeping)
    }
    guard let header else { throw .empty }
    return Transcript(
      header: header, events: events, warnings: warnings, warningCount: warningCount)
  }

  /// - Parameter isTorn: no line feed follows.
  private mutating func take(
    _ range: Range<Int>, of buffer: [UInt8], _ members: inout JSONMembers, isTorn: Bool,
    _ keeping: (Range<Int>) -> Void
  ) throws(Transcript.Failure) {
    defer {
      number += 1
      isSkipping = false
    }
    guard isBegun else {
      header = try Self.header(range, &members)
      isBegun = true
      return keeping(range)
    }
    var range = range
    // An editor may have put CR LF.
    if !range.isEmpty, !isTorn, buffer[range.upperBound - 1] == .carriageReturn {
      range = range.lowerBound..<range.upperBound - 1
    }
    if range.isEmpty, !isSkipping { return }
    guard !isSkipping, range.count <= limits.line,
      let event = Self.event(range, of: buffer, &members)
    else { return warn(isTorn ? .torn : .unreadable) }
    size += range.count
    guard size <= limits.size else { throw .tooLarge(limits.size) }
    guard events.count < limits.events else { throw .tooManyEvents(limits.events) }
    events.append(event)
    keeping(position + range.lowerBound..<position + range.upperBound)
  }

  private static func event(
    _ range: Range<Int>, of buffer: [UInt8], _ members: inout JSONMembers
  ) -> Event? {
    let ordinary = buffer.withUnsafeBufferPointer {
      OrdinaryLine.event(UnsafeBufferPointer(rebasing: $0[range]))
    }
    if let ordinary { return ordinary }
    guard members.read(range) else { return nil }
    return members.event(raw: String(decoding: buffer[range], as: UTF8.self))
  }

  private static func header(
    _ range: Range<Int>, _ members: inout JSONMembers
  ) throws(Transcript.Failure) -> TranscriptHeader {
    guard members.read(range), let header = members.header else { throw .notATranscript }
    if let version = members.integer("version"), version > TranscriptHeader.version {
      throw .newerVersion(version)
    }
    return header
  }

  private mutating func warn(_ matter: Transcript.Warning.Matter) {
    warningCount += 1
    guard warnings.count < Self.warningLimit else { return }
    warnings.append(Transcript.Warning(line: number, matter: matter))
  }
}
