/// How a server carries on the mail that it has accepted.
package struct RelayPlan: Sendable {
  /// The folder of its queue.
  package var folder: String
  package var schedule: RetrySchedule
  /// How many seconds one second of the standard's timeouts lasts here (RFC 5321 §4.5.3.2).
  package var pace: Double
  /// The IP address that it connects from; `nil`: as the system chooses.
  package var source: String?
  /// The mail server of a domain; `nil`: the world has no such domain.
  package var route: @Sendable (String) -> MailExchange?
  package var news: @Sendable (WorldNews) -> Void

  package init(
    folder: String, schedule: RetrySchedule = .classroom, pace: Double = 0.1,
    route: @escaping @Sendable (String) -> MailExchange?,
    news: @escaping @Sendable (WorldNews) -> Void = { $0.acknowledge() }
  ) {
    self.folder = folder
    self.schedule = schedule
    self.pace = pace
    self.route = route
    self.news = news
  }
}
