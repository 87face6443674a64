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
  let digest: String?
  let attempt: String?
  let hosts: [HostLine]?
  let scenario: [String]?

  /// A host of a world.
  struct HostLine: Decodable {
    let name: String
    let mailboxes: [String]
    let relay: Bool?
    let scenario: [String]?
  }

  private enum CodingKeys: String, CodingKey {
    case format, version, started, software, side, student
    case n, ms, c, kind, by, from, text, base64, eol, count, how, dialect, host, port, address,
      local
    case world, reason, did, lesson, step, choice, command, message, recipient, reply, retry, client
    case digest, attempt, hosts, scenario
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
    digest = word(.digest)
    attempt = word(.attempt)
    hosts = try? members.decode([HostLine].self, forKey: .hosts)
    scenario = try? members.decode([String].self, forKey: .scenario)
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
      number: n, milliseconds: ms, conversation: c ?? 0, act: act,
      by: by.flatMap(Author.init(rawValue:)))
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

  private var server: Attempt? {
    guard let host, let port, (0...65_535).contains(port) else { return nil }
    return Attempt(
      dialect: dialect.flatMap(Dialect.init(rawValue:)) ?? .smtp, host: host, port: port)
  }

  private var opening: Opening? {
    server.map {
      Opening(
        attempt: $0, address: address ?? "", local: local, isPractice: world == "practice",
        client: client)
    }
  }

  private var failure: Act? {
    server.map {
      .failed($0, reason.flatMap(ConnectionFailure.init(rawValue:)) ?? .other)
    }
  }

  private var worldAct: WorldAct? {
    switch did {
    case "opened":
      hosts.flatMap { all($0, HostDescription.init) }.map { .opened($0) }
    case "changed":
      if let host, let scenario, let behaviours = all(scenario, Behaviour.init(text:)) {
        .changed(host: host, scenario: behaviours)
      } else {
        nil
      }
    default: queueAct.map { .queue($0) }
    }
  }

  private var queueAct: QueueAct? {
    guard let deed = did.flatMap(QueueAct.Deed.init(rawValue:)), let host, let message,
      let recipient
    else { return nil }
    return QueueAct(
      deed, host: host, message: message, recipient: recipient, reply: reply,
      retry: retry.map { min(max($0, 0), 1_000_000) })
  }

  private var learner: LearnerAct? {
    switch did {
    case "began":
      step.map {
        .began(
          LessonAttempt(
            lesson: lesson ?? "", version: version, digest: digest, id: attempt, step: $0))
      }
    case "answered":
      if let step, let answer { .answered(step: step, answer) } else { nil }
    case "predicted":
      if let step, let reply { .predicted(step: step, reply: reply) } else { nil }
    case "resumed": step.map { .resumed(step: $0) }
    case "ready": step.map { .ready(step: $0) }
    case "hint": step.map { .hint(step: $0) }
    case "skipped": step.map { .skipped(step: $0) }
    case "back": step.map { .back(step: $0) }
    case "restarted": .restarted
    case "asked": command.map { .asked(console: $0) }
    default: nil
    }
  }

  private var answer: LearnerAct.Answer? {
    guard let choice else { return text.map { .text($0) } }
    return Self.range.contains(choice) ? .choice(choice) : nil
  }
}

/// `nil` where one of them cannot be read: it is of a newer version.
private func all<Value, Result>(_ values: [Value], _ read: (Value) -> Result?) -> [Result]? {
  let results = values.compactMap(read)
  return results.count == values.count ? results : nil
}

extension HostDescription {
  fileprivate init?(_ line: TranscriptLine.HostLine) {
    guard let scenario = all(line.scenario ?? [], Behaviour.init(text:)) else { return nil }
    self.init(
      name: line.name, mailboxes: line.mailboxes, relays: line.relay ?? false, scenario: scenario)
  }
}

extension Behaviour {
  fileprivate init?(text: String) {
    try? self.init(text.split(separator: " ").map(String.init))
  }
}
