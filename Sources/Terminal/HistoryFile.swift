internal import Glibc

/// The lines typed in earlier runs: UTF-8, one entry a line, the newest last.
///
/// Several consoles may use the file at once. Each entry is appended under a lock, so none is lost.
/// If there are too many entries, `load` writes the newest to a new file and renames it over the
/// old one. The console works without a history, so nothing here throws.
package struct HistoryFile: Sendable {
  package static let mostEntries = 1000
  /// In bytes of UTF-8. A longer line is pasted text that a student does not want to recall.
  package static let longestEntry = 4096

  private let path: String

  package init(_ path: String) {
    self.path = path
  }

  /// The newest entries, oldest first. Empty if there is no file.
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

  /// Appends one entry to the file.
  ///
  /// - Returns: `false` if that failed, or if the line cannot be an entry: it is empty, too long,
  ///   or contains a line end or another control character.
  @discardableResult
  package func append(_ line: String) -> Bool {
    guard Self.isEntry(line), let descriptor = open(creating: true) else { return false }
    defer { close(descriptor) }
    // A line cut off by a crash must not spoil the next one.
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

  /// Opens and locks the file. Another console may replace the file between the opening and the
  /// locking, so this checks that the path still names the opened file.
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
        // The file may have been readable by others.
        fchmod(descriptor, 0o600)
        return descriptor
      }
      close(descriptor)
    }
  }

  /// Called while the old file is locked, so no other console appends to it.
  private func replace(with entries: [String]) {
    let temporary = "\(path).\(getpid())"
    let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten =
      writeAll(entries.map { "\($0)\n" }.joined(), to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
  }

  /// The last `mostOctets`, and one more that shows that the file is longer.
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
