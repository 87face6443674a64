import Language
import Lessons
import PracticeWorld
import Protocols
import Teaching
import Transcripts

/// Where a message goes that a practice server has accepted.
enum Delivery: Hashable, Sendable {
  /// Into mailboxes of that server.
  case mailbox
  /// Into its queue, and on to another server.
  case relay
}

extension ConsoleCore {
  /// Says where the first accepted message can be seen. A real server tells nobody.
  mutating func noteDelivery(_ facts: [Fact]) {
    guard lesson?.judge.isResuming != true else { return }
    for case .found(.smtp(.accepted(let envelope, _))) in facts.map(\.matter) {
      guard redo == nil, let server = practiceServer else { return }
      let domain = server.description.mailDomain
      let own = envelope.recipients.filter { $0.domain == nil || $0.host == domain }
      let users = own.map { $0.localPart.lowercased() }
        .filter(server.description.mailboxes.contains).uniqued()
      // A relay puts its own users' mail into its queue first: see below.
      if !users.isEmpty, !server.description.relays {
        guard deliveriesTold.insert(.mailbox).inserted else { return }
        perform(.job(.tellDelivery(host: server.name, users: users)))
      } else if let (host, user) = destination(of: envelope, beyond: domain) {
        guard deliveriesTold.insert(.relay).inserted else { return }
        say(.relayed(by: server.name, to: host, user))
      }
    }
  }

  /// A relay has put a user's message into a mailbox of its own.
  mutating func noteDelivery(of act: QueueAct) {
    guard act.deed == .delivered, act.isLocal, act.sender?.isEmpty == false, redo == nil,
      lesson?.judge.isResuming != true, let user = try? Mailbox(parsing: act.recipient).localPart,
      deliveriesTold.insert(.mailbox).inserted
    else { return }
    perform(.job(.tellDelivery(host: act.host, users: [user.lowercased()])))
  }

  /// The practice server to which the student is connected, by name or by address.
  var practiceServer: WorldMap.Host? {
    guard let opening = conversation?.opening, opening.isPractice else { return nil }
    return world.hosts.first { host in
      (host.smtp + host.submission + host.smtps).contains { $0.description == opening.address }
    }
  }

  /// The first recipient at another host of this world.
  private func destination(
    of envelope: Envelope, beyond domain: String
  ) -> (host: WorldMap.Host, user: String)? {
    for recipient in envelope.recipients where recipient.host != domain {
      let user = recipient.localPart.lowercased()
      let host = recipient.host.flatMap { world.exchanges(for: $0).first }
      if let host, host.description.mailboxes.contains(user) { return (host, user) }
    }
    return nil
  }
}

extension Mailbox {
  fileprivate var host: String? { domain?.description.lowercased() }
}

extension Phrase {
  /// - Parameter number: of the message in the first user's mailbox.
  static func delivered(to users: [String], number: Int, web: String) -> Phrase {
    let user = users.first ?? ""
    let page = "http://\(web)/\(user)/\(number)"
    let boxes =
      users.count == 1
      ? "\(user)'s mailbox" : "the mailboxes of \(users.joined(separator: ", "))"
    return Phrase(
      en: "The mail is in \(boxes) now. See it with :mailbox \(user), or in a browser: \(page)",
      zh: "邮件已经在 \(users.joined(separator: "、")) 的邮箱里。用 :mailbox \(user) 查看，或用浏览器打开 \(page)")
  }

  fileprivate static func relayed(
    by server: String, to host: WorldMap.Host, _ user: String
  ) -> Phrase {
    let page = "http://\(host.web.first?.description ?? host.name)/\(user)/"
    return Phrase(
      en:
        "\(server) carries the mail on to \(host.name). Once it is there, see it with :mailbox \(user), or in a browser: \(page)",
      zh: "邮件由 \(server) 继续送往 \(host.name)。送到之后，用 :mailbox \(user) 查看，或用浏览器打开 \(page)")
  }
}
