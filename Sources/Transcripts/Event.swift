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
  /// byhand itself sent this line, not the student.
  package var isByConsole: Bool

  package init(
    number: Int = 0, milliseconds: Int, conversation: Int, act: Act, isByConsole: Bool = false
  ) {
    self.number = number
    self.milliseconds = milliseconds
    self.conversation = conversation
    self.act = act
    self.isByConsole = isByConsole
  }
}

package enum Act: Hashable, Sendable {
  case opened(Opening)
  /// No connection came about.
  case failed(Attempt, ConnectionFailure)
  case heard(Side, Piece)
  case closed(by: Side, Farewell)
  case learner(LearnerAct)
  case world(WorldAct)
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

/// A TCP connection that stands.
package struct Opening: Hashable, Sendable {
  package let attempt: Attempt
  /// The server's end, as `127.0.0.1:2525` or `[::1]:2525`.
  package let address: String
  /// The client's end, likewise.
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
  case other
}

/// How a connection ended.
package enum Farewell: String, Hashable, Sendable, CaseIterable {
  /// FIN: that side had no more to say.
  case finished
  /// RST, or the network's end.
  case lost
}

/// What the learner did that crossed no wire.
package enum LearnerAct: Hashable, Sendable {
  case began(lesson: String, step: String)
  case answered(step: String, choice: Int)
  case hint(step: String)
  case skipped(step: String)
  case passed(step: String)
  /// A command to the console that a lesson may ask for: `compare`, `mailbox`.
  case asked(console: String)
}

/// What a mail server of the practice world did with a message in its queue, for one recipient.
package struct WorldAct: Hashable, Sendable {
  package enum Deed: String, Hashable, Sendable, CaseIterable {
    case queued
    /// Kept, and to be tried again.
    case deferred
    case delivered
    /// Given up: the sender is told by a report.
    case bounced
  }

  package let deed: Deed
  /// Whose queue it is.
  package let host: String
  /// The message's name in the queue.
  package let message: String
  package let recipient: String
  /// The last line of the other server's reply, where there was one.
  package let reply: String?
  /// Seconds until the next try.
  package let retry: Int?

  package init(
    _ deed: Deed, host: String, message: String, recipient: String, reply: String? = nil,
    retry: Int? = nil
  ) {
    self.deed = deed
    self.host = host
    self.message = message
    self.recipient = recipient
    self.reply = reply
    self.retry = retry
  }
}
