/// Which of a message's parts are its text, and which came along as files.
package struct MessageParts: Hashable, Sendable {
  /// RFC 2046 §5.1.4 has the best alternative last; plain text needs no reading of tags.
  package enum Preference: Hashable, Sendable { case plain, html }

  /// In their order.
  package let texts: [MIMEPart]
  /// All parts that hold content; a part's number is its place here, from 1.
  package let leaves: [MIMEPart]

  /// Files are named and measured to this number.
  private static let fileLimit = 200

  package init(_ message: Message, preferring preference: Preference) {
    let root = message.root
    leaves = root.leaves
    let texts = Self.texts(of: root, preference)
    self.texts = texts.isEmpty ? Array(leaves.filter(Self.isShown).prefix(1)) : texts
  }

  package func files(charsets: Charsets) -> [ReadableText.File] {
    leaves.enumerated().filter { !isRead($1) }.prefix(Self.fileLimit).map { index, part in
      ReadableText.File(
        number: index + 1, name: part.filename(charsets: charsets),
        type: HarmlessText.line(part.contentType.name, limit: 80), octets: part.decoded.count)
    }
  }

  /// The text parts that are shown: of alternatives the last of the preferred kind, else the last
  /// of any.
  private static func texts(of part: MIMEPart, _ preference: Preference) -> [MIMEPart] {
    guard !part.children.isEmpty else { return isShown(part) ? [part] : [] }
    guard part.contentType.subtype == "alternative" else {
      return part.children.flatMap { texts(of: $0, preference) }
    }
    let choices = part.children.map { texts(of: $0, preference) }.filter { !$0.isEmpty }
    let preferred = choices.last { choice in
      let hasHTML = choice.contains { $0.contentType.subtype == "html" }
      return hasHTML == (preference == .html)
    }
    return preferred ?? choices.last ?? []
  }

  private static func isShown(_ part: MIMEPart) -> Bool {
    part.contentType.type == "text" && !part.isAttachment
  }

  /// An alternative that was passed over is not a file either.
  private func isRead(_ part: MIMEPart) -> Bool {
    Self.isShown(part) && part.filename() == nil || texts.contains(part)
  }
}
