/// Reads the facts that the fold finds, event by event. A value, so that any moment can be kept.
package protocol FactReader: Sendable {
  associatedtype Reading

  /// What it says about `event`, which `session` has already taken.
  mutating func read(_ event: Event, _ facts: [Fact], in session: Session) -> Reading
}

/// How far a session has been read: the states of the fold and of its reader.
package struct Moment<Reader: FactReader>: Sendable {
  package private(set) var session = Session()
  private var reader: Reader

  package init(_ reader: Reader) { self.reader = reader }

  package mutating func take(_ event: Event) -> Reader.Reading {
    let facts = session.take(event)
    return reader.read(event, facts, in: session)
  }
}

/// A whole session that can be read forwards and backwards. To reach a moment, fold and reader
/// start from the nearest one that was kept.
package struct Timeline<Reader: FactReader>: Sendable {
  package let events: [Event]
  private var kept: [Moment<Reader>]
  /// Events between two kept moments: few, so that going back is quick, yet enough that few moments
  /// are kept.
  private let stride: Int

  package init(events: [Event], reader: Reader) {
    self.events = events
    stride = max(64, events.count / 256)
    var moment = Moment(reader)
    kept = [moment]
    for (index, event) in events.enumerated() {
      _ = moment.take(event)
      if (index + 1) % stride == 0 { kept.append(moment) }
    }
  }

  /// After the first `count` events.
  package func moment(after count: Int) -> Moment<Reader> {
    let count = min(max(count, 0), events.count)
    var moment = kept[count / stride]
    for event in events[keptMoment(before: count)..<count] { _ = moment.take(event) }
    return moment
  }

  /// The number of events before the nearest kept moment; at most `count`.
  package func keptMoment(before count: Int) -> Int { count / stride * stride }

  /// What the reader says about these events, counted from 0.
  package func readings(of range: Range<Int>) -> [Reader.Reading] {
    let range = range.clamped(to: events.indices)
    var moment = moment(after: range.lowerBound)
    return events[range].map { moment.take($0) }
  }
}
