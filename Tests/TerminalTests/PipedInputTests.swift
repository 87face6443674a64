import Glibc
import Testing

@testable import Terminal

/// A pipe that a test writes into.
private final class Pipe {
  let reading: Int32
  private var writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    end()
    close(reading)
  }

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
  }

  func end() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}

private func line(_ text: String) -> PipedInputResult { .line(Array(text.utf8)) }

@Test func `lines come without line ends and are otherwise unchanged`() {
  let pipe = Pipe()
  pipe.write("HELO a\r\n\nb\rc\r\r\n")
  pipe.write([0xFF, 0x00, 0x80, 0x0A])
  pipe.write("no end")
  pipe.end()
  var input = PipedInput(descriptor: pipe.reading, wakeDescriptor: -1)
  #expect(input.next(timeoutMilliseconds: nil) == line("HELO a"))
  #expect(input.next(timeoutMilliseconds: nil) == line(""))
  #expect(input.next(timeoutMilliseconds: nil) == line("b\rc\r"))
  #expect(input.next(timeoutMilliseconds: nil) == .line([0xFF, 0x00, 0x80]))
  #expect(input.next(timeoutMilliseconds: nil) == line("no end"))
  #expect(input.next(timeoutMilliseconds: nil) == .endOfInput)
  #expect(input.next(timeoutMilliseconds: nil) == .endOfInput)
}

@Test func `a line is complete wherever it is split`() {
  let pipe = Pipe()
  var input = PipedInput(descriptor: pipe.reading, wakeDescriptor: -1)
  for part in ["QU", "IT\r"] {
    pipe.write(part)
    #expect(input.next(timeoutMilliseconds: 0) == .timedOut)
  }
  pipe.write("\n")
  #expect(input.next(timeoutMilliseconds: nil) == line("QUIT"))
  #expect(input.next(timeoutMilliseconds: 0) == .timedOut)
}

@Test func `a wake comes before waiting lines, and none of them is lost`() throws {
  let pipe = Pipe()
  let wakes = try WakePipe()
  var input = PipedInput(descriptor: pipe.reading, wakeDescriptor: wakes.descriptor)
  pipe.write("one\ntwo\n")
  #expect(input.next(timeoutMilliseconds: nil) == line("one"))
  wakes.wake()
  wakes.wake()
  #expect(input.next(timeoutMilliseconds: nil) == .woken)
  #expect(input.next(timeoutMilliseconds: nil) == line("two"))
  pipe.end()
  #expect(input.next(timeoutMilliseconds: nil) == .endOfInput)
}

@Test func `waiting for the network leaves the input alone`() throws {
  let pipe = Pipe()
  let wakes = try WakePipe()
  var input = PipedInput(descriptor: pipe.reading, wakeDescriptor: wakes.descriptor)
  pipe.write("one\n")
  #expect(input.wait(milliseconds: 0) == .timedOut)
  wakes.wake()
  #expect(input.wait(milliseconds: 10_000) == .woken)
  #expect(input.wait(milliseconds: 0) == .timedOut)
  #expect(input.next(timeoutMilliseconds: nil) == line("one"))
}

@Test(arguments: [1, 3, 64])
func `an overlong line is cut once, and the next line is complete`(chunk: Int) {
  var buffer = LineBuffer(limit: 8)
  var lines: [LineBuffer.Line] = []
  let bytes = Array("12345678\r\n123456789\n1234567890abcdefghijkl\r\nshort\nlonger than that".utf8)
  for start in stride(from: 0, to: bytes.count, by: chunk) {
    buffer.take(bytes[start..<min(start + chunk, bytes.count)])
    while let line = buffer.next() { lines.append(line) }
  }
  while let line = buffer.last() { lines.append(line) }
  let eight = LineBuffer.Line(bytes: Array("12345678".utf8))
  let cut = LineBuffer.Line(bytes: eight.bytes, isCut: true)
  let end = LineBuffer.Line(bytes: Array("longer t".utf8), isCut: true)
  #expect(lines == [eight, cut, cut, .init(bytes: Array("short".utf8)), end])
}

@Test func `an overlong line is reported`() {
  let pipe = Pipe()
  pipe.write("123456\nok\n")
  var input = PipedInput(descriptor: pipe.reading, wakeDescriptor: -1, limit: 4)
  #expect(input.next(timeoutMilliseconds: nil) == .overlong(Array("1234".utf8)))
  #expect(input.next(timeoutMilliseconds: nil) == line("ok"))
}
