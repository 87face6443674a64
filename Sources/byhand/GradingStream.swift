import Console
import Files
import Glibc
import Grading
import Language
import Lessons
import Terminal

/// `byhand grade --stream`: the body of Spark's `RDD.pipe` or of Hadoop Streaming.
enum GradingStream {
  /// A longer line costs its result alone.
  private static let lineLimit = 160 << 20

  static func run(_ grader: Grader, _ lessons: [Lesson], _ language: Language) {
    var line: [UInt8] = []
    var isTooLong = false
    func finish() {
      defer { (line, isTooLong) = ([], false) }
      guard isTooLong || line.contains(where: { $0 > 0x20 }) else { return }
      for grade in grader.grade(line: isTooLong ? [] : line) {
        StandardOutput.write(
          GradebookJSON.line(grade, lessons: lessons, language: language) + "\n")
      }
    }
    var block = (try? File.block(of: 1 << 16, from: STDIN_FILENO)) ?? []
    while !block.isEmpty, StandardOutput.failure == nil {
      var rest = block[...]
      while let end = rest.firstIndex(of: 0x0A) {
        line += rest[..<end]
        finish()
        rest = rest[(end + 1)...]
      }
      line += rest
      if line.count > lineLimit { (line, isTooLong) = ([], true) }
      block = (try? File.block(of: 1 << 16, from: STDIN_FILENO)) ?? []
    }
    finish()
  }
}
