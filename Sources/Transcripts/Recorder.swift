/// Turns what happens into a record: numbers each act, folds it into the session, and removes
/// secrets. A value without a clock or a disk: its owner tells it the time and writes the lines.
package struct Recorder: Hashable, Sendable {
  /// One act, and everything that is known of it.
  package struct Entry: Hashable, Sendable {
    /// As it happened, secrets included.
    package let event: Event
    package let facts: [Fact]
    /// As it may be kept.
    package let recorded: Event

    /// What a transcript file gains, without its line end.
    package var line: String { recorded.json }
  }

  package private(set) var session = Session()

  package init() {}

  /// `milliseconds`: since the session began; what was heard before it counts as its beginning.
  package mutating func record(
    _ act: Act, in conversation: Int, at milliseconds: Int, by author: Author? = nil
  ) -> Entry {
    let event = Event(
      number: session.events + 1, milliseconds: max(0, milliseconds), conversation: conversation,
      act: act, by: author)
    let facts = session.take(event)
    return Entry(event: event, facts: facts, recorded: event.redacted(by: facts))
  }
}
