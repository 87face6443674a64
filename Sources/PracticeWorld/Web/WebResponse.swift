import Markup
import Protocols

/// What the web mailbox answers.
struct WebResponse: Sendable {
  var status: Int
  var fields: [(name: String, value: String)] = []
  var content: [UInt8] = []
  /// A second guard, should a message's HTML ever get past the first. default-src does not cover
  /// forms, base, and framing.
  static let policy =
    "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'none'; "
    + "base-uri 'none'; frame-ancestors 'none'"

  static func page(_ status: Int, _ html: HTML, _ fields: [(String, String)] = []) -> WebResponse {
    WebResponse(
      status: status,
      fields: [("Content-Type", "text/html; charset=utf-8")] + fields + [
        ("Content-Security-Policy", policy), ("Referrer-Policy", "no-referrer"),
      ], content: withLineEnds(html.text))
  }

  /// For those who read a response as it comes.
  static func text(
    _ status: Int, _ lines: [String], _ fields: [(String, String)] = []
  ) -> WebResponse {
    WebResponse(
      status: status, fields: [("Content-Type", "text/plain; charset=utf-8")] + fields,
      content: withLineEnds(lines.map { $0 + "\n" }.joined()))
  }

  /// CR LF, the line end of text in a message (RFC 2046 §4.1.1).
  private static func withLineEnds(_ text: String) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count + 64)
    for octet in text.utf8 where octet != .carriageReturn {
      if octet == .lineFeed { octets.append(.carriageReturn) }
      octets.append(octet)
    }
    return octets
  }
}
