package import Language
package import Protocols

/// What a command is for, how it is written, and what answers it.
package struct VerbMeaning: Sendable {
  package let verb: Verb
  package let phrase: Phrase
  package let rule: Rule

  private init(
    _ verb: Verb, _ rule: Rule, en english: String, zh chinese: String
  ) {
    self.verb = verb
    self.phrase = Phrase(en: english, zh: chinese)
    self.rule = rule
  }

  /// The usual replies, successes first. Any command may also get 421, 500 and 501 (RFC 5321
  /// §4.3.2).
  package var replies: [ReplyCode] {
    ReplyStanding.listed(for: .verb(verb)).compactMap { ReplyCode($0) }
  }

  /// As the standard writes it, with its words in the reader's language.
  package var syntax: Phrase {
    let chinese = Self.syntaxWords.reduce(verb.syntax) {
      $0.replacing($1.english, with: $1.chinese)
    }
    return Phrase(en: verb.syntax, zh: chinese)
  }

  private static let syntaxWords = [
    Phrase(en: "reverse-path", zh: "反向路径"), Phrase(en: "forward-path", zh: "正向路径"),
    Phrase(en: "address-literal", zh: "地址字面量"), Phrase(en: "initial-response", zh: "初始响应"),
    Phrase(en: "parameters", zh: "参数"), Phrase(en: "mechanism", zh: "机制"),
    Phrase(en: "chunk-size", zh: "字节数"), Phrase(en: "domain", zh: "域名"),
    Phrase(en: "string", zh: "文字"), Phrase(en: "SP", zh: "空格"),
  ]

  /// An example line, with an ellipsis in place of an unknown name.
  package func example(naming participants: Participants) -> String {
    Self.line(verb, naming: participants)
      ?? (verb == .mail || verb == .rcpt
        ? "\(verb.rawValue) \(verb == .mail ? "FROM" : "TO"):<…>" : "\(verb.rawValue) …")
  }

  /// A line that can be typed; `nil` where a name is unknown.
  static func line(_ verb: Verb, naming participants: Participants) -> String? {
    switch verb {
    case .helo, .ehlo: participants.clientName.map { "\(verb.rawValue) \($0)" }
    case .mail: participants.sender.map { "MAIL FROM:<\($0)>" }
    case .rcpt: participants.recipients.first.map { "RCPT TO:<\($0)>" }
    case .vrfy: "VRFY \(participants.user)"
    case .expn: "EXPN \(participants.user)"
    case .help: "HELP MAIL"
    case .auth: "AUTH PLAIN"
    case .bdat: "BDAT 5 LAST"
    case .data, .rset, .noop, .quit, .startTLS: verb.rawValue
    }
  }

  package static func of(_ verb: Verb) -> VerbMeaning {
    switch verb {
    case .helo:
      VerbMeaning(
        .helo,
        .smtp("4.1.1.1"),
        en:
          "Names the client's host: the handshake of basic SMTP. The standard puts the server's name first in the answer; the practice servers say what the lecture shows.",
        zh: "向服务器报上客户端的主机名：这是基本 SMTP 的握手。按标准，响应以服务器自己的名字开头；练习服务器则照课上的写法回答。")
    case .ehlo:
      VerbMeaning(
        .ehlo,
        .smtp("4.1.1.1"),
        en:
          "Like HELO, but also asks which extensions the server has; its reply lists them, one a line.",
        zh: "与 HELO 相同，同时询问服务器有哪些扩展；响应中每行列出一项。")
    case .mail:
      VerbMeaning(
        .mail,
        .smtp("4.1.1.2"),
        en: "Begins a message and names its sender in the envelope. Failures are reported to "
          + "this address.",
        zh: "开始一封邮件，在信封上写明发件人。投递失败时通知会发到这个地址。")
    case .rcpt:
      VerbMeaning(
        .rcpt,
        .smtp("4.1.1.3"),
        en: "Names one recipient in the envelope. Send it once for each recipient.",
        zh: "在信封上写明一个收件人。有几个收件人就发几次。")
    case .data:
      VerbMeaning(
        .data,
        .smtp("4.1.1.4"),
        en: "Asks to send the message itself. After 354 come header, empty line and text; a "
          + "line with a single dot ends it.",
        zh: "请求发送邮件内容。收到 354 后发首部、空行和正文，以只有一个句点的一行结束。")
    case .rset:
      VerbMeaning(
        .rset,
        .smtp("4.1.1.5"),
        en: "Drops the message under way: sender, recipients and text. The connection stays.",
        zh: "作废正在传输的邮件：清空发件人、收件人和正文。连接保持不变。")
    case .noop:
      VerbMeaning(
        .noop,
        .smtp("4.1.1.9"),
        en: "Does nothing; the server answers 250. It shows that the other side is still there.",
        zh: "什么也不做，服务器响应 250。用来确认对方还在。")
    case .vrfy:
      VerbMeaning(
        .vrfy,
        .smtp("4.1.1.6"),
        en:
          "Asks whether a user or mailbox exists. Many servers answer only 252, so that spammers learn nothing.",
        zh: "查询某个用户或邮箱是否存在。为防垃圾邮件，许多服务器只响应 252。")
    case .expn:
      VerbMeaning(
        .expn,
        .smtp("4.1.1.7"),
        en:
          "Asks for the members of a mailing list. It is optional, and most servers switch it off.",
        zh: "查询邮件列表的成员。它不是必需的，大多被关闭。")
    case .help:
      VerbMeaning(
        .help,
        .smtp("4.1.1.8"),
        en: "Asks the server for help, about one command or in general. It is optional.",
        zh: "向服务器请求帮助，可以针对某个命令，也可以是总的说明。它不是必需的。")
    case .quit:
      VerbMeaning(
        .quit,
        .smtp("4.1.1.10"),
        en: "Ends the conversation politely. The server answers 221 and closes the TCP "
          + "connection.",
        zh: "正常结束对话。服务器响应 221，然后关闭 TCP 连接。")
    case .auth:
      VerbMeaning(
        .auth,
        Rule("RFC 4954", "4"),
        en:
          "Logs in with the mechanism named. PLAIN and LOGIN put the password in base64, which is not encryption: use them over TLS.",
        zh: "用指定的机制登录。PLAIN 和 LOGIN 只把密码写成 base64，并没有加密：请在 TLS 上使用。")
    case .startTLS:
      VerbMeaning(
        .startTLS,
        Rule("RFC 3207", "4"),
        en:
          "Turns this connection into an encrypted one. After the TLS handshake everything starts over, with EHLO.",
        zh: "把这个连接变成加密的。TLS 握手之后一切从头开始，要重新发 EHLO。")
    case .bdat:
      VerbMeaning(
        .bdat,
        Rule("RFC 3030", "2"),
        en:
          "Sends a chunk of the message in DATA's place: right after the line come as many octets as it says. LAST marks the last chunk; there is no final dot.",
        zh: "代替 DATA 发送邮件的一块：命令行之后紧跟着的，正好是它声明的字节数。LAST 表示最后一块；没有结尾的句点。")
    }
  }
}
