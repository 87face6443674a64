package import Language
package import Presentation
package import Transcripts

/// What the program's arguments and environment say about a console.
package struct ConsoleOptions: Sendable {
  package var language: Language
  package var form: OutputForm
  package var hasColour: Bool
  /// Sessions are recorded unless this is off.
  package var records: Bool
  /// The practice world's mailboxes; `nil` is a temporary folder.
  package var store: String?
  /// `nil`: the lecture's two hosts.
  package var world: [HostDescription]
  package var version: String
  /// History, recordings and progress live here.
  package var dataFolder: String?

  package init(
    language: Language, form: OutputForm, hasColour: Bool, records: Bool, store: String?,
    world: [HostDescription] = HostDescription.lectureWorld, version: String, dataFolder: String?
  ) {
    self.language = language
    self.form = form
    self.hasColour = hasColour
    self.records = records
    self.store = store
    self.world = world
    self.version = version
    self.dataFolder = dataFolder
  }

  package var view: ViewOptions {
    ViewOptions(language: language, hasColour: hasColour && form == .terminal)
  }
}
