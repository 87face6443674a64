import Glibc
package import Lessons

/// A class that has handed in its work, and what a grader should find.
package struct SimulatedClass: Sendable {
  /// The grader's words for what a lecturer should look at.
  package enum ExpectedFlag: String, Hashable, Sendable {
    case copy, timing, reply, identity
    case notCounted = "not-counted"
  }

  package struct File: Hashable, Sendable {
    /// Below the class's folder.
    package let path: String
    package let octets: [UInt8]
  }

  package struct Work: Sendable {
    /// `nil` where the recording is edited so that its grade may be another.
    package let truth: LessonTruth?
    package let flags: Set<ExpectedFlag>
  }

  package struct Student: Sendable {
    package let id: String
    package let temperament: Temperament
    /// In the order of the lessons; `nil` where nothing was handed in.
    package let work: [Work?]
    /// What was done to the work before it was handed in, in words for a test's message.
    package let deed: String
    package let files: [File]
    /// What is in the files, by lesson.
    package let recordings: [[EditedRecording]]
  }

  package let lessons: [Lesson]
  package let students: [Student]

  static func id(ofStudent place: Int) -> String { "\(2_026_001_700 + place)" }

  package var files: [File] { students.flatMap(\.files) }

  /// Writes the files below a folder.
  package func write(to folder: Scratch) {
    for file in files { folder.save(file.octets, as: file.path) }
  }
}

extension Scratch {
  /// Writes a file below this folder, and makes the folders that its path names.
  package func save(_ octets: [UInt8], as name: String) {
    var parent = path
    for name in name.split(separator: "/").dropLast() {
      parent += "/\(name)"
      mkdir(parent, 0o700)
    }
    guard let stream = fopen("\(path)/\(name)", "wbe") else {
      preconditionFailure("cannot write \(name)")
    }
    defer { fclose(stream) }
    fwrite(octets, 1, octets.count, stream)
  }
}
