import Console
import Glibc

/// `byhand explain` without an argument: replies from standard input, one a line.
///
/// Lines stay octets: a server's text may be GBK.
enum ReplyStream {
  /// A longer line is told by its beginning.
  private static let lineLimit = 16 << 20

  /// - Parameter answer: what is written for a line that is not empty. The answers to what has been
  ///   read so far are written in one piece. `nil` at the end.
  static func run(_ answer: ([UInt8]?) -> String) {
    var line: [UInt8] = []
    var output: [UInt8] = []
    func finish() {
      defer { line.removeAll(keepingCapacity: true) }
      if line.last == 0x0D { line.removeLast() }
      if !line.isEmpty { output += answer(line).utf8 }
    }
    var isAtEnd = false
    var isFirst = true
    while !isAtEnd, StandardOutput.failure == nil {
      // What is there now: a program that asks line by line is answered line by line.
      let block = available()
      isAtEnd = block.isEmpty
      // Editors on Windows write a byte order mark.
      var rest = isFirst && block.starts(with: [0xEF, 0xBB, 0xBF]) ? block[3...] : block[...]
      isFirst = false
      while let end = rest.firstIndex(of: 0x0A) {
        line += rest[..<end].prefix(max(0, lineLimit - line.count))
        finish()
        rest = rest[(end + 1)...]
      }
      line += rest.prefix(max(0, lineLimit - line.count))
      if isAtEnd {
        finish()
        output += answer(nil).utf8
      }
      StandardOutput.write(output)
      output.removeAll(keepingCapacity: true)
    }
  }

  /// Empty at the end.
  private static func available() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result = -1
      repeat {
        result = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      } while result < 0
        && errno == EINTR
      count = max(0, result)
    }
  }
}
