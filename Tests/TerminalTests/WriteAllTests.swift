import Glibc
import Terminal
import TestSupport
import Testing

/// Writes on its own thread, then closes.
private final class Writer {
  static let text = String(repeating: "MAIL FROM:<alice@crepes.fr>\n", count: 100_000)
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func start() -> Bool {
    var thread = pthread_t()
    return pthread_create(
      &thread, nil,
      { box in
        guard let box else { return nil }
        let writer = Unmanaged<Writer>.fromOpaque(box).takeRetainedValue()
        writeAll(Writer.text, to: writer.descriptor)
        close(writer.descriptor)
        return nil
      }, Unmanaged.passRetained(self).toOpaque()) == 0 && pthread_detach(thread) == 0
  }
}

@Test func `text that does not fit at once is written when there is room`() throws {
  var ends: [Int32] = [0, 0]
  #expect(pipe(&ends) == 0)
  for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  defer { close(ends[0]) }
  // Larger than any pipe on this system.
  try #require(Writer(ends[1]).start())
  #expect(drained(ends[0]) == Writer.text.utf8.count)
}

/// The number of octets until the other end is closed.
private func drained(_ descriptor: Int32) -> Int {
  var octets = [UInt8](repeating: 0, count: 65_536)
  var all = 0
  while true {
    guard isReadable(descriptor, within: 10_000) else { return all }
    let count = read(descriptor, &octets, octets.count)
    if count < 0, errno == EAGAIN || errno == EINTR { continue }
    guard count > 0 else { return all }
    all += count
  }
}
