import FoundationEssentials
import Protocols

/// The members that any line of a transcript may have. Keys of newer versions are passed over.
struct TranscriptLine: Decodable {
  var format: String?
  var version: Int?
  var started: String?
  var software: String?
  var side: String?
  var student: String?

  var n: Int?
  var ms: Int?
  var c: Int?
  var kind: String?
  var by: String?
  var from: String?
  var text: String?
  var base64: String?
  var eol: String?
  var count: Int?
  var how: String?
  var dialect: String?
  var host: String?
  var port: Int?
  var address: String?
  var local: String?
  var world: String?
  var reason: String?
  var did: String?
  var lesson: String?
  var step: String?
  var choice: Int?
  var command: String?
}

extension TranscriptLine {
  var header: TranscriptHeader? {
    guard format == TranscriptHeader.format else { return nil }
    return TranscriptHeader(
      started: started ?? "", software: software ?? "",
      side: side.flatMap(Side.init(rawValue:)) ?? .client, student: student)
  }

  /// `nil` where a member is missing or out of range. `raw` is kept for kinds of newer versions.
  func event(raw: String) -> Event? {
    guard let n, let ms, n >= 0, ms >= 0, let kind, let act = act(kind, raw: raw) else { return nil }
    return Event(
      number: n, milliseconds: ms, conversation: c ?? 0, act: act, isByConsole: by == "console")
  }

  private func act(_ kind: String, raw: String) -> Act? {
    switch kind {
    case "open": opening.map { .opened($0) }
    case "fail": failure
    case "line": heard(line.map { .line($0) })
    case "octets": heard(octets.map { .octets($0) })
    case "withheld": heard(count.map { .withheld(kept: octets ?? [], count: max(0, $0)) })
    case "close":
      speaker.map {
        .closed(by: $0, how.flatMap(Farewell.init(rawValue:)) ?? .finished)
      }
    case "learner": learner.map { .learner($0) } ?? .unknown(raw)
    default: .unknown(raw)
    }
  }

  private var speaker: Side? { from.flatMap(Side.init(rawValue:)) }

  private func heard(_ piece: Piece?) -> Act? {
    guard let speaker, let piece else { return nil }
    return .heard(speaker, piece)
  }

  private var octets: [UInt8]? {
    text.map { Array($0.utf8) } ?? base64.flatMap { Base64.decoded($0) }
  }

  private var line: Line? {
    guard let octets else { return nil }
    guard let eol else { return Line(octets: octets) }
    return Ending(rawValue: eol).map { Line(octets: octets, ending: $0) }
  }

  private var attempt: Attempt? {
    guard let host, let port, (0...65_535).contains(port) else { return nil }
    return Attempt(
      dialect: dialect.flatMap(Dialect.init(rawValue:)) ?? .smtp, host: host, port: port)
  }

  private var opening: Opening? {
    attempt.map {
      Opening(
        attempt: $0, address: address ?? "", local: local, isPractice: world == "practice")
    }
  }

  private var failure: Act? {
    attempt.map {
      .failed($0, reason.flatMap(ConnectionFailure.init(rawValue:)) ?? .other)
    }
  }

  private var learner: LearnerAct? {
    switch did {
    case "began": step.map { .began(lesson: lesson ?? "", step: $0) }
    case "answered":
      if let step, let choice { .answered(step: step, choice: choice) } else { nil }
    case "hint": step.map { .hint(step: $0) }
    case "skipped": step.map { .skipped(step: $0) }
    case "passed": step.map { .passed(step: $0) }
    case "asked": command.map { .asked(console: $0) }
    default: nil
    }
  }
}
