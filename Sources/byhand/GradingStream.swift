import Console
import Grading
import Language
import Lessons

/// `byhand grade --stream`: the body of Spark's `RDD.pipe` or of Hadoop Streaming.
enum GradingStream {
  /// A longer line costs its result alone.
  private static let lineLimit = 160 << 20

  static func run(_ grader: Grader, _ lessons: [Lesson], _ language: Language) {
    InputLines.read(limit: lineLimit) { line, isCut in
      guard isCut || line.contains(where: { $0 > 0x20 }) else { return }
      for grade in grader.grade(line: isCut ? [] : line) {
        StandardOutput.write(
          GradebookJSON.line(grade, lessons: lessons, language: language) + "\n")
      }
    }
  }
}
