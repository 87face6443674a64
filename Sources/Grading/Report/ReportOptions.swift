package import Language
package import Lessons

/// What pages of a report need to know beside the grades.
package struct ReportOptions: Hashable, Sendable {
  /// In which a page opens. Both are in it.
  package var language: Language
  /// Those whose texts are shown in conversations.
  package var lessons: Library
  /// The program that writes the page: `byhand 0.1.0`.
  package var software: String

  package init(language: Language, lessons: Library = Library(), software: String = "byhand") {
    self.language = language
    self.lessons = lessons
    self.software = software
  }
}
