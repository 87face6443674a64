import Glibc
import Network

/// A queued message's octets, read a block at a time.
final class QueueFile: MessageSource {
  private let descriptor: Int32
  private static let blockSize = 65_536

  init(_ path: String) throws(StoreError) {
    descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open") }
  }

  deinit { close(descriptor) }

  func next() throws(StoreError) -> [UInt8]? {
    var failure: StoreError?
    let block = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
      repeat {
        let result = read(descriptor, buffer.baseAddress, Self.blockSize)
        count = max(0, result)
        failure = result < 0 ? .last("read") : nil
      } while failure == .failed(operation: "read", errno: EINTR)
    }
    if let failure { throw failure }
    return block.isEmpty ? nil : block
  }
}
