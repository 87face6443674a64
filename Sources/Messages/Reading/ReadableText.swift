/// What of a message its reader reads: the text in lines that a screen may be given, and the files that came along.
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

  package let source: Source
  /// Harmless; without line ends.
  package let lines: [String]
  /// Lines there were more of than are kept.
  package let omitted: Int
  package let files: [File]

  /// Parts are named and measured to this number.
  private static let fileLimit = 200

  package init(_ message: Message, charsets: Charsets = .builtIn, lineLimit: Int = 2_000) {
    let root = message.root
    let leaves = root.leaves
    let bodies = Self.bodies(of: root)
    let chosen = bodies.isEmpty ? leaves.filter { Self.isShown($0) }.prefix(1).map { $0 } : bodies
    var source: Source = .none
    var lines: [String] = []
    for part in chosen {
      guard let text = part.text(charsets: charsets) else {
        source = .unknownCharset(HarmlessText.line(part.contentType.charset ?? "", limit: 40))
        continue
      }
      let isHTML = part.contentType.subtype == "html"
      if case .unknownCharset = source {} else { source = isHTML ? .html : .plain }
      lines += HarmlessText.lines(isHTML ? HTMLText.plain(text) : Self.unflowed(text, part))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    self.source = source
    omitted = max(0, lines.count - lineLimit)
    self.lines = Array(lines.prefix(lineLimit))
    files = leaves.enumerated().filter { !Self.isRead($1, chosen) }.prefix(Self.fileLimit)
      .map { index, part in
        File(
          number: index + 1, name: part.filename(charsets: charsets),
          type: HarmlessText.line(part.contentType.name, limit: 80), octets: part.decoded.count)
      }
  }

  /// The text parts that are shown: of alternatives the last that is plain, else the last that is HTML (RFC 2046 §5.1.4
  /// has the best last, but plain text needs no reading of tags).
  private static func bodies(of part: MIMEPart) -> [MIMEPart] {
    guard !part.children.isEmpty else { return isShown(part) ? [part] : [] }
    guard part.contentType.subtype == "alternative" else {
      return part.children.flatMap(bodies)
    }
    let choices = part.children.map(bodies).filter { !$0.isEmpty }
    let plain = choices.last { $0.allSatisfy { $0.contentType.subtype != "html" } }
    return plain ?? choices.last ?? []
  }

  private static func isShown(_ part: MIMEPart) -> Bool {
    part.contentType.type == "text" && !part.isAttachment
  }

  /// An alternative that was passed over is no file either.
  private static func isRead(_ part: MIMEPart, _ chosen: [MIMEPart]) -> Bool {
    isShown(part) && part.filename() == nil || chosen.contains(part)
  }

  private static func unflowed(_ text: String, _ part: MIMEPart) -> String {
    guard part.contentType.value["format"]?.lowercasedASCII == "flowed" else { return text }
    let deletes = part.contentType.value["delsp"]?.lowercasedASCII == "yes"
    return FlowedText.joined(text, deletesSpaces: deletes)
  }
}
