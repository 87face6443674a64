import Protocols

/// A recorded session, read back.
package struct Transcript: Sendable {
  package let header: TranscriptHeader
  package let events: [Event]
  /// Lines that could not be read. The others were.
  package let warnings: [Warning]

  package struct Warning: Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
      /// The last line has no end: the writer was stopped in the middle.
      case torn
      case unreadable
    }
    /// Counted from 1.
    package let line: Int
    package let matter: Matter

    package init(line: Int, matter: Matter) {
      self.line = line
      self.matter = matter
    }
  }

  package enum Failure: Error, Hashable, Sendable {
    case empty
    /// The first line is not the header of a byhand transcript.
    case notATranscript
    case newerVersion(Int)
  }

  /// Reads the octets of a transcript file.
  ///
  /// - Parameter keeping: is told where each line is that could be read, the header's first.
  package init(
    _ octets: [UInt8], keeping: (Range<Int>) -> Void = { _ in }
  ) throws(Failure) {
    var line = JSONMembers(in: octets)
    var number = 0
    var rest = octets.indices
    /// The next line, without its end; `nil` behind the last.
    func nextLine() -> Range<Int>? {
      guard let start = rest.first else { return nil }
      number += 1
      let lineFeed = octets[rest].firstIndex(of: .lineFeed)
      rest = (lineFeed.map { $0 + 1 } ?? rest.upperBound)..<rest.upperBound
      return start..<(lineFeed ?? rest.upperBound)
    }

    guard let first = nextLine() else { throw .empty }
    guard line.read(first), let header = line.header else { throw .notATranscript }
    if let version = line.integer("version"), version > TranscriptHeader.version {
      throw .newerVersion(version)
    }
    self.header = header
    keeping(first)
    var events: [Event] = []
    var warnings: [Warning] = []
    while var range = nextLine() {
      // An editor may have put CR LF.
      if !range.isEmpty, octets[range.upperBound - 1] == .carriageReturn {
        range = range.lowerBound..<range.upperBound - 1
      }
      if range.isEmpty { continue }
      if line.read(range),
        let event = line.event(raw: String(decoding: octets[range], as: UTF8.self))
      {
        events.append(event)
        keeping(range)
      } else {
        let isTorn = rest.isEmpty && octets.last != .lineFeed
        warnings.append(Warning(line: number, matter: isTorn ? .torn : .unreadable))
      }
    }
    self.events = events
    self.warnings = warnings
  }
}
