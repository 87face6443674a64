/// When a message that could not be delivered is tried again, and when it is given up (RFC 5321
/// §4.5.4.1).
package struct RetrySchedule: Hashable, Sendable {
  /// Milliseconds between tries; the standard wants half an hour at least.
  package var interval: Int
  /// Milliseconds after which a message is given up; the standard wants four or five days.
  package var patience: Int

  package init(interval: Int, patience: Int) {
    self.interval = interval
    self.patience = patience
  }

  /// For a classroom: a minute of the standard lasts a second. Half an hour becomes 30 s, five days
  /// become two hours.
  package static let classroom = RetrySchedule(
    interval: 30 * 60_000 / scale, patience: 5 * 24 * 3_600_000 / scale)
  package static let scale = 60

  /// `nil`: give up. All in milliseconds since 1970.
  func next(after now: Int, arrived: Int) -> Int? {
    now - arrived >= patience ? nil : now + interval
  }
}
