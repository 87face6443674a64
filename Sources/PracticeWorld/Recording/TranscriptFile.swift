import Files
import Glibc
import Synchronization
package import Transcripts

/// Appends each event to a file as it happens: after a crash, all but the last line is whole.
package final class TranscriptFile: Sendable {
  package let path: String
  /// Without its folder.
  package var name: String { String(path.split(separator: "/").last ?? "") }
  private let descriptor: Int32
  /// Why no more is recorded.
  package enum Trouble: Sendable {
    /// The file has as many octets as it may have.
    case full(limit: Int)
    /// For example, the disk is full. A line after a torn one would be lost with it.
    case failed
  }

  private struct State {
    var octets = 0
    var trouble: Trouble?
  }

  private let limit: Int
  private let state = Mutex(State())

  /// A new file, readable by its owner alone (0600). `nil` where it cannot be made: the session
  /// goes on unrecorded.
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
