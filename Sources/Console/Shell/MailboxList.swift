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

  /// Six columns on a wide screen. On a narrow one, the three that matter most and one for the
  /// rest.
  func listing(width: Int) -> Listing {
    let isWide = width >= 64
    return Listing(
      headings: isWide
        ? [.number, .from, .subject, .date, .size, .files] : [.number, .from, .subject, .rest],
      rows: rows.map { row in
        let summary = row.summary
        let subject = summary.subject.isEmpty ? Phrase.noSubject : .verbatim(summary.subject)
        let date = Phrase.verbatim(Self.short(summary.date))
        let size = Phrase.verbatim(grouped(summary.octets))
        let mark = Phrase.verbatim(Self.mark(row))
        let first = [Phrase.verbatim("\(row.number)"), .verbatim(summary.from), subject]
        guard !isWide else { return first + [date, size, mark] }
        let gap = Phrase.verbatim("  ")
        let rest = date + gap + size + .octets + (row.files > 0 ? gap + mark : .verbatim(""))
        return first + [rest]
      })
  }

  /// The attachment mark and the number of files.
  private static func mark(_ row: Row) -> String {
    row.files == 0 ? "" : "@\(row.files)\(row.isWhole ? "" : "+")"
  }

  // date-time = [ day-of-week "," ] date time [CFWS] (RFC 5322 §3.3)
  /// `23 Nov 2026 15:00`. A date in another form is cut.
  static func short(_ date: String) -> String {
    let words = date.split { $0 == " " || $0 == "," }
    guard let day = words.firstIndex(where: { (1...31).contains(Int($0) ?? 0) }),
      words.count > day + 3, words[day + 1].count == 3, Int(words[day + 2]) != nil
    else { return String(date.prefix(20)) }
    let time = words[day + 3].split(separator: ":").prefix(2).joined(separator: ":")
    return "\(words[day]) \(words[day + 1]) \(words[day + 2]) \(time)"
  }
}

extension Phrase {
  fileprivate static let number = verbatim("#")
  fileprivate static let from = Phrase(en: "from", zh: "发件人")
  fileprivate static let subject = Phrase(en: "subject", zh: "主题")
  fileprivate static let date = Phrase(en: "date", zh: "日期")
  fileprivate static let size = Phrase(en: "octets", zh: "字节")
  fileprivate static let files = Phrase(en: "files", zh: "附件")
  fileprivate static let rest = Phrase(en: "date", zh: "日期")
  fileprivate static let octets = Phrase(en: " octets", zh: " 字节")
  static let noSubject = Phrase(en: "(no subject)", zh: "（无主题）")
}
