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

  /// For pages without a message's own HTML. Everything that comes from a message is sent as a type
  /// that no browser runs.
  static let scriptPolicy = policy + "; script-src 'self'; connect-src 'self'"

  static func page(
    _ status: Int, _ html: HTML, _ fields: [(String, String)] = [], policy: String = policy
  ) -> WebResponse {
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

  /// Part of a page, as its images are.
  static func file(_ type: String, _ text: String) -> WebResponse {
    WebResponse(
      status: 200, fields: [("Content-Type", "\(type); charset=utf-8")], content: Array(text.utf8))
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
