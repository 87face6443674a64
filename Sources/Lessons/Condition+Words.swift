import Language
import Protocols
import Teaching
import Transcripts

extension Condition {
  /// What it asks for, to stand after "this step waits for".
  var words: Phrase {
    switch self {
    case .command(let requests):
      Phrase(
        en: requests.compactMap(\.words?.english).joined(separator: " / "),
        zh: requests.compactMap(\.words?.chinese).joined(separator: " / "))
    case .reply(let patterns): Self.reply(patterns)
    case .accepted: Phrase(en: "a message that is accepted", zh: "一封被接受的邮件")
    case .recipient(let address): Phrase(en: "the recipient \(address)", zh: "收件人 \(address)")
    case .sender(let address): Phrase(en: "the sender \(address)", zh: "发件人 \(address)")
    case .parameter(let keyword, let value):
      Self.parameter(keyword + (value.map { "=\($0.description.shown)" } ?? ""))
    case .message(let traits): traits.words
    case .stuffed(true): Phrase(en: "a line with a doubled dot", zh: "有一行的开头多加了一个句点")
    case .stuffed(false): Phrase(en: "no line with a doubled dot", zh: "没有哪一行多加了句点")
    case .chunked(true): Phrase(en: "a message in chunks (BDAT)", zh: "用 BDAT 分块传输的邮件")
    case .chunked(false): Phrase(en: "a message by DATA", zh: "用 DATA 传输的邮件")
    case .pipelined(true):
      Phrase(en: "sent without waiting for the reply before it", zh: "不等前一个响应就发出")
    case .pipelined(false):
      Phrase(en: "sent after the reply before it had come", zh: "等前一个响应到了再发出")
    case .login(.accepted): Phrase(en: "a login that is accepted", zh: "一次成功的登录")
    case .login(.refused): Phrase(en: "a login that is refused", zh: "一次被拒绝的登录")
    case .mechanism(let name): Phrase(en: "by AUTH \(name)", zh: "用 AUTH \(name)")
    case .tls(.verified):
      Phrase(en: "TLS with a verified certificate", zh: "证书通过验证的 TLS")
    case .tls(.unverified):
      Phrase(en: "TLS with a certificate that is not verified", zh: "证书未通过验证的 TLS")
    case .tls(.failed): Phrase(en: "a TLS handshake that fails", zh: "失败的 TLS 握手")
    case .tls(.any): Phrase(en: "TLS", zh: "建立 TLS")
    case .protected(true): Phrase(en: "under TLS", zh: "在 TLS 保护下")
    case .protected(false): Phrase(en: "in clear, without TLS", zh: "明文，不用 TLS")
    case .phaseBegan(let phase):
      Phrase(en: "the phase \(phase.name)", zh: "进入\(phase.chinese)阶段")
    case .request(let method): Phrase(en: "a request \(method)", zh: "\(method) 请求")
    case .target(let target):
      Phrase(
        en: "the target \(target.description.shown)", zh: "目标 \(target.description.shown)")
    case .status(let patterns):
      Phrase(en: "status \(Self.codes(patterns))", zh: "状态码 \(Self.codes(patterns))")
    case .requestField(let field):
      Phrase(
        en: "the field \(field.description.shown)", zh: "字段 \(field.description.shown)")
    case .responseType(let type):
      Phrase(
        en: "a response of type \(type.description.shown)", zh: "类型为 \(type.description.shown) 的响应")
    case .connected(.smtp): Phrase(en: "a connection to a mail server", zh: "与邮件服务器的连接")
    case .connected(.http): Phrase(en: "a connection to a web server", zh: "与 Web 服务器的连接")
    case .host(let host): Phrase(en: "the host \(host)", zh: "主机 \(host)")
    case .port(let port): Phrase(en: "port \(port)", zh: "\(port) 端口")
    case .connection(.same): Phrase(en: "the connection of the step before", zh: "上一步的那个连接")
    case .connection(.new): Phrase(en: "a new connection", zh: "一个新的连接")
    case .watched: Phrase(en: "a conversation of the server that you watch", zh: "你正在观察的服务器的对话")
    case .console(let words): .verbatim(":\(words.shown)")
    case .closed(.anyhow): Phrase(en: "the end of the connection", zh: "连接结束")
    case .closed(.server):
      Phrase(en: "a connection that the server closes", zh: "由服务器关闭的连接")
    case .closed(.client): Phrase(en: "a connection that you close", zh: "由你关闭的连接")
    case .closed(.insideData):
      Phrase(en: "a connection that ends inside a message", zh: "在邮件中途断开的连接")
    case .fault: Phrase(en: "a line that the server cannot read", zh: "服务器看不懂的一行")
    case .mailbox(let address): Phrase(en: "a message in \(address)", zh: "\(address) 邮箱里的邮件")
    case .queue(let deed): Phrase(en: "a message that is \(deed.rawValue)", zh: deed.chinese)
    case .report(let address): Phrase(en: "a report to \(address)", zh: "寄给 \(address) 的退信")
    case .server(let state): Phrase(en: "a server set to \(state)", zh: "服务器设为 \(state)")
    }
  }

  private static func reply(_ patterns: [CodePattern]) -> Phrase {
    let codes = codes(patterns)
    return Phrase(en: "the reply \(codes)", zh: "响应 \(codes)")
  }

  private static func parameter(_ text: String) -> Phrase {
    Phrase(en: "the parameter \(text)", zh: "参数 \(text)")
  }

  private static func codes(_ patterns: [CodePattern]) -> String {
    patterns.map(\.description).joined(separator: " / ")
  }
}

extension MessageTraits {
  /// The first of them is enough to look for.
  fileprivate var words: Phrase {
    var all: [Phrase] = []
    for (name, wanted) in fields.sorted(by: { $0.key < $1.key }) {
      let field: Phrase =
        switch wanted {
        case .absent: Phrase(en: "no field \(name)", zh: "首部里没有 \(name)")
        case .present: Phrase(en: "a field \(name)", zh: "首部里有 \(name)")
        case .value(let value): .verbatim("\(name): \(value.description.shown)")
        }
      all.append(field)
    }
    if hasHeader == true { all.append(Phrase(en: "a header", zh: "有首部的邮件")) }
    if hasHeader == false { all.append(Phrase(en: "no header", zh: "没有首部的邮件")) }
    if let isEightBit {
      all.append(
        isEightBit
          ? Phrase(en: "a text with octets beyond ASCII", zh: "含有 ASCII 以外字节的正文")
          : Phrase(en: "a text of ASCII alone", zh: "只含 ASCII 的正文"))
    }
    if hasEncodedWord { all.append(Phrase(en: "an encoded word =?…?=", zh: "编码字 =?…?=")) }
    if let encoding {
      all.append(.verbatim("Content-Transfer-Encoding: \(encoding.rawValue)"))
    }
    if let charset { all.append(.verbatim("charset=\(charset)")) }
    if let type {
      all.append(
        Phrase(
          en: "a part of type \(type.description.shown)", zh: "类型为 \(type.description.shown) 的部分"))
    }
    if let parts { all.append(Phrase(en: "\(parts) parts", zh: "\(parts) 个部分")) }
    if let text {
      all.append(
        Phrase(en: "the text \(text.description.shown)", zh: "正文 \(text.description.shown)"))
    }
    return all.joined()
  }
}

extension Phase {
  fileprivate var chinese: String {
    switch self {
    case .handshake: "握手"
    case .transfer: "传输"
    case .close: "关闭"
    }
  }
}

extension String {
  /// A pattern as a student reads it.
  fileprivate var shown: String { replacing("*", with: "…") }
}

extension [Condition] {
  /// What is still missing.
  ///
  /// - Parameter namingReply: `false` where the reply is what a student is to find out.
  func words(namingReply: Bool) -> Phrase {
    let named = namingReply ? self : filter { !$0.isOfReply }
    return named.isEmpty
      ? Phrase(en: "another reply", zh: "另一个响应") : named.map(\.words).joined()
  }
}

extension Condition {
  fileprivate var isOfReply: Bool {
    switch self {
    case .reply, .status: true
    default: false
    }
  }
}

extension [Phrase] {
  func joined() -> Phrase {
    Phrase(
      en: map(\.english).joined(separator: ", "), zh: map(\.chinese).joined(separator: "，"))
  }
}

extension AnsweredRequest {
  /// `nil` where a condition cannot ask for it.
  fileprivate var words: Phrase? {
    switch self {
    case .verb(let verb): .verbatim(verb.rawValue)
    case .authResponse: .verbatim(Verb.auth.rawValue)
    case .endOfData: Phrase(en: "the final dot", zh: "结尾的句点")
    case .connection, .unknownCommand: nil
    }
  }
}

extension QueueAct.Deed {
  fileprivate var chinese: String {
    switch self {
    case .queued: "进入邮件队列的邮件"
    case .deferred: "推迟投递的邮件"
    case .delivered: "已送达的邮件"
    case .bounced: "退回的邮件"
    }
  }
}

extension Happening {
  /// What was seen, to stand after "seen:"; `nil` where it needs no words.
  var words: Phrase? {
    switch matter {
    case .answered(let request, let code):
      guard let asked = request.kind.words else { return nil }
      let rest =
        [request.mechanism, request.sender, request.recipient].compactMap { $0 }
        + request.parameters.map(\.description) + ["→ \(code)"]
      let words = rest.joined(separator: " ")
      return Phrase(en: "\(asked.english) \(words)", zh: "\(asked.chinese) \(words)")
    case .accepted(let envelope, let code, _):
      let recipients = envelope.recipients.sorted().prefix(3).joined(separator: ", ")
      return Phrase(
        en: "a message to \(recipients) → \(code)", zh: "寄给 \(recipients) 的邮件 → \(code)")
    case .connected(_, let code):
      return .verbatim([host, code.map { "→ \($0)" }].compactMap { $0 }.joined(separator: " "))
    case .responded(let response):
      return .verbatim("\(response.method) \(response.target) → \(response.status)")
    case .secured(let outcome): return SecurityMeaning.gist(of: outcome)
    case .asked(let words): return .verbatim(":\(words)")
    case .closed(.server, _): return Phrase(en: "the server closed the connection", zh: "服务器关闭了连接")
    case .closed(.client, _): return Phrase(en: "you closed the connection", zh: "你关闭了连接")
    case .queue(let deed, let recipient, _):
      return Phrase(
        en: "a message to \(recipient): \(deed.rawValue)", zh: "寄给 \(recipient)：\(deed.chinese)")
    case .phaseBegan, .unreadable, .changed: return nil
    }
  }
}
