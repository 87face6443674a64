import Language
import Messages
import Protocols
import Teaching

extension ConsoleCommand {
  static let send = ConsoleCommand(
    name: "send", arguments: Phrase(en: "FILE", zh: "文件"),
    summary: Phrase(en: "type a file as the message", zh: "把文件内容作为邮件输入"),
    detail: Phrase(
      en:
        "Inside DATA: each line of FILE is sent, dots stuffed, ended by CR LF; nothing else is changed. The final dot is up to you.",
      zh: "在 DATA 中使用：文件的每一行都会发送，以 CR LF 结束，行首的句点会多加一个（点填充）；其他内容不变。最后的句点由你输入。"),
    takesFiles: true
  ) { arguments, console in
    guard arguments.count == 1 else { return console.say(.sendUsage) }
    guard let dialogue = console.dialogueInsideDATA(for: "send") else { return }
    let limit = SizeLimit(dialogue).forFile
    console.perform(.job(.read(arguments, limit: limit, for: .send)))
  }
}

extension ConsoleCore {
  /// Types the files that `:send` or `:attach` has read.
  mutating func typeFiles(_ files: [MailFile], for purpose: FilePurpose) {
    switch purpose {
    case .attach(let request): attach(files, request)
    case .send:
      guard let file = files.first, let dialogue = dialogueInsideDATA(for: "send") else { return }
      send(file, dialogue.envelope)
    }
  }

  private mutating func send(_ file: MailFile, _ envelope: Envelope) {
    let text = TextFileSummary(file.octets)
    if let line = text.bareReturn { return say(.bareReturn(file.name, line: line)) }
    guard text.lines > 0 else { return say(.empty(file.name)) }
    if text.hasLineFeeds { say(.lineFeeds) }
    if let line = text.eightBit, !envelope.declaresEightBit { say(.eightBit(line: line)) }
    if let line = text.overlong { say(.overlong(line: line)) }
    startTyping([Passage(octets: file.octets[...])])
  }
}

extension Phrase {
  fileprivate static let sendUsage = Phrase(
    en: "Usage: :send FILE   (if its name has a space: \"my file.eml\")",
    zh: "用法：:send 文件   （文件名含空格时：\"my file.eml\"）")
  fileprivate static let lineFeeds = Phrase(
    en: "The file's lines end with LF; each is sent with CR LF (RFC 5321 §2.3.8).",
    zh: "文件的行以 LF 结束；发送时每一行都以 CR LF 结束（RFC 5321 §2.3.8）。")

  fileprivate static func empty(_ name: String) -> Phrase {
    Phrase(en: "\(name) is empty: nothing was sent.", zh: "\(name) 是空的：什么都没有发送。")
  }
  fileprivate static func bareReturn(_ name: String, line: Int) -> Phrase {
    Phrase(
      en:
        "\(name), line \(grouped(line)), has a bare CR. Mail cannot carry one outside base64 (RFC 5321 §2.3.8): :attach \(name) can. Nothing was sent.",
      zh:
        "\(name) 第 \(grouped(line)) 行有单独的 CR，后面没有 LF。除非用 base64，否则邮件不能携带它（RFC 5321 §2.3.8）：可以用 :attach \(name)。什么都没有发送。"
    )
  }
  fileprivate static func eightBit(line: Int) -> Phrase {
    Phrase(
      en:
        "From line \(grouped(line)) on there are octets above 127. SMTP promises 7-bit ASCII only: after EHLO, MAIL's BODY=8BITMIME allows them in the text of a MIME message (RFC 6152) and SMTPUTF8 in the header (RFC 6531); or MIME encodes them.",
      zh:
        "从第 \(grouped(line)) 行起有大于 127 的字节。SMTP 只保证 7 位 ASCII：发过 EHLO 之后，MAIL 带上 BODY=8BITMIME，MIME 邮件的正文就可以用它们（RFC 6152）；带上 SMTPUTF8，首部也可以（RFC 6531）；或者用 MIME 编码。"
    )
  }
  fileprivate static func overlong(line: Int) -> Phrase {
    Phrase(
      en:
        "Line \(grouped(line)) has more than 998 octets; a server may refuse it (RFC 5321 §4.5.3.1.6).",
      zh: "第 \(grouped(line)) 行超过 998 个字节；服务器可以拒绝（RFC 5321 §4.5.3.1.6）。")
  }
}
