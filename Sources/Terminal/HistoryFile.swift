internal import Glibc

/// What was typed in earlier runs: one entry a line, UTF-8, LF, the newest last.
///
/// Several consoles may use it at once. Each entry is appended under a lock, so none is lost; where
/// there are too many, `load` writes the newest to a new file and renames it over the old one. A
/// history that cannot be read or written is no reason to stop, so nothing here throws.
package struct HistoryFile: Sendable {
  package static let mostEntries = 1000
  /// In bytes of UTF-8. What is longer is a pasted text, not something to be called back.
  package static let longestEntry = 4096

  private let path: String

  package init(_ path: String) {
    self.path = path
  }

  /// The newest entries, oldest first; none where there is no file.
  package func load() -> [String] {
    guard let descriptor = open(creating: false) else { return [] }
    defer { close(descriptor) }
    let contents = contents(of: descriptor)
    let entries = Self.entries(in: contents)
    let newest = Array(entries.suffix(Self.mostEntries))
    if newest.count < entries.count || contents.count > Self.mostOctets {
      replace(with: newest)
    }
    return newest
  }

  /// Adds one entry, on disk when this returns; false where that failed, or it is no entry: empty,
  /// too long, or with a line end or another control character in it.
  @discardableResult
  package func append(_ line: String) -> Bool {
    guard Self.isEntry(line), let descriptor = open(creating: true) else { return false }
    defer { close(descriptor) }
    // A line torn by a crash costs itself only.
    let separator = lastByte(of: descriptor).map { $0 == UInt8(ascii: "\n") } ?? true ? "" : "\n"
    return writeAll("\(separator)\(line)\n", to: descriptor)
  }

  static func isEntry(_ line: String) -> Bool {
    (1...longestEntry).contains(line.utf8.count)
      && !line.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }
  }

  private static let mostOctets = mostEntries * (longestEntry + 1)

  private static func entries(in contents: [UInt8]) -> [String] {
    contents.split(separator: UInt8(ascii: "\n"))
      .compactMap { String(validating: $0, as: UTF8.self) }
      .filter(isEntry)
  }

  /// Opened and locked, and still what the path names: another console may have put a new file in
  /// its place between our opening and our locking.
  private func open(creating: Bool) -> Int32? {
    let mode = O_RDWR | O_APPEND | O_CLOEXEC | (creating ? O_CREAT : 0)
    while true {
      let descriptor = Glibc.open(path, mode, 0o600)
      guard descriptor >= 0 else { return nil }
      while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
      var opened = stat()
      var named = stat()
      guard fstat(descriptor, &opened) == 0 else {
        close(descriptor)
        return nil
      }
      if stat(path, &named) == 0, opened.st_ino == named.st_ino, opened.st_dev == named.st_dev {
        // Who could read it before shall not read what is added now.
        fchmod(descriptor, 0o600)
        return descriptor
      }
      close(descriptor)
    }
  }

  /// The lock on the old file is held, so nobody appends to it meanwhile.
  private func replace(with entries: [String]) {
    let temporary = "\(path).\(getpid())"
    let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten =
      writeAll(entries.map { "\($0)\n" }.joined(), to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
  }

  /// The last `mostOctets` and one more, which tells that there are more.
  private func contents(of descriptor: Int32) -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return [] }
    var offset = max(0, size - Self.mostOctets - 1)
    var contents: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, offset)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return contents }
      contents += buffer.prefix(count)
      offset += count
    }
  }

  private func lastByte(of descriptor: Int32) -> UInt8? {
    let size = lseek(descriptor, 0, SEEK_END)
    var byte: UInt8 = 0
    return size > 0 && pread(descriptor, &byte, 1, size - 1) == 1 ? byte : nil
  }
}
