import Files
import Language
import Messages
import PracticeWorld
import Presentation
import Teaching

/// A stored message, opened: as its owner's user agent would show it, and as it is stored on disk.
struct OpenedMessage {
  /// How many octets of a message are read.
  static let readLimit = 64 << 20

  private let octets: [UInt8]
  private let message: Message
  private let source: StoredMessage
  private let address: String

  /// `octets` is the message or its beginning.
  init(_ octets: [UInt8], _ stored: StoredMessage, of address: String) {
    self.octets = octets
    self.address = address
    source = stored
    message = Message.parse(octets)
  }

  // MARK: For the reader

  var view: MessageView {
    let text = ReadableText(message, charsets: .system)
    var view = MessageView(
      title: .title(address, source.number, source.octets), fields: fields, text: text.lines,
      files: text.files.isEmpty ? [] : [.files(text.files.count)] + text.files.map(Phrase.file))
    switch text.source {
    case .plain: break
    case .html: view.remarks.append(.onlyHTML)
    case .none: view.remarks.append(.noText)
    case .unknownCharset(let name): view.remarks.append(.unknownCharset(name))
    }
    if text.lines.isEmpty, text.source == .plain { view.remarks.append(.emptyText) }
    view.omitted = text.omitted
    return view
  }

  /// How many fields of the header the view leaves out, the servers' own among them.
  var unshownFields: Int {
    let isReturnPathShown = fields.contains { $0.name == .envelopeSender }
    let returnPath = isReturnPathShown ? message.header.first(named: "Return-Path") : nil
    return message.header.count - readFields.count - (returnPath == nil ? 0 : 1)
  }

  /// What a user agent shows. A `Bcc:` line that its sender left in the header is read by every
  /// recipient, so it is shown as well.
  private static let labels = [
    ("From", Phrase(en: "From:", zh: "发件人：")), ("Sender", Phrase(en: "Sender:", zh: "代发人：")),
    ("Reply-To", Phrase(en: "Reply-To:", zh: "回复地址：")), ("To", Phrase(en: "To:", zh: "收件人：")),
    ("Cc", Phrase(en: "Cc:", zh: "抄送：")), ("Bcc", Phrase(en: "Bcc:", zh: "密送：")),
    ("Subject", Phrase(en: "Subject:", zh: "主题：")), ("Date", Phrase(en: "Date:", zh: "日期：")),
  ]
  /// Of each name; an honest header has one (RFC 5322 §3.6).
  private static let sameNameLimit = 10

  private var readFields: [MessageView.Field] {
    Self.labels.flatMap { name, label in
      message.header.all(named: name).prefix(Self.sameNameLimit).map {
        let text = HarmlessText.line($0.decoded(charsets: .system), limit: 1_000)
        return MessageView.Field(label, name == "Date" ? MailDate.withZone(text) : text)
      }
    }
  }

  private var fields: [MessageView.Field] {
    let found = readFields
    let path = message.header.first(named: "Return-Path").map { HarmlessText.line($0.text) }
    let envelope = MessageView.Field(.envelopeSender, path ?? "?")
    // The lecture's message has no header, so only the envelope tells who sent it.
    if message.header.first(named: "From") == nil { return [envelope] + found }
    return message.header.otherEnvelopeSender == nil
      ? found : found.prefix(1) + [envelope] + found.dropFirst()
  }

  // MARK: As it is stored

  var stored: StoredMessageView {
    let layers = MessageLayers(octets)
    var shown = [
      StoredMessageView.Layer(.trace, layers.trace),
      StoredMessageView.Layer(layers.header.isEmpty ? .noHeader : .header, layers.header),
    ]
    if !layers.separator.isEmpty {
      shown.append(StoredMessageView.Layer(.separator, layers.separator))
    }
    shown.append(StoredMessageView.Layer(.body, layers.body))
    return StoredMessageView(layers: shown)
  }
}

extension Phrase {
  fileprivate static func title(_ address: String, _ number: Int, _ octets: Int) -> Phrase {
    Phrase(
      en: "\(address) · message \(number) · \(grouped(octets)) octets",
      zh: "\(address) · 第 \(number) 封 · \(grouped(octets)) 字节")
  }
  fileprivate static let envelopeSender = Phrase(en: "Envelope from:", zh: "信封发件人：")
  fileprivate static let onlyHTML = Phrase(
    en: "[no plain text: these are the words of its HTML; nothing in it was run or fetched]",
    zh: "［没有纯文本：以下是 HTML 里的文字；其中的内容没有运行，也没有下载］")
  fileprivate static let noText = Phrase(
    en: "[nothing in this message is text]", zh: "［这封邮件没有文本］")
  fileprivate static let emptyText = Phrase(en: "[no text]", zh: "［没有正文］")
  fileprivate static func unknownCharset(_ name: String) -> Phrase {
    Phrase(
      en: "[text in the charset \(name), which byhand cannot read]",
      zh: "［文本使用字符集 \(name)，byhand 无法解读］")
  }
  fileprivate static func files(_ count: Int) -> Phrase {
    Phrase(en: "@ \(count) file\(count == 1 ? "" : "s")", zh: "@ \(count) 个附件")
  }
  fileprivate static func file(_ file: ReadableText.File) -> Phrase {
    let size = grouped(file.octets)
    let name = file.name.map { .verbatim($0) } ?? Phrase(en: "(no name)", zh: "（无名）")
    return .verbatim("  \(file.number)  ") + name
      + Phrase(en: "  \(file.type)  \(size) octets", zh: "  \(file.type)  \(size) 字节")
  }
  fileprivate static let trace = Phrase(
    en: "envelope and trace: the servers wrote this", zh: "信封与传输轨迹：服务器写的")
  fileprivate static let header = Phrase(en: "header: the sender wrote this", zh: "首部：发件人写的")
  fileprivate static let noHeader = Phrase(en: "header: there is none", zh: "首部：没有")
  fileprivate static let separator = Phrase(en: "an empty line", zh: "一个空行")
  fileprivate static let body = Phrase(en: "body", zh: "正文")
}
