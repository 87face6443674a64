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
    /// The lines, counted from 0, at which it took the less likely side. The others follow from them.
    var turns: [Int] = []
    var faults = 0
    var dialogue = SMTPDialogue()
  }

  private static let readingLimit = 6
  /// How many more faults than the best a reading may have for now.
  private static let faultLimit = 5
  /// Lines at which a reading may take the less likely side; more of them are unlikely.
  private static let turnLimit = 50

  private let lines: ArraySlice<SourceLine>

  /// The last line, counted from 0, that can end a message.
  private let lastDot: Int

  init(_ lines: ArraySlice<SourceLine>) {
    self.lines = lines
    let last = lines.lastIndex { $0.octets.elementsEqual([.dot]) }
    lastDot = last.map { $0 - lines.startIndex } ?? -1
  }

  func say(_ reading: inout ImportReading) throws(ImportFailure) {
    if isServerAlone {
      reading.remarks.add(lines[lines.startIndex], .serverAlone)
      for line in lines {
        reading.session.say(line: line.octets, from: .server)
        try reading.session.checkRoom(at: line.number)
      }
      return
    }
    let (sides, doubt) = sides()
    var isNamed = false
    if let doubt, lines.indices.contains(lines.startIndex + doubt) {
      reading.remarks.add(lines[lines.startIndex + doubt], .ambiguous)
    }
    for (line, side) in zip(lines, sides) {
      let isCommand = Verb(line.octets.prefix { !$0.isBlank }) != nil
      if case .smtp(let smtp)? = reading.session.dialogue, smtp.state == .closed, !isCommand {
        // The shell's prompt, say.
        if !line.octets.allSatisfy(\.isBlank) { reading.remarks.lose(line, .behindSession) }
        continue
      }
      if side == .server, !isNamed, reading.session.isInsideText {
        reading.remarks.add(line, .answersInText)
        isNamed = true
      }
      reading.session.say(line: line.octets, from: side)
      try reading.session.checkRoom(at: line.number)
    }
    if !isNamed, let last = lines.last, reading.session.isInsideText {
      reading.remarks.add(last, .endsInText)
    }
  }

  /// `nc hamburger.edu 25 < script > log`: what was sent is not in the file.
  private var isServerAlone: Bool {
    var replies = 0
    for line in lines where !line.octets.allSatisfy(\.isBlank) {
      guard let reply = ReplyLine(Line(octets: Array(line.octets))) else { return false }
      if reply.isLast { replies += 1 }
    }
    return replies > 1
  }

  /// - Returns: the sides, and the line from which another reading is as good.
  func sides() -> (sides: [Side], doubt: Int?) {
    var readings = [Reading()]
    for (number, line) in lines.enumerated() {
      let line = Line(octets: Array(line.octets))
      // In place: a reading that does not split is never copied.
      for index in readings.indices {
        let candidates = candidates(line, number, in: readings[index].dialogue)
        if candidates.count > 1, readings[index].turns.count < Self.turnLimit {
          var other = readings[index]
          other.turns.append(number)
          other.take(line, from: candidates[1])
          readings.append(other)
        }
        readings[index].take(line, from: candidates[0])
      }
      Self.drop(&readings)
    }
    for index in readings.indices { readings[index].end() }
    // Of equals the one that took the likelier side more often.
    let ordered = readings.sorted { ($0.faults, $0.turns.count) < ($1.faults, $1.turns.count) }
    let best = ordered[0]
    let sides = sides(of: best)
    let rival = ordered.dropFirst().first { $0.faults == best.faults }
    let doubt = rival.flatMap { rival in
      zip(sides, self.sides(of: rival)).enumerated().first { $1.0 != $1.1 }?.offset
    }
    return (sides, doubt)
  }

  private func sides(of reading: Reading) -> [Side] {
    var dialogue = SMTPDialogue()
    var turns = reading.turns[...]
    return lines.enumerated().map { number, line in
      let line = Line(octets: Array(line.octets))
      let candidates = candidates(line, number, in: dialogue)
      let isTurn = turns.first == number
      if isTurn { turns.removeFirst() }
      let side = candidates[isTurn ? 1 : 0]
      if side == .server, dialogue.state == .content, dialogue.awaitedReplies == 0 {
        _ = dialogue.hear(.line(Line(octets: [.dot])), from: .client)
      }
      _ = dialogue.hear(.line(line), from: side)
      return side
    }
  }

  /// Those that are far behind the best.
  private static func drop(_ readings: inout [Reading]) {
    guard readings.count > 1 else { return }
    readings.sort { $0.faults < $1.faults }
    let limit = readings[0].faults + faultLimit
    let kept = readings.prefix { $0.faults <= limit }.count
    readings.removeLast(readings.count - min(kept, readingLimit))
  }

  /// Who can have said the line: the likelier side first.
  private func candidates(_ line: Line, _ number: Int, in dialogue: SMTPDialogue) -> [Side] {
    guard let reply = ReplyLine(line) else { return [.client] }
    if dialogue.isBetweenReplyLines { return [.server] }
    switch dialogue.guidance.typed {
    // An error may come before the message's end; where the end stands below, this is text.
    case .content:
      return number > lastDot && reply.code.severity.isFailure ? [.client, .server] : [.client]
    // Typed by mistake, or said unasked: the copy may lack a line.
    case .command, .secret: return [.server, .client]
    default: return [.server]
    }
  }
}

extension UnmarkedSMTP.Reading {
  fileprivate mutating func take(_ line: Line, from side: Side) {
    faults += side == .client ? clientFaults : serverFaults(ReplyLine(line))
    // Refused in the middle of a text: the dot that ended it is not in the copy.
    if side == .server, dialogue.state == .content, dialogue.awaitedReplies == 0 {
      _ = dialogue.hear(.line(Line(octets: [.dot])), from: .client)
    }
    for case .smtp(let finding) in dialogue.hear(.line(line), from: side) {
      faults += Self.faults(finding)
    }
  }

  /// The session ends here.
  fileprivate mutating func end() {
    faults += min(dialogue.awaitedReplies, 2)
    if dialogue.guidance.typed == .content { faults += 4 }
    if dialogue.isBetweenReplyLines { faults += 2 }
  }

  /// Of a client that speaks now.
  private var clientFaults: Int {
    var faults = 0
    if dialogue.isBetweenReplyLines { faults += 8 }
    // Lines sent without waiting are rare where a person types.
    if dialogue.awaitedReplies > 0, dialogue.state != .content {
      faults += dialogue.isExtended ? 1 : 2
    }
    if dialogue.state == .closed { faults += 4 }
    return faults
  }

  /// Of a server that speaks now: before the message's end it seldom does, but to say that it
  /// closes.
  private func serverFaults(_ reply: ReplyLine?) -> Int {
    guard dialogue.state == .content, dialogue.awaitedReplies == 0 else { return 0 }
    return reply?.code.value == 421 ? 1 : 3
  }

  private static func faults(_ finding: SMTPFinding) -> Int {
    switch finding {
    case .request(.malformed(let verb, _), _, in: _): verb == nil ? 2 : 1
    case .stray(let reply): reply.code.value == 421 ? 1 : 3
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
  fileprivate static let behindSession = Phrase(
    en: "stands behind the end of the conversation", zh: "在对话结束之后")
  fileprivate static let serverAlone = Phrase(
    en: "every line is a reply: what the client sent is not in this file",
    zh: "每一行都是响应：这个文件里没有客户发送的内容")
  fileprivate static let answersInText = Phrase(
    en: "a reply inside a message's text: the dot that ends the text is not in this copy, perhaps",
    zh: "邮件正文还没有结束，就出现了响应：可能缺少结束正文的句点")
  fileprivate static let endsInText = Phrase(
    en: "the session ends inside a message's text: no line holds a dot alone",
    zh: "会话在邮件正文里结束：没有只含一个句点的行")
  fileprivate static let ambiguous = Phrase(
    en: "from here on both sides can have said these lines; one reading was taken",
    zh: "从这里起，这些行可能是任何一方说的；已采用其中一种读法")
}
