package import Protocols

/// A message that waits in a server's queue, and what is known of each of its recipients.
package struct QueuedMessage: Hashable, Sendable, Codable {
  package struct Recipient: Hashable, Sendable, Codable {
    /// As in a path, without brackets.
    package let address: String
    package internal(set) var tries = 0
    /// Milliseconds since 1970.
    package internal(set) var nextTry: Int
    /// The last line of the reply that the last try heard; `nil`: nobody answered.
    package internal(set) var reply: String?

    package var mailbox: Mailbox? { try? Mailbox(parsing: address) }
  }

  package let id: String
  /// `nil` is the null reverse-path: the message is itself a report, and is never reported on.
  package let sender: String?
  package let isInternationalized: Bool
  package internal(set) var is8Bit: Bool
  /// Octets.
  package internal(set) var size: Int
  /// Milliseconds since 1970.
  package let arrived: Int
  /// Those who wait. One who has the message, or will never have it, is no longer here.
  package internal(set) var recipients: [Recipient]

  /// The first moment at which somebody is due, in milliseconds since 1970.
  package var nextTry: Int { recipients.map(\.nextTry).min() ?? 0 }

  /// Its times are such that nothing computed with them overflows: a file can hold anything.
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

extension Mailbox {
  /// In lower case; `nil` for an address literal, and for a mailbox of this host named without it.
  var hostName: String? {
    guard case .name(let name)? = domain else { return nil }
    return name.lowercasedASCII
  }
}
