/// What MAIL and RCPT said: who gets the message, and who is told of a failure. It is not the
/// header (RFC 5321 §2.3.1).
package struct Envelope: Hashable, Sendable {
  /// `nil` is the null reverse-path.
  package var sender: Mailbox?
  package var senderParameters: [Parameter]
  package var recipients: [Mailbox]
  /// By the recipient's index; only of those that have some.
  package var recipientParameters: [Int: [Parameter]]

  package init(
    sender: Mailbox? = nil, senderParameters: [Parameter] = [], recipients: [Mailbox] = [],
    recipientParameters: [Int: [Parameter]] = [:]
  ) {
    self.sender = sender
    self.senderParameters = senderParameters
    self.recipients = recipients
    self.recipientParameters = recipientParameters
  }

  /// A further one, with its parameters.
  package mutating func add(_ recipient: Mailbox, _ parameters: [Parameter]) {
    if !parameters.isEmpty { recipientParameters[recipients.count] = parameters }
    recipients.append(recipient)
  }

  /// MAIL said SMTPUTF8: addresses and header may hold UTF-8 (RFC 6531 §3.4).
  package var isInternationalized: Bool { senderParameters.contains(where: \.isSMTPUTF8) }

  /// MAIL said that the message may hold octets above 127 (RFC 6152 §2, RFC 3030 §3).
  package var declaresEightBit: Bool {
    senderParameters.contains { $0.keyword == "BODY" && $0.value?.uppercased() != "7BIT" }
  }
}
