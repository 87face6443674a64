import Messages
package import Protocols

/// A message that waits in a server's queue, and what is known of each of its recipients.
package struct QueuedMessage: Hashable, Sendable, Codable {
  package struct Recipient: Hashable, Sendable, Codable {
    /// As in a path, without brackets.
    package let address: String
    package internal(set) var tries = 0
    /// Milliseconds since 1970.
    package internal(set) var nextTry: Int
    /// The last line of the last try's reply; `nil` where there was none.
    package internal(set) var reply: String?
    /// The last try's connection was refused; `nil` where it was not, and in older files.
    package internal(set) var wasRefused: Bool?

    package var mailbox: Mailbox? { try? Mailbox(parsing: address) }
  }

  package let id: String
  /// `nil` is the null reverse-path: the message is itself a report, and never causes another.
  package let sender: String?
  package let isInternationalized: Bool
  package internal(set) var is8Bit: Bool
  /// Octets.
  package internal(set) var size: Int
  /// Milliseconds since 1970.
  package let arrived: Int
  /// Those that still wait. A recipient that has the message, or will never get it, is removed.
  package internal(set) var recipients: [Recipient]

  /// When the first recipient is due, in milliseconds since 1970.
  package var nextTry: Int { recipients.map(\.nextTry).min() ?? 0 }

  /// Its times can be computed with and do not overflow: a file may hold anything.
  var isPlausible: Bool {
    ([arrived] + recipients.map(\.nextTry)).allSatisfy { (0...1 << 50).contains($0) }
      && recipients.allSatisfy { (0...1 << 50).contains($0.tries) } && !recipients.isEmpty
  }

  func outgoing(to recipients: [Recipient]) -> OutgoingMessage {
    let parameters =
      isInternationalized ? [Parameter(keyword: "SMTPUTF8", value: nil)] : []
    return OutgoingMessage(
      envelope: Envelope(
        sender: sender.flatMap { try? Mailbox(parsing: $0) }, senderParameters: parameters,
        recipients: recipients.compactMap(\.mailbox)),
      size: size, is8Bit: is8Bit)
  }
}

extension QueuedMessage {
  /// A message that a server has just accepted, once for each of its recipients.
  ///
  /// - Parameters:
  ///   - domain: the server's.
  ///   - size: in octets.
  ///   - now: milliseconds since 1970.
  init(_ delivery: Delivery, at domain: String, id: String, is8Bit: Bool, size: Int, now: Int) {
    let envelope = delivery.envelope
    var known: Set<OctetName> = []
    // A literal was accepted because it means this host; the queue uses the host's name.
    let addresses = envelope.recipients.map { recipient in
      guard case .literal? = recipient.domain else { return recipient.address(at: domain) }
      return Mailbox(localPart: recipient.localPart, domain: .name(domain)).description
    }.filter { known.insert(OctetName($0)).inserted }
    self.init(
      id: id, sender: envelope.sender?.description,
      isInternationalized: envelope.isInternationalized, is8Bit: is8Bit, size: size, arrived: now,
      recipients: addresses.map { .init(address: $0, nextTry: now) })
  }

  /// A report to the sender on recipients who will never get the message. A report never causes
  /// another: its null reverse-path names no sender (RFC 5321 §4.5.5, §6.1).
  ///
  /// - Parameters:
  ///   - header: the message's, or its beginning.
  ///   - host: the server's name.
  ///   - exchange: the name of a domain's mail server.
  ///   - language: the one that comes first.
  /// - Returns: `nil` where there is no sender to tell.
  func report(
    on failed: [(recipient: Recipient, outcome: DeliveryOutcome)], header: [UInt8],
    from host: String, exchange: (String) -> String?,
    in language: DeliveryReport.FirstLanguage = .english, now: Int
  ) -> (message: QueuedMessage, octets: [UInt8])? {
    guard let sender else { return nil }
    let id = MessageID.next()
    let octets = DeliveryReport(
      reportingHost: host, sender: sender,
      recipients: failed.map { recipient, outcome in
        .init(
          address: recipient.address, status: outcome.status.description,
          diagnostic: outcome.lines,
          remoteHost: outcome.lines.isEmpty ? nil : recipient.mailbox?.hostName.flatMap(exchange))
      },
      arrived: arrived / 1_000, written: now / 1_000, id: id, header: header,
      firstLanguage: language
    ).octets
    let message = QueuedMessage(
      id: id, sender: nil, isInternationalized: isInternationalized, is8Bit: true,
      size: octets.count, arrived: now, recipients: [.init(address: sender, nextTry: now)])
    return (message, octets)
  }
}

extension Mailbox {
  /// In lower case; `nil` for an address literal, and for a mailbox of this host named without it.
  var hostName: String? {
    guard case .name(let name)? = domain else { return nil }
    return name.lowercasedASCII
  }
}
