import Protocols
import Teaching
import Transcripts

/// A line on its way to the server.
struct OutgoingLine {
  let octets: [UInt8]
  /// What byhand says about it once it is on the wire.
  var remark: Note?
}

/// The student's connection, and the sent lines that have not come back as events yet.
struct StudentConnection {
  /// A line that was sent and has not come back from the wire.
  struct LineInFlight {
    /// The line is on the screen already.
    var isEchoed = false
    /// Who typed the line. `nil` means the student.
    var author: Author?
    /// A long message is not shown line by line.
    var isShown = true
    /// Said below the line, once.
    var remark: Note?
    /// The number of its octets that have not come back yet.
    fileprivate var octets = 0
    /// What the student typed.
    fileprivate var typed: [UInt8] = []
    fileprivate var isWhollyInFlight: Bool { octets == typed.count + Ending.crlf.count }
  }

  /// The conversation's number. It stays after the connection has ended.
  private(set) var number: Int?
  private(set) var isDialling = false
  /// The number of sent octets that have not come back from the wire yet.
  private(set) var inFlightOctets = 0
  /// What a line sent after those in flight would be.
  private(set) var forecast: LineForecast?
  /// The server's octets that do not form a whole line yet.
  private(set) var unfinished = 0
  /// The octets sent last do not end a line.
  private var endsInsideLine = false
  /// It has not been said yet that the line sent last has no end.
  private var mayTellUnfinishedLine = false
  /// When something last arrived on this connection.
  private(set) var lastArrival = Duration.zero
  /// The connection attempt, until the console has mentioned it once.
  private var attempt: Attempt?
  /// Oldest first. A slice, so that removing the first line moves nothing.
  private var inFlight: ArraySlice<LineInFlight> = []

  mutating func dial(_ attempt: Attempt, number: Int) {
    self.number = number
    self.attempt = attempt
    isDialling = true
    reset()
  }

  /// Notes one line as sent.
  ///
  /// - Parameter forecast: The dialogue's, which has not heard the lines in flight.
  /// - Returns: The octets for the wire: the line and CR LF.
  mutating func send(
    _ line: OutgoingLine, after forecast: LineForecast?, isEchoed: Bool
  ) -> [UInt8] {
    if inFlight.isEmpty || self.forecast == nil { self.forecast = forecast }
    self.forecast?.take(Line(octets: line.octets))
    endsInsideLine = false
    let octets = line.octets + Ending.crlf.octets
    inFlight.append(
      LineInFlight(
        isEchoed: isEchoed, remark: line.remark, octets: octets.count, typed: line.octets))
    inFlightOctets += octets.count
    return octets
  }

  /// Notes lines that byhand types as sent in one write. Each is followed by CR LF.
  mutating func send(_ lines: [[UInt8]], by author: Author, isShown: Bool) -> [UInt8] {
    let endings = Ending.crlf.octets
    endsInsideLine = false
    inFlight += lines.map {
      LineInFlight(author: author, isShown: isShown, octets: $0.count + endings.count)
    }
    inFlightOctets += lines.reduce(0) { $0 + $1.count + endings.count }
    return lines.flatMap { $0 + endings }
  }

  /// Notes octets as sent to which nothing is added: a line with its line end, several, or a part of
  /// one.
  mutating func send(
    exactly octets: [UInt8], after forecast: LineForecast?, by author: Author?, isShown: Bool
  ) -> [UInt8] {
    if inFlight.isEmpty || self.forecast == nil { self.forecast = forecast }
    var framer = Framer()
    framer.append(octets)
    while case .line(let line)? = framer.flush(.lines) { self.forecast?.take(line) }
    endsInsideLine = octets.last != .lineFeed
    mayTellUnfinishedLine = endsInsideLine
    inFlight.append(LineInFlight(author: author, isShown: isShown, octets: octets.count))
    inFlightOctets += octets.count
    return octets
  }

  /// Something that was sent has not come back from the wire yet.
  var isSending: Bool { !inFlight.isEmpty }

  /// What was sent last is a part of a line, or of a chunk that has not come back yet.
  var isLineUnfinished: Bool { isSending && endsInsideLine }

  /// Whether that is still to be said; `true` once for each part.
  mutating func takeUnfinishedLine() -> Bool {
    defer { mayTellUnfinishedLine = false }
    return isLineUnfinished && mayTellUnfinishedLine
  }

  mutating func takeAttempt() -> Attempt? {
    defer { attempt = nil }
    return attempt
  }

  mutating func notice(unfinished octets: Int, at moment: Duration) {
    guard octets != unfinished else { return }
    unfinished = octets
    lastArrival = max(lastArrival, moment)
  }

  private mutating func reset() {
    inFlight = []
    inFlightOctets = 0
    unfinished = 0
    forecast = nil
  }

  /// The line to which this arrival belongs. The client's octets come back in the order they were
  /// sent, but may be cut differently: a long line in parts, a counted body in blocks.
  mutating func line(of arrival: Arrival) -> LineInFlight {
    lastArrival = max(lastArrival, arrival.moment)
    guard arrival.source == number.map(Arrival.Source.student),
      case .heard(.client, let piece) = arrival.act,
      let line = inFlight.first
    else { return LineInFlight() }
    inFlight[inFlight.startIndex].remark = nil
    var heard = piece.count
    while heard > 0, let first = inFlight.first {
      let taken = min(heard, first.octets)
      heard -= taken
      inFlightOctets -= taken
      inFlight[inFlight.startIndex].octets -= taken
      if first.octets == taken { inFlight.removeFirst() }
    }
    return line
  }

  /// - Returns: The typed lines that were not sent because the connection ended.
  mutating func note(_ arrival: Arrival) -> [[UInt8]] {
    guard arrival.source == number.map(Arrival.Source.student) else { return [] }
    switch arrival.act {
    case .opened: isDialling = false
    case .failed, .closed:
      isDialling = false
      defer { reset() }
      return inFlight.filter { $0.author == nil && $0.isWhollyInFlight }.map(\.typed)
    default: break
    }
    return []
  }
}
