internal import Glibc

/// Writes all of `text`, even if the descriptor accepts it in parts or is full for a while.
@discardableResult
package func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  writeAll(Array(text.utf8), to: descriptor)
}

/// Writes all octets, in the same way.
package func writeAll(_ octets: [UInt8], to descriptor: Int32) -> Bool {
  var rest = octets[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno == EAGAIN {
      var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&room, 1, -1)
    } else if errno != EINTR {
      return false
    }
  }
  return true
}
