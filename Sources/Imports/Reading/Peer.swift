import Protocols

/// Who was at the two ends of a conversation, as far as a log tells.
struct Peer: Hashable, Sendable {
  /// Of the server.
  var host: String?
  var port: Int?
  /// The server's and the client's end, as `127.0.0.1:2525`.
  var address: String?
  var local: String?
  /// The mail server that opened it, where a person only watched.
  var client: String?
  /// `nil`: what is said first tells.
  var dialect: Dialect?

  /// `192.0.2.1:25`, `[2001:db8::1]:25`
  static func address(_ host: some StringProtocol, _ port: some CustomStringConvertible) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// A log may hold any number.
  var realPort: Int? { port.flatMap { (0...65_535).contains($0) ? $0 : nil } }
}
