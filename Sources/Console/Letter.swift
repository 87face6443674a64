import Messages
import Presentation
import Teaching

/// A stored message as lines of text: what its owner's user agent would show.
struct Letter {
  let lines: [String]

  /// `octets`: the message, or its beginning; `count`: how many it has in all.
  init(
    _ octets: [UInt8], of count: Int, number: Int, showsText: Bool, _ language: Language
  ) {
    let message = Message.parse(octets)
    let summary = MessageSummary(message.header, octets: count)
    let subject =
      summary.subject.isEmpty ? Phrase.noSubject[language] : summary.subject
    let size = Phrase(en: "\(count) octets", zh: "\(count) 字节")[language]
    let head = "  \(number)  \(SafeText.of(summary.from))  \(SafeText.of(subject))  (\(size))"
    lines = showsText ? [head] + Self.text(of: message) : [head]
  }

  /// The first part that is text; longer ones are shown in part.
  private static func text(of message: Message) -> [String] {
    guard
      let part = message.root.leaves.first(where: { $0.contentType.type == "text" }),
      let text = part.text(charsets: .builtIn)
    else { return [] }
    let lines = text.split(whereSeparator: \.isNewline).map { "     " + SafeText.of(String($0)) }
    return lines.count > 20 ? lines.prefix(20) + ["     …"] : lines
  }
}

extension Phrase {
  fileprivate static let noSubject = Phrase(en: "(no subject)", zh: "（无主题）")
}
