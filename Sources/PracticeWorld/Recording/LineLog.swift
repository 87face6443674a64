import Files
import Glibc
package import Logging
import Messages
import Protocols

/// A log on standard error: one line for each event, written at once, so that the lines of several
/// threads never mix.
///
/// Fast, for the server of a lecture hall ends thousands of sessions a second and logs each.
package struct LineLog: LogHandler {
  package var logLevel = Logger.Level.info
  package var metadata: Logger.Metadata = [:]

  package init() {}

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let all =
      metadata.isEmpty
      ? event.metadata ?? [:] : metadata.merging(event.metadata ?? [:]) { _, new in new }
    let line = Self.line(
      event.level, event.message.description, all, milliseconds: WallClock.now)
    // If the log cannot be written, the server goes on.
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// `2026-11-23T15:00:00.000Z info: session ended accepted=1 client=127.0.0.1:51514`, its keys in
  /// alphabetical order.
  package static func line(
    _ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, milliseconds: Int
  ) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(256)
    line += MailDate.iso8601(milliseconds: milliseconds).utf8
    line += " \(level): ".utf8
    for octet in message.utf8 { line.append(octet < 0x20 ? UInt8(ascii: "?") : octet) }
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      line.append(.space)
      line += key.utf8
      line.append(UInt8(ascii: "="))
      for octet in value.description.utf8 { line.append(plain(octet)) }
    }
    line.append(.lineFeed)
    return line
  }

  /// A stranger's text must not begin a line, a field, or an escape sequence.
  private static func plain(_ octet: UInt8) -> UInt8 {
    (0x21...0x7E).contains(octet) ? octet : UInt8(ascii: "?")
  }
}
