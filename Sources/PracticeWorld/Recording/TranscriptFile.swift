package import Files
import Glibc
import Synchronization
package import Transcripts

/// Appends each event to a file as it happens: after a crash, all but the last line is whole.
package final class TranscriptFile: Sendable {
  package let path: String
  /// Without its folder.
  package var name: String { String(path.split(separator: "/").last ?? "") }
  /// Why no more is recorded.
  package enum Trouble: Sendable {
    /// The file has as many octets as it may have.
    case full(limit: Int)
    /// For example, the disk is full. A line after a torn one would be lost with it.
    case failed
  }

  private struct State {
    var descriptor: Int32
    /// Of the first line, with its end.
    var headerOctets = 0
    var octets = 0
    var trouble: Trouble?
  }

  private let limit: Int
  private let state: Mutex<State>

  /// A new file, readable by its owner alone (0600). `nil` where it cannot be made: the session
  /// goes on unrecorded.
  package init?(path: String, header: TranscriptHeader, limit: Int = .max) {
    self.path = path
    self.limit = limit
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    state = Mutex(State(descriptor: descriptor))
    guard descriptor >= 0 else { return nil }
    write(header.json)
    state.withLock { $0.headerOctets = $0.octets }
  }

  deinit {
    state.withLock { state in
      if state.descriptor >= 0 { close(state.descriptor) }
    }
  }

  package func append(_ event: Event) { write(event.json) }

  /// Gives the file another first line; the events stay as they are. A reader sees the
  /// old header or the new one with all events, also after a crash: the content is written to a
  /// file beside it, put on disk, and renamed. Further events go to the new file.
  ///
  /// - Throws: where that cannot be done; the file is as it was.
  package func replaceHeader(_ header: TranscriptHeader) throws(StoreError) {
    try state.withLock { state throws(StoreError) in
      let line = Array((header.json + "\n").utf8)
      let beside = "\(path).\(getpid()).tmp"
      let new = open(
        beside, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard new >= 0 else { throw .last("open") }
      do throws(StoreError) {
        try File.write(line, to: new)
        try copyEvents(from: state.headerOctets, to: new)
        guard fsync(new) == 0 else { throw .last("fsync") }
        guard rename(beside, path) == 0 else { throw .last("rename") }
      } catch {
        close(new)
        unlink(beside)
        throw error
      }
      close(state.descriptor)
      state.descriptor = new
      state.octets += line.count - state.headerOctets
      state.headerOctets = line.count
    }
  }

  private func copyEvents(from start: Int, to descriptor: Int32) throws(StoreError) {
    let old = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard old >= 0 else { throw .last("open") }
    defer { close(old) }
    guard lseek(old, off_t(start), SEEK_SET) >= 0 else { throw .last("lseek") }
    while case let block = try File.block(from: old), !block.isEmpty {
      try File.write(block, to: descriptor)
    }
  }

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
      do throws(StoreError) { try File.write(octets, to: state.descriptor) } catch {
        state.trouble = .failed
      }
    }
  }
}
