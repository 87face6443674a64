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
    /// NOTIFY and ORCPT as they were given (RFC 3461 §4.1, §4.2).
    var notify: String?
    var originalRecipient: String?

    /// Whether the sender wants to hear of this. Without a word, of failures only (§4.1).
    func wantsReport(of action: DeliveryReport.Action) -> Bool {
      guard let notify else { return action == .failed }
      let wanted = notify.uppercased().split(separator: ",")
      return wanted.contains(action == .failed ? "FAILURE" : "SUCCESS")
    }

    /// What NOTIFY and ORCPT say, for the next server.
    fileprivate var parameters: [Parameter] {
      [("NOTIFY", notify), ("ORCPT", originalRecipient)].compactMap { keyword, value in
        value.map { Parameter(keyword: keyword, value: $0) }
      }
    }

    /// `rfc822;bob@hamburger.edu`, without the coding that it needs in a command (§4.2).
    fileprivate var original: String? {
      originalRecipient?.split(separator: ";", maxSplits: 1)
        .map { String(decoding: XText.decoded($0) ?? [], as: UTF8.self) }.joined(separator: ";")
    }
    package var mailbox: Mailbox? { try? Mailbox(parsing: address) }
  }

  package let id: String
  /// `nil` is the null reverse-path: the message is itself a report, and never causes another.
  package let sender: String?
  package let isInternationalized: Bool
  /// RET and ENVID as they were given (RFC 3461 §4.3, §4.4).
  var returns: String?
  var envelopeID: String?
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
    var envelope = Envelope(
      sender: sender.flatMap { try? Mailbox(parsing: $0) },
      senderParameters: isInternationalized ? [Parameter(keyword: "SMTPUTF8", value: nil)] : [])
    for (keyword, value) in [("RET", returns), ("ENVID", envelopeID)] where value != nil {
      envelope.senderParameters.append(Parameter(keyword: keyword, value: value))
    }
    for recipient in recipients {
      if let mailbox = recipient.mailbox { envelope.add(mailbox, recipient.parameters) }
    }
    return OutgoingMessage(envelope: envelope, size: size, is8Bit: is8Bit)
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
    let recipients = envelope.recipients.enumerated().compactMap { index, recipient -> Recipient? in
      var address = recipient.address(at: domain)
      // A literal was accepted because it means this host; the queue uses the host's name.
      if case .literal? = recipient.domain {
        address = Mailbox(localPart: recipient.localPart, domain: .name(domain)).description
      }
      guard known.insert(OctetName(address)).inserted else { return nil }
      let parameters = envelope.recipientParameters[index] ?? []
      return Recipient(
        address: address, nextTry: now, notify: parameters.value(of: "NOTIFY"),
        originalRecipient: parameters.value(of: "ORCPT"))
    }
    self.init(
      id: id, sender: envelope.sender?.description,
      isInternationalized: envelope.isInternationalized,
      returns: envelope.senderParameters.value(of: "RET"),
      envelopeID: envelope.senderParameters.value(of: "ENVID"), is8Bit: is8Bit, size: size,
      arrived: now, recipients: recipients)
  }

  /// A report to the sender on what became of the message, for those recipients of whom the sender
  /// wants to hear: who will never get it, unless told otherwise (RFC 3461 §4.1).
  ///
  /// A report never causes another: its null reverse-path names no sender (RFC 5321 §4.5.5, §6.1).
  ///
  /// - Parameters:
  ///   - header: the message's, or its beginning.
  ///   - host: the server's name.
  ///   - exchange: the name of a domain's mail server.
  ///   - language: the one that comes first.
  /// - Returns: `nil` where there is nothing to tell, or nobody to be told.
  func report(
    on settled: [(recipient: Recipient, outcome: DeliveryOutcome)], header: () -> [UInt8],
    from host: String, exchange: (String) -> String?,
    in language: DeliveryReport.FirstLanguage = .english, now: Int
  ) -> (message: QueuedMessage, report: DeliveryReport)? {
    let recipients = settled.compactMap { recipient, outcome -> DeliveryReport.Recipient? in
      guard let action = outcome.action, recipient.wantsReport(of: action) else { return nil }
      return DeliveryReport.Recipient(
        address: recipient.address, original: recipient.original, action: action,
        status: outcome.status.description, diagnostic: outcome.lines,
        remoteHost: outcome.lines.isEmpty ? nil : recipient.mailbox?.hostName.flatMap(exchange))
    }
    guard let sender, !recipients.isEmpty else { return nil }
    let id = MessageID.next()
    // RFC 3461 §4.3: RET is about reports of failures.
    let isWhole = returns?.uppercased() == "FULL" && recipients.contains { $0.action == .failed }
    let report = DeliveryReport(
      reportingHost: host, sender: sender, recipients: recipients, arrived: arrived / 1_000,
      written: now / 1_000, id: id,
      envelopeID: envelopeID.map { String(decoding: XText.decoded($0) ?? [], as: UTF8.self) },
      returned: isWhole ? .whole : .header(header()), firstLanguage: language)
    let message = QueuedMessage(
      id: id, sender: nil, isInternationalized: isInternationalized, is8Bit: true,
      size: report.opening.count + (isWhole ? size : 0) + report.closing.count, arrived: now,
      recipients: [.init(address: sender, nextTry: now)])
    return (message, report)
  }
}

extension [Parameter] {
  fileprivate func value(of keyword: String) -> String? {
    first { $0.keyword.uppercased() == keyword }?.value
  }
}

extension Mailbox {
  /// In lower case; `nil` for an address literal, and for a mailbox of this host named without it.
  var hostName: String? {
    guard case .name(let name)? = domain else { return nil }
    return name.lowercasedASCII
  }
}
