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

  /// `2026-11-23 15:00`, of `2026-11-23T15:00:00.000Z`; `nil` where it is no such date.
  package var startedMinute: String? { Self.minute(of: started) }

  package static func minute(of written: String) -> String? {
    written.wholeMatch(of: /(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d{1,9})?Z/)
      .map { "\($0.1) \($0.2)" }
  }

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
