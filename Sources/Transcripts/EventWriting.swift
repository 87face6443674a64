import Protocols

extension Event {
  /// The event as a line of a transcript, without its line end. Its keys have a fixed order, so
  /// that equal sessions give equal bytes. What a newer version wrote is kept unchanged.
  package var json: String {
    if case .unknown(let raw) = act { return JSONObject.harmless(raw) }
    return object.text
  }

  package var object: JSONObject {
    var object = JSONObject()
    object.add("n", number)
    object.add("ms", milliseconds)
    if conversation > 0 { object.add("c", conversation) }
    act.add(to: &object)
    object.add("by", by?.rawValue)
    return object
  }
}

extension Act {
  fileprivate func add(to object: inout JSONObject) {
    switch self {
    case .opened(let opening):
      object.add("kind", "open")
      opening.attempt.add(to: &object)
      object.add("address", opening.address)
      object.add("local", opening.local)
      if opening.isPractice { object.add("world", "practice") }
      object.add("client", opening.client)
    case .failed(let attempt, let failure):
      object.add("kind", "fail")
      attempt.add(to: &object)
      object.add("reason", failure.rawValue)
    case .heard(let side, let piece):
      piece.add(to: &object, from: side)
    case .secured(let outcome):
      object.add("kind", "tls")
      outcome.add(to: &object)
    case .closed(let side, let farewell):
      object.add("kind", "close")
      object.add("from", side.rawValue)
      if farewell != .finished { object.add("how", farewell.rawValue) }
    case .learner(let act):
      object.add("kind", "learner")
      act.add(to: &object)
    case .world(let act):
      object.add("kind", "world")
      act.add(to: &object)
    case .unknown(let text):
      object.add("kind", "unknown")
      object.add("text", text)
    }
  }
}

extension Attempt {
  fileprivate func add(to object: inout JSONObject) {
    object.add("dialect", dialect.rawValue)
    object.add("host", host)
    object.add("port", port)
  }
}

extension Piece {
  fileprivate func add(to object: inout JSONObject, from side: Side) {
    switch self {
    case .line(let line):
      object.add("kind", "line")
      object.add("from", side.rawValue)
      object.add(octets: line.octets)
      if line.ending != .crlf { object.add("eol", line.ending.rawValue) }
    case .octets(let octets):
      object.add("kind", "octets")
      object.add("from", side.rawValue)
      object.add(octets: octets)
    case .withheld(let kept, let count):
      object.add("kind", "withheld")
      object.add("from", side.rawValue)
      if !kept.isEmpty { object.add(octets: kept) }
      object.add("count", count)
    }
  }
}

extension JSONObject {
  /// As text where it is UTF-8, which restores the same octets; otherwise as base64.
  fileprivate mutating func add(octets: [UInt8]) {
    if let text = String(validating: octets, as: UTF8.self) {
      add("text", text)
    } else {
      add("base64", Base64.encoded(octets))
    }
  }
}

extension LearnerAct {
  fileprivate func add(to object: inout JSONObject) {
    switch self {
    case .began(let attempt):
      object.add("did", "began")
      object.add("lesson", attempt.lesson)
      object.add("version", attempt.version)
      object.add("digest", attempt.digest)
      object.add("attempt", attempt.id)
      object.add("step", attempt.step)
    case .answered(let step, let answer):
      object.add("did", "answered")
      object.add("step", step)
      switch answer {
      case .choice(let choice): object.add("choice", choice)
      case .text(let text): object.add("text", text)
      }
    case .predicted(let step, let reply):
      object.add("did", "predicted")
      object.add("step", step)
      object.add("reply", reply)
    case .resumed(let step): object.add("resumed", at: step)
    case .ready(let step): object.add("ready", at: step)
    case .hint(let step): object.add("hint", at: step)
    case .skipped(let step): object.add("skipped", at: step)
    case .back(let step): object.add("back", at: step)
    case .restarted: object.add("did", "restarted")
    case .asked(let command):
      object.add("did", "asked")
      object.add("command", command)
    }
  }
}

extension JSONObject {
  fileprivate mutating func add(_ did: String, at step: String) {
    add("did", did)
    add("step", step)
  }
}

extension WorldAct {
  fileprivate func add(to object: inout JSONObject) {
    switch self {
    case .opened(let hosts):
      object.add("did", "opened")
      object.add("hosts", hosts.map(\.object))
    case .changed(let host, let scenario):
      object.add("did", "changed")
      object.add("host", host)
      object.add("scenario", scenario.map(\.description))
    case .queue(let act): act.add(to: &object)
    }
  }
}

extension HostDescription {
  fileprivate var object: JSONObject {
    var object = JSONObject()
    object.add("name", name)
    object.add("domain", domain)
    object.add("mailboxes", mailboxes)
    if relays { object.add("relay", true) }
    if !scenario.isEmpty { object.add("scenario", scenario.map(\.description)) }
    if login != .whenSecured { object.add("login", login.rawValue) }
    if certificate != .valid { object.add("certificate", certificate.rawValue) }
    if rejectsForgeries { object.add("dmarc", "reject") }
    if !blocked.isEmpty { object.add("blocked", blocked) }
    return object
  }
}

extension QueueAct {
  fileprivate func add(to object: inout JSONObject) {
    object.add("did", deed.rawValue)
    object.add("host", host)
    object.add("message", message)
    object.add("recipient", recipient)
    object.add("sender", sender)
    object.add("reply", reply)
    object.add("retry", retry)
    if !tellsSender { object.add("report", false) }
  }
}
