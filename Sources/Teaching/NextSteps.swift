package import Language
import Protocols
package import Transcripts

/// `:next`: the lines that are legal now, and what each does.
package struct NextSteps: Sendable {
  package struct Step: Hashable, Sendable {
    package let line: String
    package let text: Phrase
  }

  /// Where the conversation stands, in a sentence.
  package let standing: Phrase
  /// The next step of the mail, or of the request.
  package private(set) var due: [Step]
  /// What else is legal.
  package private(set) var others: [Step] = []

  package var all: [Step] { due + others }

  /// `participants`: those of this moment, from the annotator.
  package init(in conversation: Conversation?, naming participants: Participants) {
    guard let conversation, conversation.isOpen else {
      standing = .noConnection
      let calls = Self.calls(after: conversation, participants)
      due = Array(calls.prefix(1))
      others = Array(calls.dropFirst())
      return
    }
    switch conversation.dialogue {
    case .smtp(let dialogue) where dialogue.chunkRest > 0:
      standing = .insideChunk(dialogue.chunkRest)
      due = []
    case .smtp(let dialogue) where dialogue.awaitedReplies > 0:
      standing = .serversTurn
      due = []
    case .smtp(let dialogue) where dialogue.awaitsTLS:
      standing = .tlsUnderWay
      due = []
    case .smtp(let dialogue):
      standing = .standing(dialogue.state)
      let acceptance = Acceptance(dialogue, naming: participants)
      let dueVerbs = Self.due(in: dialogue, at: conversation.opening.attempt.port)
      let isDue = { (verb: Verb) in dueVerbs.contains(verb) }
      let legal = dialogue.legalVerbs.filter { acceptance.accepts($0) }
      let step = { (verb: Verb) in Self.step(verb, dialogue, participants) }
      due =
        Self.endings(dialogue.state)
        + dueVerbs.filter(legal.contains).map(step)
      others = legal.filter { !isDue($0) }.map(step)
    case .http(let dialogue):
      standing = .standing(dialogue.guidance.typed)
      (due, others) = Self.steps(
        dialogue, at: conversation.opening.attempt.host, participants)
    }
  }

  /// Puts a line first that somebody asks for, such as a lesson, if it can be typed now.
  package mutating func put(first line: String, _ text: Phrase) {
    let word = { (line: String) in line.split(separator: " ").first?.uppercased() ?? "" }
    let known = all.first { $0.line == line } ?? all.first { word($0.line) == word(line) }
    guard known != nil || line.hasPrefix(":") else { return }
    let rest = all.filter { $0 != known }
    due = [Step(line: line, text: known?.text ?? text)]
    others = rest
  }

  // MARK: Without a connection

  /// The mail server first. After a conversation in HTTP, its server first: it may have closed
  /// the connection between two requests.
  private static func calls(
    after last: Conversation?, _ participants: Participants
  ) -> [Step] {
    let attempt = last.map(\.opening.attempt)
    let host = attempt.map(\.host).flatMap { participants.hosts.contains($0) ? $0 : nil }
    let server = host ?? participants.hosts.first ?? "HOST"
    let isHTTP = host != nil && attempt?.dialect == .http
    let webPort = isHTTP ? attempt?.port ?? 80 : 80
    let mail = Step(line: "telnet \(server) 25", text: .connect)
    let web = Step(line: "telnet \(server) \(webPort)", text: .connectToWeb)
    return isHTTP ? [web, mail] : [mail, web]
  }

  // MARK: SMTP

  /// What takes the mail one step further.
  private static func due(in dialogue: SMTPDialogue, at port: Int) -> [Verb] {
    switch dialogue.state {
    case .connected: [.quit]
    case .greeted: dialogue.isSecured ? [.ehlo] : [.helo, .ehlo]
    // Where a user agent hands in mail, protection comes first, then the login (RFC 8314 §3.3).
    case .identified where [465, 587].contains(port) && !dialogue.isLoggedIn:
      if !dialogue.isSecured, dialogue.has(.startTLS) {
        [.startTLS]
      } else {
        dialogue.has(.auth) ? [.auth] : [.mail]
      }
    case .identified: dialogue.acceptedMessages > 0 ? [.mail, .quit] : [.mail]
    case .sender: [.rcpt]
    case .recipients: [.data, .rcpt]
    case .chunks: [.bdat]
    case .content, .authenticating, .closed: []
    }
  }

  /// What ends a text or a login.
  private static func endings(_ state: State) -> [Step] {
    switch state {
    case .content: [Step(line: ".", text: .endContent)]
    case .authenticating: [Step(line: "*", text: .cancelAuth)]
    default: []
    }
  }

  private static func step(
    _ verb: Verb, _ dialogue: SMTPDialogue, _ participants: Participants
  ) -> Step {
    let meaning = VerbMeaning.of(verb)
    var line = meaning.example(naming: participants)
    if verb == .auth, let mechanism = dialogue.mechanisms.first { line = "AUTH \(mechanism)" }
    // Another recipient, if the first has been named.
    let named = dialogue.envelope.recipients
    if verb == .rcpt, !named.isEmpty,
      let other = participants.recipients.first(where: { !named.contains($0) })
    {
      line = "RCPT TO:<\(other)>"
    }
    return Step(line: line, text: meaning.phrase)
  }

  // MARK: HTTP

  private static func steps(
    _ dialogue: HTTPDialogue, at host: String, _ participants: Participants
  ) -> (due: [Step], others: [Step]) {
    let get = Step(line: "GET \(participants.target) HTTP/1.1", text: .requestLine)
    let field = Step(line: "Host: \(host)", text: .host)
    let end = Step(line: "", text: .emptyLine)
    switch dialogue.guidance.typed {
    case .command: return ([get], [])
    // HTTP/1.1 requires exactly one Host (RFC 9112 §3.2).
    case .headerField where dialogue.requestFields.contains { $0.name.lowercased() == "host" }:
      return ([end], [])
    case .headerField: return ([field], [end])
    default: return ([], [])
    }
  }
}

extension Phrase {
  fileprivate static let noConnection = Phrase(
    en: "No connection is open. The side that opens one is the client.",
    zh: "还没有建立连接。谁发起连接，谁就是客户端。")
  fileprivate static let connect = Phrase(
    en: "opens a TCP connection to the mail server; it will speak first",
    zh: "与邮件服务器建立 TCP 连接；服务器会先发言")
  fileprivate static let connectToWeb = Phrase(
    en: "opens a TCP connection to its web server; there you speak first",
    zh: "与它的 Web 服务器建立 TCP 连接；由你先发言")
  fileprivate static let serversTurn = Phrase(
    en: "It is the server's turn: wait for its reply.", zh: "轮到服务器了：请等待它的响应。")
  fileprivate static let tlsUnderWay = Phrase(
    en: "The TLS handshake is under way: wait until it is done.", zh: "正在进行 TLS 握手：请等它完成。")
  fileprivate static func insideChunk(_ rest: Int) -> Phrase {
    let rest = grouped(rest)
    return Phrase(
      en: "You are inside a chunk: \(rest) octets of it are still to come, line ends counted.",
      zh: "正在发送一块：还差 \(rest) 个字节，行结束符也算在内。")
  }
  fileprivate static let endContent = Phrase(
    en: "a dot alone on its line ends the message; every other line is text",
    zh: "单独一行的句点结束邮件；其他每一行都是正文")
  fileprivate static let cancelAuth = Phrase(
    en: "cancels AUTH; anything else is your secret, in base64",
    zh: "取消 AUTH；其他内容都是用 base64 写的机密")
  fileprivate static let requestLine = Phrase(
    en: "asks for an object: method, target, version", zh: "请求一个对象：方法、目标、版本")
  fileprivate static let host = Phrase(
    en: "names the site; HTTP/1.1 requires it", zh: "说明要访问的主机；HTTP/1.1 必须有它")
  fileprivate static let emptyLine = Phrase(
    en: "an empty line (just Enter) ends the header and completes the request",
    zh: "空行（直接按回车）结束首部，请求就发出了")

  fileprivate static func standing(_ state: State) -> Phrase {
    switch state {
    case .connected: Phrase(en: "The server has not greeted you.", zh: "服务器还没有发来 220。")
    case .greeted:
      Phrase(
        en: "The server has greeted you; now name your host.",
        zh: "服务器已发来 220；现在用 HELO 或 EHLO 报上你的主机名。")
    case .identified:
      Phrase(
        en: "You may begin a message with MAIL, or leave with QUIT.",
        zh: "可以用 MAIL 开始一封邮件，也可以用 QUIT 离开。")
    case .sender:
      Phrase(en: "The sender is known; now name a recipient.", zh: "发件人已知；现在给出收件人。")
    case .recipients:
      Phrase(
        en: "There is a recipient: name more, or begin the message with DATA.",
        zh: "已有收件人：可以继续添加，或用 DATA 开始邮件。")
    case .chunks:
      Phrase(
        en: "Part of the message has arrived: send the rest with BDAT, the last chunk with LAST.",
        zh: "邮件已收到一部分：用 BDAT 发其余的块，最后一块要带 LAST。")
    case .content:
      Phrase(en: "You are inside the message.", zh: "你正在输入邮件内容。")
    case .authenticating:
      Phrase(en: "The server waits for your credentials.", zh: "服务器在等待你的凭据。")
    case .closed:
      Phrase(en: "The server has said goodbye.", zh: "服务器已经道别。")
    }
  }

  fileprivate static func standing(_ typed: TypedLine) -> Phrase {
    switch typed {
    case .command:
      Phrase(en: "The web server waits: the client speaks first.", zh: "Web 服务器在等待：由客户端先发言。")
    case .headerField:
      Phrase(
        en: "You are inside the request's header; an empty line ends it.",
        zh: "你正在输入请求的首部；用空行结束。")
    case .content:
      Phrase(
        en: "You are inside the request's body; its length was announced in the header.",
        zh: "你正在输入请求的正文；它的长度已在首部中声明。")
    case .otherProtocol:
      Phrase(
        en: "HTTP has ended on this connection; what comes next is up to the other protocol.",
        zh: "这个连接上的 HTTP 已经结束：接下来该发什么，由另一种协议规定。")
    default: .serversTurn
    }
  }
}
