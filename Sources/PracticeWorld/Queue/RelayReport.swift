import Files
import Language
import Messages
import Protocols

extension Relay {
  /// Puts a report to the sender into the queue, if there is anything to tell and anybody to be
  /// told.
  func report(
    _ failed: [(recipient: QueuedMessage.Recipient, outcome: DeliveryOutcome)],
    on message: QueuedMessage
  ) throws(StoreError) -> QueuedMessage? {
    guard !failed.isEmpty, message.sender != nil else { return nil }
    let header = try? queue.content(of: message.id).next()
    guard
      let (report, octets) = message.report(
        on: failed, header: header ?? [], from: policy.domain, exchange: { plan.route($0)?.host },
        in: language() == .chinese ? .chinese : .english, now: WallClock.now)
    else { return nil }
    let spool = try queue.spool(for: report.id)
    try spool.append(octets)
    try spool.finish()
    try keep(report)
    return report
  }
}
