import Protocols

/// A message as a mailbox's list shows it: text decoded, harmless, and bounded in length.
package struct MessageSummary: Hashable, Sendable {
  /// Empty where the message does not say; a view then uses words of its own language.
  package let from: String
  /// The envelope's sender, where `From:` names another.
  package let envelopeSender: String?
  package let subject: String
  /// As its author wrote it, not recomputed.
  package let date: String
  /// The size of the whole message.
  package let octets: Int

  package init(_ message: Message, charsets: Charsets = .builtIn) {
    self.init(message.header, octets: message.octets, charsets: charsets)
  }

  /// For a header that was read without the rest of its message; `octets` is the whole's size.
  package init(_ header: Header, octets: Int, charsets: Charsets = .builtIn) {
    func text(_ field: HeaderField?) -> String? {
      field.map { HarmlessText.line($0.decoded(charsets: charsets)) }
    }
    // The lecture's message has no From: field; the envelope's sender is the next best.
    from = text(header.first(named: "From") ?? header.first(named: "Return-Path")) ?? ""
    envelopeSender = header.otherEnvelopeSender.map { HarmlessText.line($0) }
    subject = text(header.first(named: "Subject")) ?? ""
    date =
      text(header.first(named: "Date"))
      ?? header.first(named: "Received").map(Self.date(ofTrace:)) ?? ""
    self.octets = octets
  }

  // Time-stamp-line = "Received:" FWS Stamp ; Stamp = … ";" FWS date-time (RFC 5321 §4.4)
  private static func date(ofTrace field: HeaderField) -> String {
    let octets = field.unfolded
    guard let semicolon = octets.lastIndex(of: .semicolon) else { return "" }
    return HarmlessText.line(String(decoding: octets[(semicolon + 1)...], as: UTF8.self))
  }
}
