import Glibc
import Terminal
import Testing

private func drained(_ pipe: WakePipe) -> Int {
  var bytes = [UInt8](repeating: 0, count: 1 << 17)
  return read(pipe.descriptor, &bytes, bytes.count)
}

@Test func `a wake is one byte, and reading never blocks`() throws {
  let pipe = try WakePipe()
  #expect(drained(pipe) == -1)
  #expect(errno == EAGAIN)
  pipe.wake()
  #expect(drained(pipe) == 1)
}

@Test func `any thread can wake, and a full pipe blocks none`() async throws {
  let pipe = try WakePipe()
  await withTaskGroup(of: Void.self) { group in
    for _ in 0..<4 {
      group.addTask { for _ in 0..<50_000 { pipe.wake() } }
    }
  }
  #expect(drained(pipe) > 0)
}

@Test func `child processes do not inherit the pipe`() throws {
  let pipe = try WakePipe()
  #expect(fcntl(pipe.descriptor, F_GETFD) & FD_CLOEXEC != 0)
}
