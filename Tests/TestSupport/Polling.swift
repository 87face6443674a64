import Glibc

/// Whether something can be read within so many milliseconds; a negative number waits for ever. A signal that some other
/// test's editor is to hear of (the window of whoever runs the tests has another size) ends no wait.
public func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
  var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  var count: Int32
  repeat { count = poll(&waiting, 1, milliseconds) } while count < 0 && errno == EINTR
  return count == 1
}
