import Language
import Lessons
import Protocols
import Teaching
import Transcripts

/// What an export hears of a recording, one after the other.
enum RecordingStep {
  case event(Event, [Fact], [Note])
  case omitted(Omission)
}

/// Message text that is left out: what stood next to each other counts as one.
struct Omission: Hashable {
  let conversation: Int
  let side: Side
  let milliseconds: Int
  var lines = 0
  /// Those of them that were pieces of their own: what is counted where the text is shown.
  var linePieces = 0
  var octets = 0

  /// `[message text left out: 3 lines, 120 octets]`
  var phrase: Phrase {
    let (count, octets) = (grouped(lines), grouped(octets))
    return Phrase(
      en: "[message text left out: \(count) line\(lines == 1 ? "" : "s"), \(octets) octets]",
      zh: "[略去邮件正文：\(count) 行，\(octets) 字节]")
  }
}

extension Recording {
  /// Walks through the session: each event with its facts and notes, or in place of message text an
  /// omission. The session has taken what the step is about.
  ///
  /// - Parameter isFolding: What was explained before is explained briefly, as the student saw it.
  func read(
    _ options: ExportOptions, isFolding: Bool = true, _ take: (RecordingStep, Session) -> Void
  ) {
    var session = Session()
    var reader = SessionReader(
      recordedBy: header.side, lessons: options.lessons, isFolding: isFolding)
    var omission: Omission?
    for event in events {
      let facts = session.take(event)
      let notes = reader.read(event, facts, in: session)
      if !options.hasText, let part = Omission(event, facts) {
        if omission?.isContinued(by: part) == true {
          omission?.lines += part.lines
          omission?.linePieces += part.linePieces
          omission?.octets += part.octets
        } else {
          if let omission { take(.omitted(omission), session) }
          omission = part
        }
        continue
      }
      if let left = omission { take(.omitted(left), session) }
      omission = nil
      take(.event(event, facts, notes), session)
    }
    if let omission { take(.omitted(omission), session) }
  }
}

extension Omission {
  /// `nil` where the event is not text of a message.
  init?(_ event: Event, _ facts: [Fact]) {
    guard case .heard(let side, let piece) = event.act, facts.contains(where: \.isMessageText)
    else { return nil }
    self.init(conversation: event.conversation, side: side, milliseconds: event.milliseconds)
    octets = piece.count
    if case .octets(let octets) = piece {
      lines = octets.count { $0 == .lineFeed }
    } else {
      (lines, linePieces) = (1, 1)
    }
  }

  func isContinued(by next: Omission) -> Bool {
    conversation == next.conversation && side == next.side
  }
}

extension Fact {
  fileprivate var isMessageText: Bool {
    switch matter {
    case .found(.smtp(.content)), .found(.smtp(.chunk)), .found(.http(.body)),
      .found(.http(.otherProtocol)):
      true
    default: false
    }
  }
}
