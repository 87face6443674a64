package import Protocols

/// The first line of a transcript.
package struct TranscriptHeader: Hashable, Sendable {
  package static let format = "byhand-transcript"
  package static let version = 1

  /// ISO 8601, UTC, with milliseconds.
  package let started: String
  package let software: String
  /// The side that recorded it: the console is a client, `serve --record` a server.
  package let side: Side
  /// Who did what the session holds, as the student's side was told. `nil`: it was told nothing.
  package var student: String?

  package init(started: String, software: String, side: Side, student: String? = nil) {
    self.started = started
    self.software = software
    self.side = side
    self.student = student
  }

  package var json: String {
    var object = JSONObject()
    object.add("format", Self.format)
    object.add("version", Self.version)
    object.add("started", started)
    object.add("software", software)
    object.add("side", side.rawValue)
    object.add("student", student)
    return object.text
  }
}
