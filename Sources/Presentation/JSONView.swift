import Language
import Protocols
package import Teaching
package import Transcripts

/// One object a line: the transcript's events, with notes between them.
package struct JSONView: View {
  package var options: ViewOptions

  package init(_ options: ViewOptions) { self.options = options }

  package func show(
    _ event: Event, _ notes: [Note], by speakers: Speakers?, _ exposure: Exposure?, isEchoed: Bool
  ) -> String {
    event.json + "\n" + shown(notes).map(say).joined()
  }

  package func say(_ note: Note) -> String {
    var object = JSONObject()
    object.add("kind", "note")
    object.add("about", note.about.rawValue)
    object.add("event", note.event)
    object.add("phase", note.phase?.name)
    object.add("code", note.code)
    object.add("rule", note.rule?.description)
    object.add("column", note.column)
    object.add("suggestion", note.suggestion)
    object.add("text", note.text[options.language])
    return object.text + "\n"
  }

  package func table(_ listing: Listing) -> String {
    listing.rows.map { row in
      say(
        Note(
          .console,
          text: row.dropFirst().reduce(row.first ?? .empty) {
            $0 + Phrase(en: ": ", zh: "：") + $1
          }))
    }.joined()
  }

  /// A note for each lesson, and one for the sums.
  package func map(_ map: CourseMap) -> String {
    let sums = map.sums.map { $0[options.language] }.joined(separator: " · ")
    return table(map.listing) + say(Note(.console, text: .verbatim(sums)))
  }

  /// Lines that belong together are one note.
  package func block(_ lines: [String]) -> String {
    let text = lines.joined(separator: "\n")
    return say(Note(.console, text: .verbatim(text)))
  }

  package func ladder(_ ladder: Ladder) -> String {
    ladder.json(options.language).text + "\n"
  }

  package func comparison(_ comparison: Comparison) -> String {
    var object = JSONObject()
    object.add("kind", "comparison")
    let (push, pull) = comparison.pair
    if let push { object.add("push", push.figures(besides: nil)) }
    if let pull { object.add("pull", pull.figures(besides: push)) }
    object.add(
      "rows",
      comparison.rows.map { row in
        var object = JSONObject()
        object.add("key", row.key)
        object.add("aspect", row.aspect[options.language])
        object.add("push", row.push?[options.language])
        object.add("pull", row.pull?[options.language])
        return object
      })
    object.add("conclusion", comparison.conclusion.map { $0[options.language] })
    return object.text + "\n"
  }
}

extension MeasuredObject {
  /// `push`: the message that this object is compared with.
  fileprivate func figures(besides push: MeasuredObject?) -> JSONObject {
    let relation = push.map { self.relation(to: $0) }
    var object = JSONObject()
    object.add("dialect", dialect.rawValue)
    object.add("object", target == nil ? "message" : relation?.name)
    object.add("target", target)
    object.add("opened_by", openedBy.rawValue)
    object.add("spoke_first", firstSpeaker?.rawValue)
    object.add("object_from", objectFrom.rawValue)
    object.add("lines_before", linesBefore)
    object.add("round_trips_before", roundTripsBefore)
    object.add("client_octets", clientOctets)
    object.add("server_octets", serverOctets)
    object.add("object_octets", objectOctets)
    if case .same(let trace) = relation { object.add("trace_octets", trace) }
    object.add("overhead_octets", overheadOctets)
    object.add("other_octets", otherOctets)
    object.add("objects", objects)
    object.add("exchanges", exchanges)
    object.add("dependent_exchanges", dependentExchanges)
    object.add("base64_parts", base64Parts)
    object.add("base64_octets", base64Octets)
    object.add("decoded_octets", decodedOctets)
    return object
  }
}

extension MeasuredObject.Relation {
  fileprivate var name: String {
    switch self {
    case .same: "message"
    case .file: "file"
    case .other: "other"
    }
  }
}
