import Glibc
import Synchronization
package import Transcripts

/// Appends each event to a file as it happens: what a crash leaves is whole but for its last line.
package final class TranscriptFile: Sendable {
  package let path: String
  private let descriptor: Int32
  /// The disk is full, say: what follows would stand behind a torn line, and cost one more.
  private let hasFailed = Mutex(false)

  /// A new file, 0600: it is its owner's alone. `nil` where it cannot be made: the session goes on unrecorded.
  package init?(path: String, header: TranscriptHeader) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    write(header.json)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  package func append(_ event: Event) { write(event.json) }

  private func write(_ line: String) {
    hasFailed.withLock { hasFailed in
      guard !hasFailed else { return }
      do throws(StoreError) { try File.write(Array((line + "\n").utf8), to: descriptor) } catch {
        hasFailed = true
      }
    }
  }
}
