import Language
import Protocols
import Teaching
import Transcripts

/// The sequence diagram as one JSON object, with nothing cut to a width.
extension Ladder {
  func json(_ language: Language) -> JSONObject {
    var object = JSONObject()
    object.add("kind", "ladder")
    object.add("parties", parties.map(\.name))
    object.add("rungs", rungs.map { json($0, language) })
    return object
  }

  private func json(_ rung: Rung, _ language: Language) -> JSONObject {
    var object = JSONObject()
    object.add("event", rung.event)
    if rung.conversation > 0 { object.add("c", rung.conversation) }
    object.add("step", rung.step.name)
    if let side = rung.step.from, let ends = ends(of: rung.conversation) {
      let (from, to) = side == .client ? (ends.client, ends.server) : (ends.server, ends.client)
      object.add("from", from.name)
      object.add("to", to.name)
    }
    switch rung.step {
    case .phase(let phase): object.add("phase", phase.name)
    case .opened(let opening): object.add("port", opening.attempt.port)
    case .failed(let attempt, let failure):
      object.add("text", Phrase.failed(attempt, failure)[language])
    case .line(_, let octets, let withheld):
      object.add("text", String(decoding: octets, as: UTF8.self))
      if withheld > 0 { object.add("withheld", withheld) }
    case .collapsed(_, let bulk, let tally):
      object.add("bulk", bulk.rawValue)
      object.add("lines", tally.lines)
      object.add("octets", tally.octets)
    case .secured(let outcome): object.add("text", SecurityMeaning.gist(of: outcome)[language])
    case .closed(_, let farewell): object.add("farewell", farewell.rawValue)
    case .queue(let act): object.add("text", Phrase.deed(act)[language])
    }
    return object
  }
}

extension Ladder.Party {
  /// Not translated.
  fileprivate var name: String {
    switch self {
    case .learner: "you"
    case .host(let name): name
    }
  }
}

extension Ladder.Step {
  fileprivate var name: String {
    switch self {
    case .phase: "phase"
    case .opened: "open"
    case .failed: "failed"
    case .line: "line"
    case .collapsed: "collapsed"
    case .secured: "tls"
    case .closed: "close"
    case .queue: "world"
    }
  }

  /// The side that sent it.
  fileprivate var from: Side? {
    switch self {
    case .opened, .secured: .client
    case .line(let side, _, _), .collapsed(let side, _, _), .closed(let side, _): side
    case .phase, .failed, .queue: nil
    }
  }
}
