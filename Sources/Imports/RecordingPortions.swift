import Protocols
import Transcripts

/// A recording's octets, some at a time: escaped, they may be several times what was said.
package struct RecordingPortions: Sequence, IteratorProtocol, Sendable {
  private static let size = 65_536

  private var begun: [UInt8]
  private let separator: UInt8
  private var end: [UInt8]
  private var events: ArraySlice<Event>

  fileprivate init(begun: String, separator: UInt8, end: String, _ events: [Event]) {
    (self.begun, self.separator, self.end) = (Array(begun.utf8), separator, Array(end.utf8))
    self.events = events[...]
  }

  package mutating func next() -> [UInt8]? {
    var portion = begun
    begun = []
    while portion.count < Self.size {
      guard let event = events.popFirst() else {
        portion += end
        end = []
        break
      }
      portion.append(separator)
      portion += event.json.utf8
    }
    return portion.isEmpty ? nil : portion
  }
}

extension Imported.Recording {
  /// As a transcript's file.
  package var file: RecordingPortions {
    RecordingPortions(begun: header.json, separator: .lineFeed, end: "\n", events)
  }

  /// As a line of what `byhand submit` writes.
  package func bundled(as name: String) -> RecordingPortions {
    var object = JSONObject()
    object.add("student", header.student)
    object.add("recording", name)
    object.add("transcript", [JSONObject]())
    return RecordingPortions(
      begun: object.text.dropLast(2) + header.json, separator: .comma, end: "]}\n", events)
  }
}
