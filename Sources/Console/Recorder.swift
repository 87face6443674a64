import Glibc
import Protocols
import Transcripts

/// Appends each event to a file as it happens: what a crash leaves is whole but for its last line.
final class Recorder {
  let path: String
  private let descriptor: Int32
  /// The disk is full, say: what follows would stand behind a torn line, and cost one more.
  private var hasFailed = false

  /// `nil` where the file cannot be made: the session goes on unrecorded, and the console says so.
  init?(path: String, header: TranscriptHeader) {
    self.path = path
    // The folder and the file are the student's alone.
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    write(header.json)
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func record(_ event: Event) { write(event.json) }

  private func write(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty, !hasFailed {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        hasFailed = true
        return
      }
      rest = rest.dropFirst(count)
    }
  }
}
