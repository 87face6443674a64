import Protocols

// What the lines of a transcript say. Members are taken by name, in any order. A member whose type
// is not the one expected comes from a newer version, and counts as missing.

extension JSONMembers {
  var header: TranscriptHeader? {
    guard word("format") == TranscriptHeader.format else { return nil }
    return TranscriptHeader(
      started: word("started") ?? "", software: word("software") ?? "",
      side: word("side").flatMap(Side.init(rawValue:)) ?? .client, student: word("student"))
  }

  /// Thirty years in milliseconds: larger numbers are forged, and no sum of these overflows.
  private static let range = 0...1_000_000_000_000

  /// `nil` where a member is missing or out of range. `raw` is the line itself, kept where the kind
  /// comes from a newer version.
  func event(raw: @autoclosure () -> String) -> Event? {
    let conversation = integer("c") ?? 0
    guard let number = integer("n"), let milliseconds = integer("ms"), let kind = word("kind"),
      Self.range.contains(number), Self.range.contains(milliseconds),
      Self.range.contains(conversation), let act = act(kind, raw: raw())
    else { return nil }
    return Event(
      number: number, milliseconds: milliseconds, conversation: conversation, act: act,
      by: word("by").flatMap(Author.init(rawValue:)))
  }

  private func act(_ kind: String, raw: @autoclosure () -> String) -> Act? {
    switch kind {
    case "line": heard(line.map { .line($0) })
    case "octets": heard(octets.map { .octets($0) })
    case "withheld": heard(withheld)
    case "open": opening.map { .opened($0) }
    case "fail": failure
    case "tls": tlsOutcome.map { .secured($0) } ?? .unknown(raw())
    case "close":
      speaker.map {
        .closed(by: $0, word("how").flatMap(Farewell.init(rawValue:)) ?? .finished)
      }
    case "world": worldAct.map { .world($0) } ?? .unknown(raw())
    case "learner": learnerAct.map { .learner($0) } ?? .unknown(raw())
    default: .unknown(raw())
    }
  }

  // MARK: Conversations

  private var speaker: Side? { word("from").flatMap(Side.init(rawValue:)) }

  private func heard(_ piece: Piece?) -> Act? {
    guard let speaker, let piece else { return nil }
    return .heard(speaker, piece)
  }

  private var octets: [UInt8]? {
    text("text") ?? text("base64").flatMap { Base64.decoded($0) }
  }

  private var withheld: Piece? {
    guard let count = integer("count"), (0...1_000_000_000).contains(count) else { return nil }
    return .withheld(kept: octets ?? [], count: count)
  }

  private var line: Line? {
    guard let octets else { return nil }
    guard let eol = word("eol") else { return Line(octets: octets) }
    return Ending(rawValue: eol).map { Line(octets: octets, ending: $0) }
  }

  private var attempt: Attempt? {
    guard let host = word("host"), let port = integer("port"), (0...65_535).contains(port) else {
      return nil
    }
    return Attempt(
      dialect: word("dialect").flatMap(Dialect.init(rawValue:)) ?? .smtp, host: host, port: port)
  }

  private var opening: Opening? {
    attempt.map {
      Opening(
        attempt: $0, address: word("address") ?? "", local: word("local"),
        isPractice: word("world") == "practice", client: word("client"))
    }
  }

  private var failure: Act? {
    attempt.map {
      .failed($0, word("reason").flatMap(ConnectionFailure.init(rawValue:)) ?? .other)
    }
  }

  // MARK: The world

  private var worldAct: WorldAct? {
    switch word("did") {
    case "opened":
      if let objects = objects("hosts"), let hosts = all(objects, \.host) {
        .opened(hosts)
      } else {
        nil
      }
    case "changed":
      if let host = word("host"), let words = words("scenario"), let scenario = scenario(words) {
        .changed(host: host, scenario: scenario)
      } else {
        nil
      }
    default: queueAct.map { .queue($0) }
    }
  }

  private var host: HostDescription? {
    guard let name = word("name"), let mailboxes = words("mailboxes"),
      let scenario = scenario(words("scenario") ?? [])
    else { return nil }
    var host = HostDescription(
      name: name, domain: word("domain"), mailboxes: mailboxes, relays: flag("relay") ?? false,
      scenario: scenario)
    if let word = word("login") {
      guard let login = Login(rawValue: word) else { return nil }
      host.login = login
    }
    if let word = word("certificate") {
      guard let certificate = HostCertificate(rawValue: word) else { return nil }
      host.certificate = certificate
    }
    host.rejectsForgeries = word("dmarc") == "reject"
    host.blocked = integers("blocked") ?? []
    return host
  }

  private func scenario(_ words: [String]) -> [Behaviour]? {
    all(words) { try? Behaviour($0.split(separator: " ").map(String.init)) }
  }

  /// `nil` where one of them cannot be read: it is of a newer version.
  private func all<Value, Result>(_ values: [Value], _ read: (Value) -> Result?) -> [Result]? {
    let results = values.compactMap(read)
    return results.count == values.count ? results : nil
  }

  private var queueAct: QueueAct? {
    guard let deed = word("did").flatMap(QueueAct.Deed.init(rawValue:)), let host = word("host"),
      let message = word("message"), let recipient = word("recipient")
    else { return nil }
    return QueueAct(
      deed, host: host, message: message, recipient: recipient, sender: word("sender"),
      reply: word("reply"),
      retry: integer("retry").map { min(max($0, 0), 1_000_000) },
      tellsSender: flag("report") ?? true)
  }

  // MARK: The learner

  private var learnerAct: LearnerAct? {
    switch word("did") {
    case "restarted": return .restarted
    case "asked": return word("command").map { .asked(console: $0) }
    case let did:
      guard let step = word("step") else { return nil }
      return learnerAct(did, at: step)
    }
  }

  private func learnerAct(_ did: String?, at step: String) -> LearnerAct? {
    switch did {
    case "began":
      .began(
        LessonAttempt(
          lesson: word("lesson") ?? "", version: integer("version"), digest: word("digest"),
          id: word("attempt"), step: step))
    case "resumed": .resumed(step: step)
    case "ready": .ready(step: step)
    case "answered": answer.map { .answered(step: step, $0) }
    case "predicted": word("reply").map { .predicted(step: step, reply: $0) }
    case "hint": .hint(step: step)
    case "skipped": .skipped(step: step)
    case "back": .back(step: step)
    default: nil
    }
  }

  private var answer: LearnerAct.Answer? {
    guard let choice = integer("choice") else { return word("text").map { .text($0) } }
    return Self.range.contains(choice) ? .choice(choice) : nil
  }
}
