package import Markup

/// The session as rows of a page that is read from top to bottom: every line, with the notes in
/// full. The style sheet is `session.css`.
package struct SessionRows: Sendable {
  package let html: HTML

  /// - Parameter number: Of the recording on its page. The element of its event 12 is `r1-e12`.
  package init(_ recording: Recording, _ options: ExportOptions, number: Int) {
    html = PlayerSteps(recording, options, anchor: "r\(number)-").html
  }
}
