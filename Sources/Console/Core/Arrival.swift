package import Transcripts

/// What happened on the network, on its way to the core.
package struct Arrival: Sendable {
  package enum Source: Hashable, Sendable {
    /// A connection of the student's, by its conversation.
    case student(Int)
    /// A connection between two servers of the world: whose, and which of its.
    case relay(host: String, connection: Int)
    /// The world itself: a server's queue.
    case world
  }

  package let source: Source
  package let act: Act
  /// Since the console was opened.
  package let moment: Duration
  /// Of a relay's connection: called once the core has taken it in, or never will.
  let taken: (@Sendable () -> Void)?

  package init(
    source: Source, act: Act, moment: Duration, taken: (@Sendable () -> Void)? = nil
  ) {
    self.source = source
    self.act = act
    self.moment = moment
    self.taken = taken
  }
}
