import Language
import Protocols
import Transcripts

// How lines without marks are given their sides
// ---------------------------------------------
// A reading says of each line who said it. Readings are kept side by side, each with a dialogue that
// has heard its lines, and with its faults: replies that answer nothing, lines that no client would
// send, text that never ends. A line that only one side can have said, as things stand, lengthens
// each reading; where both can, each reading splits. Readings far behind the best are dropped. At the
// end the one with the fewest faults is taken; where another has as few, the report names the first
// line at which they differ.

/// The sides of an SMTP session's lines.
struct UnmarkedSMTP {
  fileprivate struct Reading {
    var sides: [Side] = []
    var faults = 0
    var dialogue = SMTPDialogue()
  }

  private static let readingLimit = 12
  /// How many more faults than the best a reading may have for now.
  private static let patience = 8

  private let lines: ArraySlice<SourceLine>

  init(_ lines: ArraySlice<SourceLine>) { self.lines = lines }

  func say(_ reading: inout ImportReading) throws(ImportFailure) {
    let (sides, doubt) = sides()
    if let doubt, lines.indices.contains(lines.startIndex + doubt) {
      reading.remarks.add(lines[lines.startIndex + doubt], .ambiguous)
    }
    for (line, side) in zip(lines, sides) {
      reading.session.say(line: line.octets, from: side)
      try reading.session.checkRoom(at: line.number)
    }
  }

  /// - Returns: the sides, and the line from which another reading is as good.
  func sides() -> (sides: [Side], doubt: Int?) {
    var readings = [Reading()]
    for line in lines {
      let line = Line(octets: Array(line.octets))
      var next: [Reading] = []
      for var reading in readings {
        let candidates = Self.candidates(line, in: reading.dialogue)
        for side in candidates.dropFirst() {
          var other = reading
          other.take(line, from: side)
          next.append(other)
        }
        reading.take(line, from: candidates[0])
        next.append(reading)
      }
      if next.count > 1 {
        let best = next.lazy.map(\.faults).min() ?? 0
        next = Array(
          next.filter { $0.faults <= best + Self.patience }
            .sorted { $0.faults < $1.faults }.prefix(Self.readingLimit))
      }
      readings = next
    }
    for index in readings.indices { readings[index].end() }
    let ordered = readings.sorted { $0.faults < $1.faults }
    let best = ordered[0]
    let rival = ordered.dropFirst().first { $0.faults == best.faults }
    let doubt = rival.flatMap { rival in
      zip(best.sides, rival.sides).enumerated().first { $1.0 != $1.1 }?.offset
    }
    return (best.sides, doubt)
  }

  /// Who can have said the line: the likelier side first.
  private static func candidates(_ line: Line, in dialogue: SMTPDialogue) -> [Side] {
    guard let reply = ReplyLine(line) else { return [.client] }
    if dialogue.isBetweenReplyLines { return [.server] }
    switch dialogue.guidance.typed {
    // An error may come before the message's end.
    case .content: return reply.code.severity.isFailure ? [.client, .server] : [.client]
    case .command, .secret: return [.client, .server]
    default: return [.server]
    }
  }
}

extension UnmarkedSMTP.Reading {
  fileprivate mutating func take(_ line: Line, from side: Side) {
    let before = dialogue
    let findings = dialogue.hear(.line(line), from: side)
    sides.append(side)
    faults += side == .client ? Self.clientFaults(findings, before) : 0
    for case .smtp(let finding) in findings { faults += Self.faults(finding) }
    if side == .server, before.state == .content, before.awaitedReplies == 0 { faults += 3 }
  }

  /// The session ends here.
  fileprivate mutating func end() {
    faults += min(dialogue.awaitedReplies, 2)
    if dialogue.guidance.typed == .content { faults += 2 }
    if dialogue.isBetweenReplyLines { faults += 2 }
  }

  private static func clientFaults(_ findings: [Finding], _ before: SMTPDialogue) -> Int {
    var faults = 0
    if before.isBetweenReplyLines { faults += 8 }
    // Lines sent without waiting are rare where a person types.
    if before.awaitedReplies > 0, before.state != .content { faults += before.isExtended ? 1 : 2 }
    if before.state == .closed { faults += 4 }
    for case .smtp(.request(let request, _, in: _)) in findings {
      if case .malformed(let verb, _) = request { faults += verb == nil ? 2 : 1 }
    }
    return faults
  }

  private static func faults(_ finding: SMTPFinding) -> Int {
    switch finding {
    case .stray(let reply): reply.code.value == 421 ? 1 : 4
    case .inconsistent: 6
    case .mangled: 10
    case .exchange(let exchange): faults(exchange)
    default: 0
    }
  }

  private static func faults(_ exchange: SMTPExchange) -> Int {
    let severity = exchange.reply.severity
    switch exchange.request.kind {
    case .connection: return [220, 421, 554].contains(exchange.reply.code.value) ? 0 : 3
    case .verb(.data): return severity == .completion ? 5 : 0
    case .verb(.auth), .authResponse: return 0
    case .unknownCommand where severity == .completion: return 4
    default: return severity == .intermediate ? 5 : 0
    }
  }
}

extension Phrase {
  fileprivate static let ambiguous = Phrase(
    en: "from here on both sides can have said these lines; one reading was taken",
    zh: "从这里起，这些行可能是任何一方说的；已采用其中一种读法")
}
