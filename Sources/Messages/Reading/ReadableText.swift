/// What a reader sees of a message: its text, in lines that are safe to show, and its files.
package struct ReadableText: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case plain
    /// There was no plain text: the words of the HTML.
    case html
    /// Nothing in the message is text.
    case none
    /// Text in a charset that is not known; its name.
    case unknownCharset(String)
  }

  package struct File: Hashable, Sendable {
    /// The part's place among the message's leaves, from 1.
    package let number: Int
    /// `nil` where the sender gave none.
    package let name: String?
    /// `image/png`
    package let type: String
    /// Decoded.
    package let octets: Int
  }

  /// Between two parts of text, so that the second does not seem to go on with the first.
  package static let separator = ["", String(repeating: "─", count: 12), ""]

  package let source: Source
  /// Harmless; without line ends.
  package let lines: [String]
  /// Lines there were more of than are kept.
  package let omitted: Int
  package let files: [File]

  package init(_ message: Message, charsets: Charsets = .builtIn, lineLimit: Int = 2_000) {
    let parts = MessageParts(message, preferring: .plain)
    var source: Source = .none
    var lines: [String] = []
    for part in parts.texts {
      guard let text = part.text(charsets: charsets) else {
        source = .unknownCharset(HarmlessText.line(part.contentType.charset ?? "", limit: 40))
        continue
      }
      let isHTML = part.contentType.subtype == "html"
      if !lines.isEmpty { lines += Self.separator }
      if case .unknownCharset = source {} else { source = isHTML ? .html : .plain }
      lines += HarmlessText.lines(
        isHTML ? HTMLText.plain(text) : FlowedText.unflowed(text, of: part))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    self.source = source
    omitted = max(0, lines.count - lineLimit)
    self.lines = Array(lines.prefix(lineLimit))
    files = parts.files(charsets: charsets)
  }
}
