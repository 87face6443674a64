import Protocols

extension Event {
  /// The event as a line of a transcript, without its line end. Keys in fixed order, so that equal sessions give equal bytes.
  ///
  /// What a newer version wrote stands as it stood.
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
    if isByConsole { object.add("by", "console") }
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
  /// As text where it is UTF-8, which gives the same octets back; else as base64.
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
    case .began(let lesson, let step):
      object.add("did", "began")
      object.add("lesson", lesson)
      object.add("step", step)
    case .answered(let step, let choice):
      object.add("did", "answered")
      object.add("step", step)
      object.add("choice", choice)
    case .hint(let step):
      object.add("did", "hint")
      object.add("step", step)
    case .skipped(let step):
      object.add("did", "skipped")
      object.add("step", step)
    case .passed(let step):
      object.add("did", "passed")
      object.add("step", step)
    case .asked(let command):
      object.add("did", "asked")
      object.add("command", command)
    }
  }
}

extension WorldAct {
  fileprivate func add(to object: inout JSONObject) {
    object.add("did", deed.rawValue)
    object.add("host", host)
    object.add("message", message)
    object.add("recipient", recipient)
    object.add("reply", reply)
    object.add("retry", retry)
  }
}
