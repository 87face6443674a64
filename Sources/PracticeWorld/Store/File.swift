import Glibc

/// The few calls on files that a store needs.
enum File {
  /// The first octets of a plain file; links are not followed.
  static func read(_ path: String, atMost limit: Int) throws(StoreError) -> [UInt8] {
    // O_NONBLOCK: whoever put a pipe into the mailbox does not get to hold the reader.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("fstat") }
    let wanted = max(0, min(limit, Int(status.st_size)))
    var failure: StoreError?
    let octets = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      count = 0
      while count < wanted {
        let start = UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: count)
        let result = Glibc.read(descriptor, start, wanted - count)
        if result < 0, errno == EINTR { continue }
        if result < 0 { failure = .last("read") }
        guard result > 0 else { break }
        count += result
      }
    }
    if let failure { throw failure }
    return octets
  }

  static func write(_ octets: [UInt8], to descriptor: Int32) throws(StoreError) {
    var written = 0
    while written < octets.count {
      let result = octets.withUnsafeBytes { octets in
        Glibc.write(descriptor, octets.baseAddress?.advanced(by: written), octets.count - written)
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw .last("write") }
      written += result
    }
  }
}
