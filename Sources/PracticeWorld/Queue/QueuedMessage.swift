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

extension Mailbox {
  /// In lower case; `nil` for an address literal, and for a mailbox of this host named without it.
  var hostName: String? {
    guard case .name(let name)? = domain else { return nil }
    return name.lowercasedASCII
  }
}
