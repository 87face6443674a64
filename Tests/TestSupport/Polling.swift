import Glibc

/// Whether something can be read within so many milliseconds; a negative number waits without
/// limit. A signal (the window of the terminal that runs the tests changes size) does not end the
/// wait.
public func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
  var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  var count: Int32
  repeat { count = poll(&waiting, 1, milliseconds) } while count < 0 && errno == EINTR
  return count == 1
}
