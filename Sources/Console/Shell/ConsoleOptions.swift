package import Language
package import Lessons
package import Presentation
package import Transcripts

/// The console's options, from the program's arguments and environment.
package struct ConsoleOptions: Sendable {
  package var language: Language
  package var form: OutputForm
  package var hasColour: Bool
  /// Sessions are recorded unless this is off.
  package var records: Bool
  /// A script's AUTH may go out in clear.
  package var sendsLoginInClear = false
  /// The folder for the practice world's mailboxes. `nil` means a temporary folder.
  package var store: String?
  /// The hosts of the practice world. By default the lecture's two hosts.
  package var world: [HostDescription]
  /// The lessons that can be begun by name.
  package var library: Library
  /// Named in recordings; progress is this student's.
  package var student: StudentID?
  package var version: String
  /// The folder for history, recordings and progress.
  package var dataFolder: String?

  package init(
    language: Language, form: OutputForm, hasColour: Bool, records: Bool = true,
    store: String? = nil,
    world: [HostDescription] = HostDescription.lectureWorld, library: Library = Library(),
    student: StudentID? = nil, version: String, dataFolder: String?
  ) {
    self.language = language
    self.form = form
    self.hasColour = hasColour
    self.records = records
    self.store = store
    self.world = world
    self.library = library
    self.student = student
    self.version = version
    self.dataFolder = dataFolder
  }

  /// The folder of the recordings.
  var recordings: String? { dataFolder.map { $0 + "/sessions" } }

  package var view: ViewOptions {
    ViewOptions(language: language, hasColour: hasColour && form == .terminal)
  }
}
