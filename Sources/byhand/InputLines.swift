import Console
import Glibc

/// The lines of standard input, as octets: what a stranger wrote may be in any encoding.
enum InputLines {
  /// Ends with the input, or when nobody reads the output any more.
  ///
  /// - Parameters:
  ///   - limit: in octets. Of a longer line only the beginning is given, and that it was cut off.
  ///   - take: gets each line, without its LF.
  ///   - rest: is called when all lines that have come so far have been given, so that a program
  ///     that asks line by line is answered line by line.
  static func read(
    limit: Int, _ take: (_ line: [UInt8], _ isCut: Bool) -> Void, rest: () -> Void = {}
  ) {
    var line: [UInt8] = []
    var isCut = false
    func append(_ octets: ArraySlice<UInt8>) {
      let room = limit - line.count
      line += octets.prefix(room)
      if octets.count > room { isCut = true }
    }
    func finish() {
      take(line, isCut)
      line.removeAll(keepingCapacity: line.capacity < 1 << 20)
      isCut = false
    }
    while StandardOutput.failure == nil {
      let block = available()
      if block.isEmpty { break }
      var octets = block[...]
      while let end = octets.firstIndex(of: 0x0A) {
        append(octets[..<end])
        finish()
        octets = octets[(end + 1)...]
      }
      append(octets)
      rest()
    }
    if !line.isEmpty { finish() }
    rest()
  }

  /// What is there now; empty at the end.
  private static func available() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result = -1
      repeat {
        result = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      } while result < 0 && errno == EINTR
      count = max(0, result)
    }
  }
}
