import Messages
import Protocols
import Transcripts

/// Mail between the hosts.
extension MemoryWorld {
  private func announcement(_ deed: QueueAct.Deed, _ message: QueuedMessage, at index: Int) -> [Act]
  {
    message.recipients.map {
      .world(.queue(QueueAct(deed, message, $0, at: hosts[index].name, now: clock.wall)))
    }
  }

  mutating func announce(_ message: QueuedMessage, at index: Int) {
    for act in announcement(.queued, message, at: index) { tell(.world, act) }
  }

  /// Tries every message that is due.
  mutating func carryMail() {
    while let index = hosts.firstIndex(where: { $0.due(at: clock.wall) != nil }),
      let waiting = hosts[index].due(at: clock.wall)
    {
      attempt(waiting, at: index, isDueAnyway: false)
    }
  }

  mutating func attempt(
    _ waiting: MemoryHost.Waiting, at index: Int, isDueAnyway: Bool
  ) {
    let (name, message) = (hosts[index].name, waiting.message)
    guard var attempt = DeliveryTry(message, at: clock.wall, isDueAnyway: isDueAnyway) else {
      return
    }
    while let leg = attempt.next(from: name, route: exchange) {
      attempt.settle(go(leg, with: waiting, from: index))
    }
    let results = attempt.results(at: clock.wall, schedule: .classroom)
    let report = message.report(
      on: results.failed + results.done, header: { waiting.content }, from: name,
      exchange: { exchange(for: $0)?.host }, now: clock.wall)
    hosts[index].conclude(
      results.left,
      report: report.map { message, report in
        let returned = report.returned == .whole ? waiting.content : []
        return (message, report.opening + returned + report.closing)
      })
    for (deed, recipient) in results.news {
      tell(.world, .world(.queue(QueueAct(deed, message, recipient, at: name, now: clock.wall))))
    }
    if let report { announce(report.message, at: index) }
  }

  private func exchange(for domain: String) -> MailExchange? {
    map.exchange(for: domain)
  }

  private mutating func go(
    _ leg: DeliveryTry.Leg, with waiting: MemoryHost.Waiting, from index: Int
  ) -> [DeliveryOutcome] {
    switch leg {
    case .here(let recipients): recipients.map { hosts[index].deliver(waiting, to: $0) }
    case .nowhere(let recipients): recipients.map { _ in .unknownDomain }
    case .host(let exchange, let recipients):
      carry(waiting, to: recipients, at: exchange, from: index)
    }
  }

  /// One conversation between two hosts. It takes no time, even if the other host is slow.
  private mutating func carry(
    _ waiting: MemoryHost.Waiting, to recipients: [QueuedMessage.Recipient],
    at exchange: MailExchange, from index: Int
  ) -> [DeliveryOutcome] {
    hosts[index].connections += 1
    let source = Source.relay(host: hosts[index].name, connection: hosts[index].connections)
    let attempt = Attempt(dialect: .smtp, host: exchange.host, port: 25)
    guard let target = hosts.firstIndex(where: { $0.name == exchange.host }),
      !hosts[target].scenario.isDown
    else {
      tell(source, .failed(attempt, .refused))
      return recipients.map { _ in .refused }
    }
    var conversation = RelayConversation(
      ClientSession(
        name: .name(hosts[index].name), message: waiting.message.outgoing(to: recipients)),
      waiting.content, from: hosts[index].source, to: hosts[target])
    conversation.run(at: &hosts[target], clock)
    tell(
      source,
      .opened(
        opening(
          attempt, port: exchange.address.port, client: hosts[index].name,
          at: hosts[index].source)))
    for act in conversation.acts { tell(source, act) }
    for message in conversation.queued { announce(message, at: target) }
    return conversation.outcomes
  }
}
