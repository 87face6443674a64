import Glibc
package import Lessons

/// A class that has handed in its work, and what a grader should find.
package struct SimulatedClass: Sendable {
  /// The grader's words for what a lecturer should look at.
  package enum ExpectedFlag: String, Hashable, Sendable { case copy, timing, reply, identity }

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
  }

  package let lessons: [Lesson]
  package let students: [Student]

  package var files: [File] { students.flatMap(\.files) }

  /// Writes the files below a folder.
  package func write(to folder: String) {
    for file in files { write(file, to: folder) }
  }

  package func write(_ file: File, to folder: String) {
    var parent = folder
    for name in file.path.split(separator: "/").dropLast() {
      parent += "/\(name)"
      mkdir(parent, 0o700)
    }
    guard let stream = fopen("\(folder)/\(file.path)", "wb") else {
      preconditionFailure("cannot write \(file.path)")
    }
    defer { fclose(stream) }
    fwrite(file.octets, 1, file.octets.count, stream)
  }
}
