import FoundationEssentials
import Protocols

/// The members that any line of a transcript may have. Keys of newer versions are passed over.
struct TranscriptLine: Decodable {
  let format: String?
  let version: Int?
  let started: String?
  let software: String?
  let side: String?
  let student: String?

  let n: Int?
  let ms: Int?
  let c: Int?
  let kind: String?
  let by: String?
  let from: String?
  let text: String?
  let base64: String?
  let eol: String?
  let count: Int?
  let how: String?
  let dialect: String?
  let host: String?
  let port: Int?
  let address: String?
  let local: String?
  let world: String?
  let reason: String?
  let did: String?
  let lesson: String?
  let step: String?
  let choice: Int?
  let command: String?
  let message: String?
  let recipient: String?
  let reply: String?
  let retry: Int?
  let client: String?

  private enum CodingKeys: String, CodingKey {
    case format, version, started, software, side, student
    case n, ms, c, kind, by, from, text, base64, eol, count, how, dialect, host, port, address,
      local
    case world, reason, did, lesson, step, choice, command, message, recipient, reply, retry, client
  }

  /// A member of another type than ours is a newer version's, and counts as missing.
  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    func word(_ key: CodingKeys) -> String? { try? members.decode(String.self, forKey: key) }
    func integer(_ key: CodingKeys) -> Int? { try? members.decode(Int.self, forKey: key) }
    format = word(.format)
    version = integer(.version)
    started = word(.started)
    software = word(.software)
    side = word(.side)
    student = word(.student)
    n = integer(.n)
    ms = integer(.ms)
    c = integer(.c)
    kind = word(.kind)
    by = word(.by)
    from = word(.from)
    text = word(.text)
    base64 = word(.base64)
    eol = word(.eol)
    count = integer(.count)
    how = word(.how)
    dialect = word(.dialect)
    host = word(.host)
    port = integer(.port)
    address = word(.address)
    local = word(.local)
    world = word(.world)
    reason = word(.reason)
    did = word(.did)
    lesson = word(.lesson)
    step = word(.step)
    choice = integer(.choice)
    command = word(.command)
    message = word(.message)
    recipient = word(.recipient)
    reply = word(.reply)
    retry = integer(.retry)
    client = word(.client)
  }
}

extension TranscriptLine {
  var header: TranscriptHeader? {
    guard format == TranscriptHeader.format else { return nil }
    return TranscriptHeader(
      started: started ?? "", software: software ?? "",
      side: side.flatMap(Side.init(rawValue:)) ?? .client, student: student)
  }

  /// Thirty years in milliseconds: larger numbers are forged, and no sum of these overflows.
  private static let range = 0...1_000_000_000_000

  /// `nil` where a member is missing or out of range. `raw` is kept for kinds of newer versions.
  func event(raw: String) -> Event? {
    guard let n, let ms, let kind, Self.range.contains(n), Self.range.contains(ms),
      Self.range.contains(c ?? 0), let act = act(kind, raw: raw)
    else { return nil }
    return Event(
      number: n, milliseconds: ms, conversation: c ?? 0, act: act, isByConsole: by == "console")
  }

  private func act(_ kind: String, raw: String) -> Act? {
    switch kind {
    case "open": opening.map { .opened($0) }
    case "fail": failure
    case "line": heard(line.map { .line($0) })
    case "octets": heard(octets.map { .octets($0) })
    case "withheld": heard(withheld)
    case "close":
      speaker.map {
        .closed(by: $0, how.flatMap(Farewell.init(rawValue:)) ?? .finished)
      }
    case "world": worldAct.map { .world($0) } ?? .unknown(raw)
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

  private var withheld: Piece? {
    guard let count, (0...1_000_000_000).contains(count) else { return nil }
    return .withheld(kept: octets ?? [], count: count)
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
        attempt: $0, address: address ?? "", local: local, isPractice: world == "practice",
        client: client)
    }
  }

  private var failure: Act? {
    attempt.map {
      .failed($0, reason.flatMap(ConnectionFailure.init(rawValue:)) ?? .other)
    }
  }

  private var worldAct: WorldAct? {
    guard let deed = did.flatMap(WorldAct.Deed.init(rawValue:)), let host, let message,
      let recipient
    else { return nil }
    return WorldAct(
      deed, host: host, message: message, recipient: recipient, reply: reply,
      retry: retry.map { min(max($0, 0), 1_000_000) })
  }

  private var learner: LearnerAct? {
    switch did {
    case "began": step.map { .began(lesson: lesson ?? "", step: $0) }
    case "answered":
      if let step, let choice, Self.range.contains(choice) {
        .answered(step: step, choice: choice)
      } else {
        nil
      }
    case "hint": step.map { .hint(step: $0) }
    case "skipped": step.map { .skipped(step: $0) }
    case "passed": step.map { .passed(step: $0) }
    case "asked": command.map { .asked(console: $0) }
    default: nil
    }
  }
}
