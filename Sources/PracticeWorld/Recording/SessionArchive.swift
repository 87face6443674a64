package import Files
import Glibc
import Messages
import Protocols
import Synchronization
import Transcripts

/// Where the server keeps a transcript of every session, as it saw it: evidence that no student can
/// edit.
package final class SessionArchive: Sendable {
  private let folder: String
  private let software: String
  private let count = Mutex(0)

  /// `software`: name and version, as the transcripts' headers give them.
  ///
  /// - Throws: `StoreError` where the folder cannot be made or written.
  package init(folder: String, software: String) throws(StoreError) {
    self.folder = folder
    self.software = software
    try Folder.make(folder)
    guard access(folder, W_OK) == 0 else { throw .last("access") }
  }

  /// A file for the session that begins now. It blocks.
  func file() -> TranscriptFile? {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let started = MailDate.iso8601(milliseconds: WallClock.now)
    let name = String(started.map { $0 == ":" ? "-" : $0 })
    return TranscriptFile(
      path: "\(folder)/\(name)-\(getpid())-\(number).jsonl",
      header: TranscriptHeader(started: started, software: software, side: .server))
  }
}
