package import Protocols

/// One thing that happened in a session, and when. Sessions are made of nothing else.
package struct Event: Hashable, Sendable {
  /// From 1, in the order of happening.
  package var number: Int
  /// Since the session began.
  package var milliseconds: Int
  /// From 1; one session may hold several connections. 0 where the event belongs to none.
  package var conversation: Int
  package var act: Act
  /// byhand itself did it; `nil`: the student or a server.
  package var by: Author?

  package init(
    number: Int = 0, milliseconds: Int, conversation: Int, act: Act, by: Author? = nil
  ) {
    self.number = number
    self.milliseconds = milliseconds
    self.conversation = conversation
    self.act = act
    self.by = by
  }
}

/// The part of byhand that did something in place of the student.
package enum Author: String, Hashable, Sendable, CaseIterable {
  /// A command such as `:attach` or `:send`.
  case console
  /// A lesson that is resumed: byhand redoes what the student did before. It earns nothing.
  case resume
}

/// Nearly all events are lines that were heard, and a recording may have a million. The large acts
/// stand apart (`indirect`), so that each event takes less than half of the memory.
package enum Act: Hashable, Sendable {
  indirect case opened(Opening)
  /// No connection came about.
  indirect case failed(Attempt, ConnectionFailure)
  case heard(Side, Piece)
  /// A TLS handshake ended, or a secured connection broke. What is heard from here on crossed the
  /// wire encrypted.
  indirect case secured(TLSOutcome)
  case closed(by: Side, Farewell)
  indirect case learner(LearnerAct)
  indirect case world(WorldAct)
  /// Of a newer version: kept as it stood, and passed over.
  case unknown(String)
}

/// The host and port that the student asked for.
package struct Attempt: Hashable, Sendable {
  package let dialect: Dialect
  package let host: String
  package let port: Int

  package init(dialect: Dialect, host: String, port: Int) {
    self.dialect = dialect
    self.host = host
    self.port = port
  }
}

/// A TCP connection that was established.
package struct Opening: Hashable, Sendable {
  package let attempt: Attempt
  /// The server's end, as `127.0.0.1:2525` or `[::1]:2525`.
  package let address: String
  /// The client's end, written in the same way.
  package let local: String?
  /// A server of the practice world, on this machine.
  package let isPractice: Bool
  /// The mail server of the world that opened it; `nil`: the student did.
  package let client: String?

  package init(
    attempt: Attempt, address: String, local: String?, isPractice: Bool, client: String? = nil
  ) {
    self.attempt = attempt
    self.address = address
    self.local = local
    self.isPractice = isPractice
    self.client = client
  }

  /// Between two servers: the student only watches.
  package var isWatched: Bool { client != nil }
}

/// Why no connection came about.
package enum ConnectionFailure: String, Hashable, Sendable, CaseIterable {
  case refused, unreachable, timeout
  case unknownHost = "unknown-host"
  /// The client gave up before the connection was open.
  case cancelled
  case other
}

/// How a connection ended.
package enum Farewell: String, Hashable, Sendable, CaseIterable {
  /// FIN: that side had nothing more to say.
  case finished
  /// RST, or the network failed.
  case lost
}
