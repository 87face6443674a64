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
///
/// Moments are kept as they are reached, so that a long session is open at once (`read`).
package struct Timeline<Reader: FactReader>: Sendable {
  package let events: [Event]
  /// After every `stride` events.
  private var kept: [Moment<Reader>]
  /// Events between two kept moments: few, so that going back is quick, yet enough that few moments
  /// are kept.
  private let stride: Int
  /// The furthest moment reached, after the first `reached` events.
  private var front: Moment<Reader>
  package private(set) var reached = 0

  package init(events: [Event], reader: Reader) {
    self.events = events
    stride = max(64, events.count / 256)
    front = Moment(reader)
    kept = [front]
  }

  /// Reads on until the first `count` events are read, if they are not yet.
  ///
  /// - Parameter take: is told what the reader says, and about which event, counted from 0.
  package mutating func read(upTo count: Int, _ take: (Int, Reader.Reading) -> Void = { _, _ in }) {
    let end = min(count, events.count)
    while reached < end {
      take(reached, front.take(events[reached]))
      reached += 1
      if reached % stride == 0 { kept.append(front) }
    }
  }

  /// After the first `count` events.
  package func moment(after count: Int) -> Moment<Reader> {
    let count = min(max(count, 0), events.count)
    var moment = kept[min(count / stride, kept.count - 1)]
    for event in events[keptMoment(before: count)..<count] { _ = moment.take(event) }
    return moment
  }

  /// The number of events before the nearest kept moment; at most `count`.
  package func keptMoment(before count: Int) -> Int {
    min(count / stride, kept.count - 1) * stride
  }

  /// Events that stand together between two moments: those around the event at `index`.
  package func block(of index: Int) -> Range<Int> {
    let start = index / stride * stride
    return start..<min(start + stride, events.count)
  }

  /// What the reader says about these events, counted from 0.
  package func readings(of range: Range<Int>) -> [Reader.Reading] {
    let range = range.clamped(to: events.indices)
    var moment = moment(after: range.lowerBound)
    return events[range].map { moment.take($0) }
  }
}
