import Language
import Protocols
import Teaching
import Transcripts

extension ConsoleCommand {
  static let raw = ConsoleCommand(
    name: "raw", arguments: Phrase(en: "TEXT", zh: "文本"),
    summary: Phrase(
      en: #"send these octets exactly; \r \n \t \\ \xNN"#,
      zh: #"原样发送这些字节；可用 \r \n \t \\ \xNN"#),
    detail: Phrase(
      en:
        #"Nothing is added, not even a line end: write \r\n for one. So a line can end wrongly on purpose, or be sent in parts. Example: :raw NOOP\n"#,
      zh: #"不添加任何内容，连行结束符也不加：需要时写 \r\n。这样可以故意用错误的方式结束一行，或者把一行分几次发送。例如：:raw NOOP\n"#),
    takesRest: true
  ) { arguments, console in console.sendRaw(arguments.first ?? "") }

  static let bdat = ConsoleCommand(
    name: "bdat", arguments: Phrase(en: "[last] TEXT", zh: "[last] 文本"),
    summary: Phrase(
      en: "send a line as a chunk: BDAT with its octets counted", zh: "用 BDAT 发送一行，字节数由 byhand 数好"),
    detail: Phrase(
      en:
        #"CHUNKING (RFC 3030): BDAT says how many octets follow, so the message needs no final dot. \r\n is added after TEXT; inside it \r\n makes more lines. last marks the last chunk; :bdat last alone sends an empty one."#,
      zh:
        #"CHUNKING（RFC 3030）：BDAT 先说后面有多少字节，所以邮件不需要结束的句点。文本后面会加上 \r\n；文本中的 \r\n 表示换行。last 表示最后一块；单独的 :bdat last 发送空的一块。"#
    ),
    takesRest: true,
    choices: { words, _ in words.count == 1 ? ["last"] : [] }
  ) { arguments, console in console.sendChunk(arguments.first ?? "") }
}

extension ConsoleCore {
  fileprivate mutating func sendRaw(_ text: String) {
    guard !text.isEmpty else { return say(.rawUsage) }
    guard isConnected else { return say(.rawWithoutConnection(firstServer)) }
    // The rest of a line goes out at once: until it has ended, the server cannot answer.
    guard isLineUnfinished || !isServersTurn && outbox.isEmpty else { return say(.rawTooEarly) }
    if EscapedText.hasMistypedEnd(text) { return say(.mistypedLineEnd) }
    guard let octets = EscapedText.octets(of: text) else { return say(.badEscape) }
    if holdsBack(OutgoingLine(octets: octets)) { return }
    transmit(exactly: octets)
  }

  fileprivate mutating func sendChunk(_ text: String) {
    guard let dialogue = dialogueBetweenMessages(for: ConsoleCommand.bdat.name, or: [.recipients])
    else { return }
    guard dialogue.has(.bdat) else { return say(.noChunking) }
    guard dialogue.state == .recipients else { return say(.chunkNeedsRecipient) }
    var rest = text[...]
    let first = rest.takeWord()
    let isLast = first.lowercased() == "last"
    let content = isLast ? String(rest) : text
    guard isLast || !content.isEmpty else { return say(.chunkUsage) }
    guard var octets = EscapedText.octets(of: content) else { return say(.badEscape) }
    if !octets.isEmpty { octets += Ending.crlf.octets }
    let command = "BDAT \(octets.count)" + (isLast ? " LAST" : "")
    say(.chunkCounted(octets.count))
    transmit(exactly: Array(command.utf8) + Ending.crlf.octets + octets)
  }

  /// The dialogue, where a command of the client's is due. Otherwise says what stands in the way
  /// and returns `nil`.
  mutating func dialogueBetweenMessages(
    for command: String, or more: [State] = []
  ) -> SMTPDialogue? {
    guard isConnected, let conversation, case .smtp(let dialogue) = conversation.dialogue else {
      say(.needsSMTP(command, to: firstServer))
      return nil
    }
    guard !isServersTurn, outbox.isEmpty else {
      say(.waitForServer(command))
      return nil
    }
    let isInMessage = dialogue.state == .content || dialogue.state.isInTransaction
    guard !isInMessage || more.contains(dialogue.state) else {
      say(.messageUnderWay(command))
      return nil
    }
    return dialogue
  }
}

/// Text in which `\r`, `\n`, `\t`, `\0`, `\\` and `\xNN` stand for octets.
enum EscapedText {
  /// The text ends as `\r\n` comes out of a Chinese input method, or with the other slash.
  static func hasMistypedEnd(_ text: String) -> Bool {
    let end = String(text.suffix(4)).halfWidthLetters.lowercased()
    return ["、r、n", "/r/n", "／r／n", "＼r＼n"].contains(end)
  }

  /// `nil` for a backslash that begins none of them.
  static func octets(of text: String) -> [UInt8]? {
    var octets: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "\\") else {
        octets.append(octet)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "r"): octets.append(.carriageReturn)
      case UInt8(ascii: "n"): octets.append(.lineFeed)
      case UInt8(ascii: "t"): octets.append(0x09)
      case UInt8(ascii: "0"): octets.append(0x00)
      case UInt8(ascii: "\\"): octets.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "x"):
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        guard digits.count == 2, digits.allSatisfy(\.isHexDigit),
          let value = UInt8(digits, radix: 16)
        else { return nil }
        octets.append(value)
        rest = rest.dropFirst(2)
      default: return nil
      }
    }
    return octets
  }
}

extension Phrase {
  fileprivate static let rawUsage = Phrase(
    en: #"Usage: :raw TEXT   for example: :raw NOOP\r\n"#, zh: #"用法：:raw 文本   例如：:raw NOOP\r\n"#)
  fileprivate static func rawWithoutConnection(_ server: String) -> Phrase {
    Phrase(
      en: ":raw sends octets on a connection, and none is open. First: telnet \(server) 25",
      zh: ":raw 在连接上发送字节，但还没有建立连接。请先输入：telnet \(server) 25")
  }
  fileprivate static let rawTooEarly = Phrase(
    en: "It is the server's turn: wait for its reply, then :raw again.",
    zh: "轮到服务器了：等它响应之后再输入 :raw。")
  fileprivate static let mistypedLineEnd = Phrase(
    en: #"Line ends are written \r\n, with a backslash. Nothing was sent."#,
    zh: #"行结束符要写成反斜杠 \r\n（请切换到英文输入法）。什么都没有发送。"#)
  fileprivate static let badEscape = Phrase(
    en:
      #"After a backslash only r, n, t, 0, x with two hexadecimal digits, or \ can stand. Nothing was sent."#,
    zh: #"反斜杠后面只能是 r、n、t、0、x 加两位十六进制数字，或者 \。什么都没有发送。"#)
  fileprivate static let noChunking = Phrase(
    en: "This server has not listed CHUNKING in its reply to EHLO, so it takes no BDAT.",
    zh: "这台服务器对 EHLO 的响应里没有 CHUNKING，所以不接受 BDAT。")
  fileprivate static let chunkNeedsRecipient = Phrase(
    en: "BDAT takes DATA's place: first MAIL FROM and RCPT TO.",
    zh: "BDAT 代替 DATA：请先 MAIL FROM 和 RCPT TO。")
  fileprivate static let chunkUsage = Phrase(
    en:
      #"Usage: :bdat [last] TEXT   for example: :bdat last Subject: hi\r\n\r\nDo you like ketchup?"#,
    zh: #"用法：:bdat [last] 文本   例如：:bdat last Subject: hi\r\n\r\nDo you like ketchup?"#)
  fileprivate static func chunkCounted(_ count: Int) -> Phrase {
    Phrase(
      en: "\(grouped(count)) octets follow the command, each line end counted as two.",
      zh: "命令后面有 \(grouped(count)) 个字节，每个行结束符算两个。")
  }
  fileprivate static func needsSMTP(_ command: String, to server: String) -> Phrase {
    Phrase(
      en: ":\(command) needs an SMTP connection. First: telnet \(server) 25, then EHLO.",
      zh: ":\(command) 需要一个 SMTP 连接。请先输入 telnet \(server) 25，然后 EHLO。")
  }
  fileprivate static func waitForServer(_ command: String) -> Phrase {
    Phrase(
      en: "It is the server's turn: wait for its reply, then :\(command) again.",
      zh: "轮到服务器了：等它响应之后再输入 :\(command)。")
  }
  fileprivate static func messageUnderWay(_ command: String) -> Phrase {
    Phrase(
      en: "A message is under way: finish it, or give it up with RSET; then :\(command).",
      zh: "一封邮件正在进行中：请先发完，或用 RSET 放弃；然后再 :\(command)。")
  }
}
