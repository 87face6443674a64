package import Transcripts

/// A recorded session as it is exported.
package struct Recording: Sendable {
  package let header: TranscriptHeader
  package let events: [Event]
  /// Of the file it came from; shown with `--names` only.
  package let fileName: String?
  /// `nil` where the header does not say when the session began, or names no such moment.
  private let start: StartDate?

  package init(header: TranscriptHeader, events: [Event], fileName: String? = nil) {
    self.header = header
    // A forged recording may have any numbers; notes and facts name events by them.
    let isInOrder = zip(events, 1...).allSatisfy { $0.number == $1 }
    self.events =
      isInOrder
      ? events
      : events.enumerated().map { index, event in
        var event = event
        event.number = index + 1
        return event
      }
    self.fileName = fileName
    start = StartDate(header.started)
  }

  /// No connection was opened or tried.
  package var isEmpty: Bool {
    !events.contains {
      switch $0.act {
      case .opened, .failed: true
      default: false
      }
    }
  }

  /// Milliseconds since 1970; 0 where it is not known.
  var started: Int { start?.milliseconds ?? 0 }

  /// `2026-11-23 15:00 UTC`
  var date: String? { start?.text }

  /// The lessons that were begun, in order.
  var lessons: [String] {
    var seen: Set<String> = []
    return events.compactMap {
      guard case .learner(.began(let attempt)) = $0.act, seen.insert(attempt.lesson).inserted
      else { return nil }
      return attempt.lesson
    }
  }
}

/// A date as transcripts write it: `2026-11-23T15:00:00.000Z`.
private struct StartDate: Sendable {
  let milliseconds: Int
  let text: String

  init?(_ written: String) {
    guard let match = written.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z/)
    else { return nil }
    let parts = [match.1, match.2, match.3, match.4, match.5, match.6, match.7].compactMap {
      Int($0)
    }
    guard parts.count == 7, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
      (1...31).contains(parts[2]), parts[3] < 24, parts[4] < 60, parts[5] <= 60
    else { return nil }
    let seconds =
      ((Self.days(parts[0], parts[1], parts[2]) * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5]
    milliseconds = seconds * 1_000 + parts[6]
    guard let minute = TranscriptHeader.minute(of: written) else { return nil }
    text = minute + " UTC"
  }

  /// Since 1970. The year is counted from March, so that a leap day is its last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let months = (month + 9) % 12
    let leapDays = year / 4 - year / 100 + year / 400
    return year * 365 + leapDays + (months * 153 + 2) / 5 + day - 1 - 719_468
  }
}
