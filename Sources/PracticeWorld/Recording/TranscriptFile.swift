import Files
import Glibc
import Synchronization
package import Transcripts

/// Appends each event to a file as it happens: what a crash leaves is whole but for its last line.
package final class TranscriptFile: Sendable {
  package let path: String
  private let descriptor: Int32
  /// Why no more is recorded.
  package enum Trouble: Sendable {
    /// As much as may be, in octets.
    case full(limit: Int)
    /// The disk is full, say: what follows would stand behind a torn line, and cost one more.
    case failed
  }

  private struct State {
    var octets = 0
    var trouble: Trouble?
  }

  private let limit: Int
  private let state = Mutex(State())

  /// A new file, 0600: it is its owner's alone. `nil` where it cannot be made: the session goes on unrecorded.
  package init?(path: String, header: TranscriptHeader, limit: Int = .max) {
    self.path = path
    self.limit = limit
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    write(header.json)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  package func append(_ event: Event) { write(event.json) }

  package var trouble: Trouble? { state.withLock { $0.trouble } }

  private func write(_ line: String) {
    state.withLock { state in
      guard state.trouble == nil else { return }
      let octets = Array((line + "\n").utf8)
      state.octets += octets.count
      guard state.octets <= limit else {
        state.trouble = .full(limit: limit)
        return
      }
      do throws(StoreError) { try File.write(octets, to: descriptor) } catch {
        state.trouble = .failed
      }
    }
  }
}
