import Language
import Presentation
import Protocols
import Teaching
import Transcripts

/// asciicast v2 (docs.asciinema.org): what a replay shows on a terminal of 80 by 24, at its own
/// times. Players shorten longer pauses to `idle_time_limit`. Phases are markers.
struct CastExport {
  private let recording: Recording
  private let options: ExportOptions
  private let view: any View
  private static let (columns, rows) = (80, 24)
  /// In seconds, as a replay has it.
  private static let longestPause = 2

  init(_ recording: Recording, _ options: ExportOptions) {
    self.recording = recording
    self.options = options
    view = OutputForm.terminal.view(
      ViewOptions(language: options.language, width: Self.columns, hasColour: true))
  }

  var octets: [UInt8] {
    var lines = Array((header.text + "\n").utf8)
    var time = 0
    var lastHeard: Int?
    func add(_ kind: String, _ text: String) {
      lines += "[\(TextExport.seconds(time)), \"\(kind)\", \(JSONObject.quoted(text))]\n".utf8
    }
    recording.read(options) { step, session in
      switch step {
      case .event(let event, let facts, let notes):
        // Times of a forged recording may go back; a cast's may not.
        time = max(time, event.milliseconds)
        for phase in facts.compactMap(\.phase) { add("m", marker(phase, event, session)) }
        let speakers = Speakers(of: event, after: lastHeard, in: session)
        if case .heard = event.act { lastHeard = event.conversation }
        let text = view.show(event, notes, by: speakers, isEchoed: false)
        if !text.isEmpty { add("o", screen(text)) }
      case .omitted(let omission):
        time = max(time, omission.milliseconds)
        add("o", screen("   \(omission.phrase[options.language])\n"))
      }
    }
    return lines
  }

  private var header: JSONObject {
    var object = JSONObject()
    object.add("version", 2)
    object.add("width", Self.columns)
    object.add("height", Self.rows)
    if recording.started > 0 { object.add("timestamp", recording.started / 1_000) }
    object.add("idle_time_limit", Self.longestPause)
    let title = recording.title(options) + .pausesAreShortened(Self.longestPause)
    object.add("title", title[options.language])
    return object
  }

  private func marker(_ phase: Phase, _ event: Event, _ session: Session) -> String {
    let opening = session.conversations[event.conversation]?.opening
    let parties = opening?.client.flatMap { client in
      opening.map { " · \(SafeText.of(client)) → \(SafeText.of($0.attempt.host))" }
    }
    return phase.heading[options.language] + (parties ?? "")
  }

  /// A terminal in raw mode needs CR before LF.
  private func screen(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }
}

extension Phrase {
  fileprivate static func pausesAreShortened(_ seconds: Int) -> Phrase {
    Phrase(
      en: " (pauses longer than \(seconds) seconds are shortened)",
      zh: "（超过 \(seconds) 秒的停顿已缩短）")
  }
}
