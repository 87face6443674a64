import Files
import Glibc
import Synchronization

/// A message on its way to a mailbox or a queue: buffered, in constant memory however long it
/// grows.
///
/// Released without being delivered, it leaves no file behind.
final class FileSpool: Spool {
  private static let bufferSize = 65_536

  private struct Writing {
    /// Below 0: delivered or discarded.
    var descriptor: Int32
    var buffer: [UInt8] = []
    var count = 0
  }

  /// The file in the `tmp` folder.
  let path: String
  private let place: @Sendable (FileSpool, [String]) throws(StoreError) -> Void
  private let writing: Mutex<Writing>

  /// A new file, with mode 0600. `deliver` finishes it and gives it to users.
  init(
    path: String, deliver: @escaping @Sendable (FileSpool, [String]) throws(StoreError) -> Void
  ) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last("open") }
    self.path = path
    place = deliver
    self.writing = Mutex(Writing(descriptor: descriptor))
  }

  deinit { discard() }

  var count: Int { writing.withLock { $0.count } }

  func append(_ octets: [UInt8]) throws(StoreError) {
    try writing.withLock { writing throws(StoreError) in
      guard writing.descriptor >= 0 else { throw .nothingToDeliver }
      writing.buffer.append(contentsOf: octets)
      writing.count += octets.count
      if writing.buffer.count >= Self.bufferSize { try flush(&writing) }
    }
  }

  func deliver(to users: [String]) throws(StoreError) { try place(self, users) }

  /// Removes the file.
  func discard() {
    writing.withLock { discard(&$0) }
  }

  /// Puts all octets on disk and closes the file, which then belongs to the caller.
  func finish() throws(StoreError) {
    try writing.withLock { writing throws(StoreError) in
      guard writing.descriptor >= 0 else { throw .nothingToDeliver }
      try flush(&writing)
      guard fsync(writing.descriptor) == 0 else {
        let error = StoreError.last("fsync")
        discard(&writing)
        throw error
      }
      let closed = close(writing.descriptor)
      writing.descriptor = -1
      // Some file systems, such as NFS, report a full disk only here.
      guard closed == 0 || errno == EINTR else {
        let error = StoreError.last("close")
        unlink(path)
        throw error
      }
    }
  }

  private func flush(_ writing: inout Writing) throws(StoreError) {
    do throws(StoreError) { try File.write(writing.buffer, to: writing.descriptor) } catch {
      discard(&writing)
      throw error
    }
    writing.buffer.removeAll(keepingCapacity: true)
  }

  private func discard(_ writing: inout Writing) {
    guard writing.descriptor >= 0 else { return }
    close(writing.descriptor)
    unlink(path)
    writing.descriptor = -1
    writing.buffer = []
  }
}
