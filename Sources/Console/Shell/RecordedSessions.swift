import Files
import Protocols
package import Replay
import Transcripts

/// The recordings that the console has made, newest first. Of each file only its two ends are read,
/// so that hundreds are listed at once.
package enum RecordedSessions {
  /// So many are listed.
  private static let limit = 1_000
  /// Octets of the beginning: of a session's first lines.
  private static let headSize = 16 << 10
  /// Octets of the end: longer than nearly all lines.
  private static let tailSize = 4 << 10

  package static func list(_ options: ConsoleOptions) -> [RecordedEntry] {
    guard let folder = options.recordings, let names = try? Folder.files(in: folder) else {
      return []
    }
    // A recording's name begins with its date.
    let recordings = names.filter { $0.hasSuffix(".jsonl") }.sorted(by: >)
    return recordings.lazy.compactMap { entry(at: "\(folder)/\($0)") }.prefix(limit)
      .map { $0 }
  }

  /// Whether this lesson was begun in the session, wherever in it.
  package static func hasLesson(_ id: String, at path: String) -> Bool {
    let transcript = try? RecordingFile.transcript(at: path)
    return transcript?.events.contains { event in
      if case .learner(.began(let attempt)) = event.act { attempt.lesson == id } else { false }
    } ?? false
  }

  /// `nil` where there is nothing to replay.
  private static func entry(at path: String) -> RecordedEntry? {
    guard let head = try? File.head(of: path, atMost: headSize),
      let headerEnd = head.firstIndex(of: .lineFeed),
      let begun = transcript(wholeLines(of: head))
    else { return nil }
    let host = begun.events.lazy.compactMap { event -> String? in
      switch event.act {
      case .opened(let opening) where !opening.isWatched: opening.attempt.host
      case .failed(let attempt, _): attempt.host
      default: nil
      }
    }.first
    if host == nil, head.count < headSize { return nil }
    let lesson = begun.events.lazy.compactMap { event -> String? in
      guard case .learner(.began(let attempt)) = event.act else { return nil }
      return attempt.lesson
    }.first
    let last = last(of: path, header: head[...headerEnd]) ?? begun.events.last
    return RecordedEntry(
      path: path, date: begun.header.startedMinute ?? "", host: host,
      lesson: lesson,
      milliseconds: last?.milliseconds ?? 0, events: last?.number ?? 0,
      student: begun.header.student)
  }

  private static func transcript(_ octets: [UInt8]) -> Transcript? { try? Transcript(octets) }

  private static func wholeLines(of octets: [UInt8]) -> [UInt8] {
    octets.lastIndex(of: .lineFeed).map { Array(octets[...$0]) } ?? []
  }

  private static func last(of path: String, header: ArraySlice<UInt8>) -> Event? {
    guard let tail = try? File.tail(of: path, atMost: tailSize),
      let start = tail.firstIndex(of: .lineFeed)
    else { return nil }
    return transcript(wholeLines(of: Array(header) + tail[(start + 1)...]))?.events.last
  }
}
