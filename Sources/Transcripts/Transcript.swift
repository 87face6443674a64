import Protocols

/// A recorded session, read back.
package struct Transcript: Sendable {
  package let header: TranscriptHeader
  package let events: [Event]
  /// Lines that could not be read. The others were.
  package let warnings: [Warning]
  /// How many such lines there are: of a great many, only the first are in `warnings`.
  package let warningCount: Int

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
    /// It has more events than this.
    case tooManyEvents(Int)
    /// Its events have more octets than this.
    case tooLarge(Int)
  }

  init(
    header: TranscriptHeader, events: [Event], warnings: [Warning], warningCount: Int
  ) {
    self.header = header
    self.events = events
    self.warnings = warnings
    self.warningCount = warningCount
  }

  /// Reads the octets of a transcript file.
  ///
  /// - Parameter keeping: is told where each line is that could be read, the header's first.
  package init(
    _ octets: [UInt8], keeping: (Range<Int>) -> Void = { _ in }
  ) throws(Failure) {
    var reader = TranscriptReader()
    try reader.take(octets, keeping: keeping)
    self = try reader.finish(keeping: keeping)
  }
}
