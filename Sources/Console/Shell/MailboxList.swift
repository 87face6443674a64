import Language
import Messages
import PracticeWorld
import Presentation
import Teaching

/// The list of a mailbox, with a row for each message.
struct MailboxList {
  /// How many messages are listed, the latest ones.
  static let limit = 100
  /// How many octets of a message are read for its row.
  static let readLimit = 1 << 20

  private struct Row {
    let number: Int
    let summary: MessageSummary
    /// The number of attached files in the part that was read.
    let files: Int
    let isWhole: Bool
  }

  private let rows: [Row]

  init(_ messages: [(stored: StoredMessage, octets: [UInt8]?)]) {
    rows = messages.map { stored, octets in
      let message = Message.parse(octets ?? [])
      let text = ReadableText(message, charsets: .system, lineLimit: 1)
      return Row(
        number: stored.number,
        summary: MessageSummary(message.header, octets: stored.octets, charsets: .system),
        files: text.files.count, isWhole: (octets?.count ?? 0) >= stored.octets)
    }
  }

  /// The column of files only where a message has some.
  var listing: Listing {
    let hasFiles = rows.contains { $0.files > 0 }
    return Listing(
      headings: [.number, .from, .subject, .date, .size] + (hasFiles ? [.files] : []),
      rows: rows.map { row in
        let summary = row.summary
        let subject = summary.subject.isEmpty ? Phrase.noSubject : .verbatim(summary.subject)
        let date = Phrase.verbatim(MailDate.short(summary.date))
        let size = Phrase.verbatim(grouped(summary.octets))
        let mark = Phrase.verbatim(Self.mark(row))
        let number = Phrase.verbatim("\(row.number)")
        return [number, Self.sender(summary), subject, date, size] + (hasFiles ? [mark] : [])
      })
  }

  /// Beside a `From:` that names another, the envelope's sender.
  private static func sender(_ summary: MessageSummary) -> Phrase {
    guard let envelope = summary.envelopeSender else { return .verbatim(summary.from) }
    return .verbatim(summary.from)
      + Phrase(en: " (envelope: \(envelope))", zh: "（信封：\(envelope)）")
  }

  /// The attachment mark and the number of files.
  private static func mark(_ row: Row) -> String {
    row.files == 0 ? "" : "@\(row.files)\(row.isWhole ? "" : "+")"
  }
}

extension Phrase {
  fileprivate static let number = verbatim("#")
  fileprivate static let from = Phrase(en: "from", zh: "发件人")
  fileprivate static let subject = Phrase(en: "subject", zh: "主题")
  fileprivate static let date = Phrase(en: "date", zh: "日期")
  fileprivate static let size = Phrase(en: "octets", zh: "字节")
  fileprivate static let files = Phrase(en: "files", zh: "附件")
  static let noSubject = Phrase(en: "(no subject)", zh: "（无主题）")
}
