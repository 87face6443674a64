import Files
import Glibc
import Network

/// A queued message's octets, read a block at a time.
final class QueueFile: MessageSource {
  private let descriptor: Int32

  init(_ path: String) throws(StoreError) {
    descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open") }
  }

  deinit { close(descriptor) }

  func next() throws(StoreError) -> [UInt8]? {
    let block = try File.block(from: descriptor)
    return block.isEmpty ? nil : block
  }
}
