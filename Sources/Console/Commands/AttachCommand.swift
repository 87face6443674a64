import Language
import Messages
import Presentation
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let attach = ConsoleCommand(
    name: "attach", arguments: Phrase(en: "FILE…", zh: "文件…"),
    options: "[--text \"…\"] [--subject \"…\"]",
    summary: Phrase(
      en: "type a message that carries files, in base64", zh: "输入一封带附件的邮件，附件用 base64 编码"),
    detail: Phrase(
      en:
        "Inside DATA: byhand builds the MIME message, shows what base64 does to the files, and types it. Header fields you have typed already stay as they are; From and To come from the envelope. The final dot is up to you.",
      zh:
        "在 DATA 中使用：byhand 构造 MIME 邮件，展示 base64 如何改变文件，然后输入邮件。你已经输入的首部字段会保留；From 和 To 取自信封。最后的句点由你输入。"
    ),
    takesFiles: true
  ) { arguments, console in
    guard let request = AttachmentRequest(arguments) else { return console.say(.attachUsage) }
    guard let dialogue = console.dialogueInsideDATA(for: "attach") else { return }
    guard dialogue.messagePart == .header else { return console.say(.headerHasEnded) }
    if let field = console.typedFields.names.first(where: { $0.hasPrefix("content-") }) {
      return console.say(.typeAlreadyDeclared(field))
    }
    let limit = SizeLimit(dialogue).forFile
    console.perform(.job(.read(request.files, limit: limit, for: .attach(request))))
  }
}

/// The files to attach, and the text and subject that go with them.
package struct AttachmentRequest: Equatable, Sendable {
  private(set) var files: [String] = []
  private(set) var text: String?
  private(set) var subject: String?

  init?(_ words: [String]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--text":
        guard let words = rest.popFirst() else { return nil }
        text = words
      case "--subject":
        guard let words = rest.popFirst() else { return nil }
        subject = words
      default: files.append(word)
      }
    }
    guard !files.isEmpty else { return nil }
  }
}

extension ConsoleCore {
  mutating func attach(_ mailFiles: [MailFile], _ request: AttachmentRequest) {
    // The connection may have ended while the files were read.
    guard let dialogue = dialogueInsideDATA(for: "attach") else { return }
    let files = mailFiles.map { MessageComposer.Attachment(name: $0.name, octets: $0.octets) }
    let composer = composer(files, request, dialogue.envelope)
    let sections = composer.sections
    let size = sections.reduce(0) { $0 + $1.octets.count }
    if let refusal = SizeLimit(dialogue).refusal(of: size) { return say(refusal) }
    explain(files, sections)
    if composer.from == nil, !composer.omitting.contains("from") { say(.nullSender) }
    startTyping(sections.map(Passage.init))
  }

  private func composer(
    _ files: [MessageComposer.Attachment], _ request: AttachmentRequest, _ envelope: Envelope
  ) -> MessageComposer {
    let time = settings.openedAt + Int(now.milliseconds)
    let domain = envelope.sender?.domain.map { "\($0)" } ?? "byhand.invalid"
    var composer = MessageComposer(
      from: envelope.sender.map { "\($0)" }, to: envelope.recipients.map { "\($0)" },
      subject: request.subject ?? files.map(\.name).joined(separator: ", "), seconds: time / 1_000,
      id: "\(time).\(settings.runID)@\(domain)", text: request.text,
      attachments: files)
    composer.omitting = Set(typedFields.names)
    return composer
  }

  /// Shows how base64 encodes the first file, and how large each file becomes.
  private mutating func explain(
    _ files: [MessageComposer.Attachment], _ sections: [MessageComposer.Section]
  ) {
    for section in sections {
      guard case .base64(let index) = section.matter else { continue }
      let file = files[index]
      var view = Base64View(
        file: file.name, type: file.mediaType, first: Array(file.octets.prefix(3)),
        before: file.octets.count, after: section.octets.count,
        lines: section.octets.count { $0 == .lineFeed })
      view.showsBits = index == 0
      display(.base64(view))
    }
  }
}

extension Passage {
  fileprivate init(_ section: MessageComposer.Section) {
    self.init(octets: section.octets[...])
    if case .base64 = section.matter {
      (head, tail) = (4, 2)
      middle = { .base64Lines($0) }
    }
    // The student should read the header.
    if case .header = section.matter { head = 60 }
  }
}

extension Phrase {
  fileprivate static let attachUsage = Phrase(
    en: "Usage: :attach FILE… [--text \"Dear Bob\"]   for example: :attach crepe.png",
    zh: "用法：:attach 文件… [--text \"你好\"]   例如：:attach crepe.png")
  fileprivate static let headerHasEnded = Phrase(
    en:
      "The header of this message has ended, and MIME must be declared there. End the message with a dot, then MAIL, RCPT, DATA and :attach again.",
    zh: "这封邮件的首部已经结束，而 MIME 要在首部里声明。请用句点结束这封邮件，再输入 MAIL、RCPT、DATA，然后 :attach。")
  fileprivate static let nullSender = Phrase(
    en:
      "The envelope has the null sender <>, so there is no From: field (RFC 5322 §3.6 requires one).",
    zh: "信封里的发件人是空路径 <>，所以没有 From: 字段（RFC 5322 §3.6 要求有）。")

  fileprivate static func typeAlreadyDeclared(_ field: String) -> Phrase {
    Phrase(
      en:
        "You have already typed \(field):, but :attach needs a different one. Go on by hand, or :drop and begin again.",
      zh: "你已经输入了 \(field):，而 :attach 要用另一种写法。请继续手动输入，或者 :drop 后重新开始。")
  }
}
