import Network
import Protocols
import Transcripts

/// The one connection that the student speaks on, and what was sent on it that its events do not tell.
final class Telephone {
  struct Mark {
    /// The line stands on the screen already.
    var isEchoed = false
    /// byhand typed it, not the student.
    var isByConsole = false
    /// A long message is not shown line by line.
    var isShown = true
    /// Of the line, what has not come back from the wire yet.
    fileprivate var octets = 0
    /// What the student typed.
    fileprivate var typed: [UInt8] = []
    fileprivate var isUntouched: Bool { octets == typed.count + Ending.crlf.count }
  }

  private let inbox: Inbox
  private var connection: ClientConnection?
  /// Oldest first; a slice, so that nothing is moved for the sake of what leaves.
  private var marks: ArraySlice<Mark> = []
  /// Octets of lines that have not come back from the wire yet.
  private(set) var unheard = 0
  /// Acts noted, and not acknowledged yet.
  private var noted = 0
  /// Whom the student calls, until it was said once.
  private var attempt: Attempt?
  private(set) var number: Int?
  private(set) var isDialling = false
  init(inbox: Inbox) { self.inbox = inbox }

  /// `number`: of the conversation that begins.
  func dial(_ attempt: Attempt, host: String, port: Int, isPractice: Bool, number: Int) {
    self.number = number
    self.attempt = attempt
    isDialling = true
    noted = 0
    forget()
    let inbox = inbox
    connection = ClientConnection.open(
      attempt, host: host, port: port, isPractice: isPractice
    ) { act in inbox.put(act, from: .line(number)) }
  }

  /// One line, as typed; CR LF follows it on the wire.
  func send(_ line: [UInt8], isEchoed: Bool, isByConsole: Bool) {
    let octets = line + Ending.crlf.octets
    marks.append(
      Mark(isEchoed: isEchoed, isByConsole: isByConsole, octets: octets.count, typed: line))
    unheard += octets.count
    if line == [.dot] { isEnding = true }
    connection?.send(octets)
  }

  /// Lines that byhand types, in one write; CR LF follows each.
  func send(_ lines: [[UInt8]], isShown: Bool) {
    let endings = Ending.crlf.octets
    marks += lines.map {
      Mark(isByConsole: true, isShown: isShown, octets: $0.count + endings.count)
    }
    unheard += lines.reduce(0) { $0 + $1.count + endings.count }
    connection?.send(lines.flatMap { $0 + endings })
  }

  /// Something sent has not come back from the wire yet.
  var isSpeaking: Bool { !marks.isEmpty }

  /// A lone dot is among them.
  private(set) var isEnding = false

  /// Octets of the server's that are no whole line yet.
  var unfinished: Int { connection?.unheard ?? 0 }

  private func forget() {
    marks = []
    unheard = 0
    isEnding = false
  }

  func takeAttempt() -> Attempt? {
    defer { attempt = nil }
    return attempt
  }

  func hangUp() { connection?.close() }

  /// What is known of the piece that this arrival carries. The client's octets come back in the order they were sent,
  /// but not always cut as they were: a long line in parts, a counted body in blocks.
  func mark(for arrival: Arrival) -> Mark {
    guard arrival.source == number.map(Arrival.Source.line),
      case .heard(.client, let piece) = arrival.act,
      let mark = marks.first
    else { return Mark() }
    var heard = piece.count
    while heard > 0, let first = marks.first {
      let taken = min(heard, first.octets)
      heard -= taken
      unheard -= taken
      marks[marks.startIndex].octets -= taken
      if first.octets == taken { marks.removeFirst() }
    }
    if marks.isEmpty { isEnding = false }
    return mark
  }

  /// What has been noted is taken in: once for all of it, for each costs the other thread a turn.
  func acknowledge() {
    guard noted > 0 else { return }
    connection?.acknowledge(noted)
    noted = 0
  }

  /// - Returns: the typed lines that the connection ended before.
  func note(_ arrival: Arrival) -> [[UInt8]] {
    noted += 1
    guard arrival.source == number.map(Arrival.Source.line) else { return [] }
    switch arrival.act {
    case .opened: isDialling = false
    case .failed, .closed:
      isDialling = false
      defer { forget() }
      return marks.filter { !$0.isByConsole && $0.isUntouched }.map(\.typed)
    default: break
    }
    return []
  }
}
