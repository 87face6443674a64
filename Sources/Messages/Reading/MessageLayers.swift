import Protocols

/// A stored message by its authors: what the servers wrote on top of it, and what its sender wrote.
package struct MessageLayers: Hashable, Sendable {
  /// The envelope as the last server kept it, the way it came, and what a server found out about its
  /// sender: Return-Path, Delivered-To, Received (RFC 5321 §4.4), Authentication-Results (RFC 8601).
  ///
  /// It ends at the first other field; what the sender forged above its own header cannot be told
  /// from a server's.
  package let trace: ArraySlice<UInt8>
  /// The sender's own fields, without the empty line after them.
  package let header: ArraySlice<UInt8>
  /// Empty where the message has none; a server puts it in where a text has no header to continue.
  package let separator: ArraySlice<UInt8>
  package let body: ArraySlice<UInt8>

  private static let servers = [
    "return-path", "delivered-to", "received", "authentication-results",
  ]

  package init(_ octets: [UInt8]) {
    var reader = LineReader(octets[...])
    var headerStart: Int?
    var end = 0
    var bodyStart = 0
    while let line = reader.next() {
      if line.isEmpty {
        bodyStart = reader.position
        break
      }
      if line.first?.isBlank != true || end == 0 {
        guard let colon = HeaderReader.colon(in: line) else { break }
        let name = String(decoding: line[..<colon].trimmed, as: UTF8.self).lowercasedASCII
        if headerStart == nil, !Self.servers.contains(name) { headerStart = end }
      }
      end = reader.position
      bodyStart = end
    }
    trace = octets[..<(headerStart ?? end)]
    header = octets[(headerStart ?? end)..<end]
    separator = octets[end..<bodyStart]
    body = octets[bodyStart...]
  }
}
