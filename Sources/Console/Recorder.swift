import Glibc
import Protocols
import Transcripts

/// Appends each event to a file as it happens: what a crash leaves is whole but for its last line.
final class Recorder {
  let path: String
  private let descriptor: Int32

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
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// Files of the console's own: folders 0700, files 0600.
enum OwnFiles {
  /// Makes the folder and those above it. `false` where it cannot be.
  static func makeFolder(_ path: String) -> Bool {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      if mkdir(made, 0o700) != 0, errno != EEXIST { return false }
    }
    return true
  }

  static func read(_ path: String, atMost limit: Int = 256 << 20) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while result.count < limit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return result }
      result += buffer[..<count]
    }
    return nil
  }

  /// Whole or not at all: written beside, then renamed.
  static func write(_ octets: [UInt8], to path: String) -> Bool {
    let beside = "\(path).\(getpid()).tmp"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var rest = octets[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    close(descriptor)
    guard rest.isEmpty, rename(beside, path) == 0 else {
      unlink(beside)
      return false
    }
    return true
  }
}
