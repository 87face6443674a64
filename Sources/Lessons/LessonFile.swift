/// Reads one lesson's file.
package enum LessonFile {
  /// Octets of the largest lesson.
  package static let limit = 256 << 10

  /// - Throws: everything that is wrong, each with its line and column.
  package static func parse(_ octets: [UInt8], name: String) throws(LessonError) -> Lesson {
    var reader = LessonReader(file: name)
    let file = try YAMLFile(octets, name: name)
    let lesson = reader.lesson(try file.root(), digest: digest(of: file.octets))
    if let error = reader.error { throw error }
    guard let lesson else {
      throw LessonError(file: name, line: 1, column: 1, problem: .emptyFile)
    }
    return lesson
  }

  /// Tells a file from another version of it.
  ///
  /// It need not withstand anybody who makes a second file of the same digest: the digest stands in
  /// the student's own recording, where any other could be written as well.
  static func digest(of octets: some Sequence<UInt8>) -> String {
    let digits = String(FNV1a.hash(octets), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
