import Teaching

/// Reads one lesson's file.
package enum LessonFile {
  /// Octets of the largest lesson.
  package static let limit = 256 << 10

  /// - Throws: everything that is wrong, each with its line and column.
  package static func parse(_ octets: [UInt8], name: String) throws(LessonError) -> Lesson {
    var reader = LessonReader(file: name)
    let lesson = reader.lesson(try YAMLFile(octets, name: name).root())
    if let error = reader.error { throw error }
    guard let lesson else {
      throw LessonError(file: name, line: 1, column: 1, problem: .emptyFile)
    }
    return lesson
  }
}
