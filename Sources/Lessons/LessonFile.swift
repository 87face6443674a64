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

  /// FNV-1a, 64 bits: tells a file from another version of it.
  ///
  /// It need not withstand anybody who makes a second file of the same digest: the digest stands in
  /// the student's own recording, where any other could be written as well.
  private static func digest(of octets: ArraySlice<UInt8>) -> String {
    let hash = octets.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, octet in
      (hash ^ UInt64(octet)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
