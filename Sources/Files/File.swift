import Glibc

/// The few calls on files that byhand needs: for its stores, and for the files that a person names.
package enum File {
  private static let blockSize = 65_536

  /// A file, a folder or anything else; links are not followed.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The first octets of a plain file; links are not followed.
  package static func head(of path: String, atMost limit: Int) throws(StoreError) -> [UInt8] {
    // O_NONBLOCK: a pipe that somebody put into the folder must not hold up the reader.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("fstat") }
    return try block(of: max(0, min(limit, Int(status.st_size))), from: descriptor)
  }

  /// The last octets of a plain file; links are not followed.
  package static func tail(of path: String, atMost limit: Int) throws(StoreError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("fstat") }
    let size = max(0, min(limit, Int(status.st_size)))
    guard lseek(descriptor, off_t(Int(status.st_size) - size), SEEK_SET) >= 0 else {
      throw .last("lseek")
    }
    return try block(of: size, from: descriptor)
  }

  /// The whole of a file that a person named: links are followed, and a pipe is read to its end.
  ///
  /// `nil` where it cannot be read, or has more than `limit` octets.
  package static func whole(_ path: String, atMost limit: Int = 256 << 20) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return whole(from: descriptor, atMost: limit)
  }

  /// The octets of a file that a person named, one block after the other: links are followed, and a
  /// pipe is read to its end. `-` is the standard input.
  ///
  /// - Throws: what `take` throws.
  /// - Returns: `false` where the file cannot be read.
  package static func read<Failure>(
    _ path: String, blockSize: Int = 1 << 20, _ take: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    while true {
      guard let block = try? block(of: blockSize, from: descriptor) else { return false }
      try take(block)
      if block.count < blockSize { return true }
    }
  }

  /// The first octets of a file that a person named, read as `whole` reads it.
  package static func beginning(of path: String, atMost limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return try? block(of: limit, from: descriptor)
  }

  /// As `whole`, for a file that is open: from its current position to its end.
  package static func whole(from descriptor: Int32, atMost limit: Int) -> [UInt8]? {
    var octets: [UInt8] = []
    while octets.count <= limit {
      guard let block = try? block(of: blockSize, from: descriptor) else { return nil }
      octets += block
      if block.count < blockSize { break }
    }
    return octets.count <= limit ? octets : nil
  }

  /// The next octets: fewer than `size` only at the end.
  package static func block(
    of size: Int = blockSize, from descriptor: Int32
  ) throws(StoreError) -> [UInt8] {
    var failure: StoreError?
    let octets = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = 0
      while count < size {
        let start = UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: count)
        let result = Glibc.read(descriptor, start, size - count)
        if result < 0, errno == EINTR { continue }
        if result < 0 { failure = .last("read") }
        guard result > 0 else { break }
        count += result
      }
    }
    if let failure { throw failure }
    return octets
  }

  /// Writes all octets, however often the system has to be asked.
  package static func write(_ octets: [UInt8], to descriptor: Int32) throws(StoreError) {
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

  /// Gives the file new content, whole or not at all, with mode 0600: the octets are written to a
  /// file beside it, put on disk, and renamed. The new name outlives a power cut once
  /// ``Folder/sync(_:)`` has been called.
  package static func replace(_ path: String, with octets: [UInt8]) throws(StoreError) {
    try replace(path, with: CollectionOfOne(octets))
  }

  /// The same, of content that is not held in memory as a whole.
  package static func replace(
    _ path: String, with portions: some Sequence<[UInt8]>
  ) throws(StoreError) {
    let beside = "\(path).\(getpid()).tmp"
    do throws(StoreError) {
      try writeAnew(portions, to: beside)
      guard rename(beside, path) == 0 else { throw .last("rename") }
    } catch {
      unlink(beside)
      throw error
    }
  }

  private static func writeAnew(
    _ portions: some Sequence<[UInt8]>, to path: String
  ) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    for portion in portions { try write(portion, to: descriptor) }
    guard fsync(descriptor) == 0 else { throw .last("fsync") }
  }
}
