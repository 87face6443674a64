import Glibc
package import Transcripts

/// Appends each event to a file as it happens: what a crash leaves is whole but for its last line.
package final class TranscriptFile: Sendable {
  package let path: String
  private let descriptor: Int32

  /// A new file, 0600: it is its owner's alone. `nil` where it cannot be made.
  package init?(path: String, header: TranscriptHeader) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    write(header.json)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  package func append(_ event: Event) { write(event.json) }

  private func write(_ line: String) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
