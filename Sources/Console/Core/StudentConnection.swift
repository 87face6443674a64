import Protocols
import Transcripts

/// The one connection that the student speaks on, and what was sent on it that its events do not tell.
struct StudentConnection {
  /// A line that was sent and has not come back from the wire.
  struct LineUnderWay {
    /// The line stands on the screen already.
    var isEchoed = false
    /// Who typed it; `nil`: the student.
    var author: Author?
    /// A long message is not shown line by line.
    var isShown = true
    /// Of the line, what has not come back yet.
    fileprivate var octets = 0
    /// What the student typed.
    fileprivate var typed: [UInt8] = []
    fileprivate var isUntouched: Bool { octets == typed.count + Ending.crlf.count }
  }

  /// Its conversation; stays when the connection has ended.
  private(set) var number: Int?
  private(set) var isDialling = false
  /// Octets of lines that have not come back from the wire yet.
  private(set) var unheard = 0
  /// A lone dot is among them.
  private(set) var isEnding = false
  /// Octets of the server's that are not a whole line yet.
  private(set) var unfinished = 0
  /// When it last told anything.
  private(set) var lastHeard = Duration.zero
  /// What is being dialled, until it was said once.
  private var attempt: Attempt?
  /// Oldest first; a slice, so that nothing is moved for the sake of what leaves.
  private var underWay: ArraySlice<LineUnderWay> = []

  mutating func dial(_ attempt: Attempt, number: Int) {
    self.number = number
    self.attempt = attempt
    isDialling = true
    forget()
  }

  /// One line, as typed.
  ///
  /// - Returns: its octets: CR LF follows it on the wire.
  mutating func send(_ line: [UInt8], isEchoed: Bool) -> [UInt8] {
    let octets = line + Ending.crlf.octets
    underWay.append(LineUnderWay(isEchoed: isEchoed, octets: octets.count, typed: line))
    unheard += octets.count
    if line == [.dot] { isEnding = true }
    return octets
  }

  /// Lines that byhand types, in one write; CR LF follows each.
  mutating func send(_ lines: [[UInt8]], by author: Author, isShown: Bool) -> [UInt8] {
    let endings = Ending.crlf.octets
    underWay += lines.map {
      LineUnderWay(author: author, isShown: isShown, octets: $0.count + endings.count)
    }
    unheard += lines.reduce(0) { $0 + $1.count + endings.count }
    return lines.flatMap { $0 + endings }
  }

  /// Something sent has not come back from the wire yet.
  var isSpeaking: Bool { !underWay.isEmpty }

  mutating func takeAttempt() -> Attempt? {
    defer { attempt = nil }
    return attempt
  }

  mutating func notice(unfinished octets: Int, at moment: Duration) {
    guard octets != unfinished else { return }
    unfinished = octets
    lastHeard = max(lastHeard, moment)
  }

  private mutating func forget() {
    underWay = []
    unheard = 0
    unfinished = 0
    isEnding = false
  }

  /// The line that this arrival carries, or a part of it. The client's octets come back in the order they were sent,
  /// but not always cut as they were: a long line in parts, a counted body in blocks.
  mutating func line(of arrival: Arrival) -> LineUnderWay {
    lastHeard = max(lastHeard, arrival.moment)
    guard arrival.source == number.map(Arrival.Source.student),
      case .heard(.client, let piece) = arrival.act,
      let line = underWay.first
    else { return LineUnderWay() }
    var heard = piece.count
    while heard > 0, let first = underWay.first {
      let taken = min(heard, first.octets)
      heard -= taken
      unheard -= taken
      underWay[underWay.startIndex].octets -= taken
      if first.octets == taken { underWay.removeFirst() }
    }
    if underWay.isEmpty { isEnding = false }
    return line
  }

  /// - Returns: the typed lines that the connection ended before.
  mutating func note(_ arrival: Arrival) -> [[UInt8]] {
    guard arrival.source == number.map(Arrival.Source.student) else { return [] }
    switch arrival.act {
    case .opened: isDialling = false
    case .failed, .closed:
      isDialling = false
      defer { forget() }
      return underWay.filter { $0.author == nil && $0.isUntouched }.map(\.typed)
    default: break
    }
    return []
  }
}
