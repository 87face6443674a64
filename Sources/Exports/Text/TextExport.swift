import Language
import Presentation
import Protocols
import Transcripts

/// The plain output's form, which can be read back: its grammar is in this room's README.
struct TextExport {
  private let recording: Recording
  private let options: ExportOptions
  private var lines: [UInt8] = []
  private var conversation: Int?
  /// The last time that was written, in milliseconds.
  private var time = 0

  init(_ recording: Recording, _ options: ExportOptions) {
    self.recording = recording
    self.options = options
  }

  var octets: [UInt8] {
    var copy = self
    copy.write()
    return copy.lines
  }

  private mutating func write() {
    let header = recording.header
    directive("byhand text 1")
    directive("started", Self.word(header.started))
    directive("recorded-by", header.side.rawValue)
    if options.showsNames, let student = header.student { directive("student", Self.word(student)) }
    recording.read(options) { step, session in
      switch step {
      case .event(let event, let facts, _): write(event, facts, session)
      case .omitted(let omission): write(omission, session)
      }
    }
  }

  private mutating func directive(_ words: String...) {
    lines += "# \(words.joined(separator: " "))\n".utf8
  }

  // MARK: Events

  private mutating func write(_ event: Event, _ facts: [Fact], _ session: Session) {
    let phase = facts.lazy.compactMap(\.phase).first
    // The line that begins the close belongs to it; the reply that ends the handshake does not
    // belong to the transfer.
    if phase == .close { comment(phase) }
    switch event.act {
    case .opened(let opening):
      tell(event.milliseconds)
      conversation = event.conversation
      open(opening, event.conversation)
    case .failed(let attempt, let failure):
      tell(event.milliseconds)
      directive("fail", Self.words(attempt), failure.rawValue)
    case .heard(let side, let piece):
      turn(to: event.conversation, at: event.milliseconds, session)
      write(piece, from: side)
    case .secured(let outcome):
      turn(to: event.conversation, at: event.milliseconds, session)
      directive("tls", outcome.object.text)
    case .closed(let side, let farewell):
      turn(to: event.conversation, at: event.milliseconds, session)
      directive("close", side.rawValue, farewell.rawValue)
    case .learner, .world, .unknown: break
    }
    if phase != .close { comment(phase) }
  }

  private mutating func comment(_ phase: Phase?) {
    if let phase { directive("──", phase.heading[options.language]) }
  }

  private mutating func tell(_ milliseconds: Int) {
    guard milliseconds - time >= 1_000 else { return }
    time = milliseconds
    directive("at", Self.seconds(milliseconds))
  }

  /// A reader is told whose conversation goes on.
  private mutating func turn(to number: Int, at milliseconds: Int, _ session: Session) {
    tell(milliseconds)
    guard conversation != number else { return }
    conversation = number
    let opening = session.conversations[number]?.opening
    var words = "\(number)"
    if let opening { words += " \(Self.word(opening.attempt.host))" }
    if let client = opening?.client { words += " by=\(Self.word(client))" }
    directive("conversation", words)
  }

  private mutating func open(_ opening: Opening, _ number: Int) {
    var words = "\(number) \(Self.words(opening.attempt)) server=\(Self.word(opening.address))"
    if let local = opening.local { words += " client=\(Self.word(local))" }
    if let client = opening.client { words += " by=\(Self.word(client))" }
    if opening.isPractice { words += " world=practice" }
    directive("open", words)
  }

  // MARK: The wire

  private mutating func write(_ piece: Piece, from side: Side) {
    let wire = WireText(piece, from: side)
    for row in wire.rows {
      lines += "\(wire.prefix)\(row.text.text)\n".utf8
      if !row.text.isExact { directive("exact", Base64.encoded(row.octets)) }
      if row.ending != .crlf { directive("end", row.ending.rawValue) }
    }
    if !wire.binary.isEmpty {
      lines += "\(wire.prefix)[\(wire.binary.count) octets]\n".utf8
      directive("exact", Base64.encoded(wire.binary))
      directive("end", Ending.none.rawValue)
    }
    if case .withheld = piece { directive("withheld", "\(wire.withheld)") }
  }

  private mutating func write(_ omission: Omission, _ session: Session) {
    turn(to: omission.conversation, at: omission.milliseconds, session)
    let mark = omission.side == .client ? "C: " : "S: "
    lines += "\(mark)\(omission.phrase[options.language])\n".utf8
    directive("left-out", "\(omission.octets)")
  }

  // MARK: Words

  private static func words(_ attempt: Attempt) -> String {
    "\(attempt.dialect.rawValue) \(word(attempt.host)) \(attempt.port)"
  }

  /// One word of visible ASCII, whatever it is.
  private static func word(_ text: String) -> String {
    if text.isEmpty { return "-" }
    if text == "-" { return "%2D" }
    var word = ""
    for octet in text.utf8 {
      if octet.isVisible, octet != .percent {
        word.unicodeScalars.append(Unicode.Scalar(octet))
      } else {
        let digits = String(octet, radix: 16, uppercase: true)
        word += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return word
  }

  /// `4.210`
  static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1_000)
    return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}

extension Fact {
  /// The phase that begins.
  var phase: Phase? { if case .found(.phase(let phase)) = matter { phase } else { nil } }
}
