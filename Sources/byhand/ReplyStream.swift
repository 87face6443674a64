import Console

/// `byhand explain` without an argument: replies from standard input, one a line.
enum ReplyStream {
  /// A longer line is told by its beginning.
  private static let lineLimit = 16 << 20

  /// - Parameter answer: what is written for a line that is not empty. `nil` at the end. The answers
  ///   to what has been read so far are written in one piece.
  static func run(_ answer: ([UInt8]?) -> String) {
    var output: [UInt8] = []
    var isFirst = true
    func write() {
      StandardOutput.write(output)
      output.removeAll(keepingCapacity: true)
    }
    InputLines.read(limit: lineLimit) { line, _ in
      var line = line
      if line.last == 0x0D { line.removeLast() }
      // Editors on Windows write a byte order mark.
      if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      isFirst = false
      if !line.isEmpty { output += answer(line).utf8 }
    } rest: {
      write()
    }
    output += answer(nil).utf8
    write()
  }
}
