import Files
import Language
import Messages
import Protocols

extension Relay {
  /// Puts a report to the sender into the queue, if there is anything to tell and anybody to be
  /// told.
  func report(
    _ results: DeliveryResults, on message: QueuedMessage
  ) throws(StoreError) -> QueuedMessage? {
    let original = message.id
    guard
      let (message, report) = message.report(
        on: results.failed + results.done,
        header: { [queue] in (try? queue.content(of: original).next()) ?? [] }, from: policy.domain,
        exchange: { plan.route($0)?.host },
        in: language() == .chinese ? .chinese : .english, now: WallClock.now)
    else { return nil }
    let spool = try queue.spool(for: message.id)
    try spool.append(report.opening)
    if report.returned == .whole {
      let source = try queue.content(of: original)
      while let block = try source.next() { try spool.append(block) }
    }
    try spool.append(report.closing)
    try spool.finish()
    try keep(message)
    return message
  }
}
