import FoundationEssentials
import Protocols

/// A recorded session, read back.
package struct Transcript: Sendable {
  package let header: TranscriptHeader
  package let events: [Event]
  /// What could not be read: those lines are lost, the others are not.
  package let warnings: [Warning]

  package struct Warning: Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
      /// The last line has no end: the writer was stopped in the middle of it.
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
    /// The first line is no header of a byhand transcript.
    case notATranscript
    case newerVersion(Int)
  }

  /// Reads the octets of a transcript file.
  package init(_ octets: [UInt8]) throws(Failure) {
    var lines = octets.split(separator: .lineFeed, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first else { throw .empty }
    let decoder = JSONDecoder()
    guard let opening = try? decoder.decode(TranscriptLine.self, from: Data(first)),
      let header = opening.header
    else { throw .notATranscript }
    if let version = opening.version, version > TranscriptHeader.version {
      throw .newerVersion(version)
    }
    self.header = header
    var events: [Event] = []
    var warnings: [Warning] = []
    for (index, line) in lines.enumerated().dropFirst() {
      // An editor may have put CR LF.
      let line = line.last == .carriageReturn ? line.dropLast() : line
      if line.isEmpty { continue }
      let raw = String(decoding: line, as: UTF8.self)
      let read = try? decoder.decode(TranscriptLine.self, from: Data(line))
      if let event = read?.event(raw: raw) {
        events.append(event)
      } else {
        let isTorn = index == lines.count - 1 && octets.last != .lineFeed
        warnings.append(Warning(line: index + 1, matter: isTorn ? .torn : .unreadable))
      }
    }
    self.events = events
    self.warnings = warnings
  }
}
