package import Transcripts

/// One event from the network, on its way to the core.
package struct Arrival: Sendable {
  package enum Source: Hashable, Sendable {
    /// The student's connection with this conversation number.
    case student(Int)
    /// A connection between two servers of the world: the sending host, and the number of the
    /// connection at that host.
    case relay(host: String, connection: Int)
    /// The world itself, for example a server's queue.
    case world
  }

  package let source: Source
  package let act: Act
  /// Time since the console was opened.
  package let moment: Duration
  /// Only for connections between servers: called once the core has processed this arrival, or has
  /// discarded it.
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
