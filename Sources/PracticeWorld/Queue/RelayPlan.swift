package import Transcripts

/// How a server carries on what it has accepted.
package struct RelayPlan: Sendable {
  /// The folder of its queue.
  package var folder: String
  package var schedule: RetrySchedule
  /// How many seconds a second of a client's patience lasts (RFC 5321 §4.5.3.2).
  package var pace: Double
  /// Where the mail server of a domain listens; `nil`: the world has no such domain.
  package var route: @Sendable (String) -> BoundAddress?
  package var news: @Sendable (RelayNews) -> Void

  package init(
    folder: String, schedule: RetrySchedule = .classroom, pace: Double = 0.1,
    route: @escaping @Sendable (String) -> BoundAddress?,
    news: @escaping @Sendable (RelayNews) -> Void = { _ in }
  ) {
    self.folder = folder
    self.schedule = schedule
    self.pace = pace
    self.route = route
    self.news = news
  }
}

/// What can be heard of a relay's work, in order.
package enum RelayNews: Sendable {
  case queue(WorldAct)
  /// On the relay's connection with this number, counted from 1.
  case connection(Int, Act)
}
