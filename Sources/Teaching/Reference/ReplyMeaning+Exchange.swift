import Language
import Protocols
import Transcripts

/// What byhand said about a command line before its reply came. The reply's note must agree with
/// it.
struct RequestAdvice: Sendable {
  let request: SMTPRequest
  /// Only a remark: the line may still be right.
  let isRemark: Bool
  /// A line was shown that would have been right.
  let showsLine: Bool

  /// `nil` where nothing was said.
  init?(_ notes: [Note], of request: SMTPRequest) {
    guard !notes.isEmpty else { return nil }
    self.request = request
    isRemark = notes.allSatisfy(\.isRemark)
    showsLine = notes.contains { !$0.isRemark && $0.suggestion != nil }
  }
}

/// The same for all commands under way, the oldest first: with pipelining there are several.
struct PendingAdvice: Sendable {
  private var lines: [RequestAdvice] = []

  mutating func append(_ line: RequestAdvice) {
    if lines.count < SMTPDialogue.requestLimit { lines.append(line) }
  }

  /// For the request that is answered now. Older ones will not be answered any more.
  mutating func take(of request: SMTPRequest) -> RequestAdvice? {
    guard let place = lines.firstIndex(where: { $0.request == request }) else { return nil }
    defer { lines.removeSubrange(...place) }
    return lines[place]
  }
}

extension ReplyMeaning {
  /// What a reply means in its conversation. The enhanced code, a fault that byhand found in the
  /// line, and the state in which the command came say more than the code alone.
  static func text(of exchange: SMTPExchange, advice: RequestAdvice?) -> SourcedPhrase {
    let reply = exchange.reply
    // A line that is too long is cut or refused unread: what it asked does not matter.
    if exchange.request.isTooLong { return general(of: reply.code) }
    let request = exchange.answered
    return reply.enhanced.flatMap { deferring(reply.code, to: $0, answering: request) }
      ?? text(ofFault: reply.code, exchange, advice)
      ?? inState(exchange) ?? text(code: reply.code, answering: request)
  }

  // MARK: A fault in the line

  private static func text(
    ofFault code: ReplyCode, _ exchange: SMTPExchange, _ advice: RequestAdvice?
  ) -> SourcedPhrase? {
    guard [500, 501, 502, 504, 553, 555].contains(code.value) else { return nil }
    let rule = Rule.smtp([500, 502].contains(code.value) ? "4.2.4" : "4.2.3")
    // The server may lack the command, whatever is wrong with the line.
    if case .command(let command) = exchange.request, advice != nil, command.verb.isOptional,
      [500, 502].contains(code.value)
    {
      return nil
    }
    // A remark is about the line's form, but 553 is about the mailbox.
    if let advice, advice.isRemark { return code.value == 553 ? nil : (.remarkedAbove, rule) }
    switch (exchange.request, advice) {
    // 502 means that the verb is known, but not implemented here.
    case (.malformed(nil, let error), _) where error.expected == .verb && code.value == 502:
      return nil
    case (.malformed(.mail, _), .some) where exchange.before.isInTransaction:
      return (.earlierSenderStands, rule)
    case (.malformed(let verb, _), .some(let advice)):
      return (.undone(verb, showsLine: advice.showsLine) ?? .rejectedLine, rule)
    case (.malformed(_, let error), nil) where error.expected != .verb: return general(of: code)
    case (.command(.mail), .some) where exchange.before.isInTransaction:
      return (.earlierSenderStands, rule)
    case (.command(let command), .some(let advice)):
      return (.undone(command.verb, showsLine: advice.showsLine) ?? .rejectedLine, rule)
    case (.command(let command), nil) where code.value == 501 && command.verb != .auth:
      return (.rejectedArgument, rule)
    default: return nil
    }
  }

  // MARK: The state it came in

  private static func inState(_ exchange: SMTPExchange) -> SourcedPhrase? {
    guard case .verb(let verb) = exchange.request.kind else { return nil }
    switch (exchange.reply.code.value, verb) {
    case (250, .bdat) where exchange.isLastChunk: return toEndOfData(250)
    case (503, _): return outOfOrder(verb, in: exchange.before)
    case (250, .rset) where !exchange.before.isInTransaction:
      return sourced(
        .smtp("4.1.1.5"),
        en: "Done; no message was under way, so nothing has changed.",
        zh: "完成；没有正在传输的邮件，所以什么也没有改变。")
    case (250, .helo) where exchange.before.isInTransaction,
      (250, .ehlo) where exchange.before.isInTransaction:
      return sourced(
        .smtp("4.1.4"),
        en: "Done. A new \(verb.rawValue) works as RSET does, too: the message under way is "
          + "dropped. Begin again with MAIL.",
        zh: "完成。重新发 \(verb.rawValue) 还相当于 RSET：正在传输的邮件已作废，请从 MAIL 重新开始。")
    case (530, _) where exchange.says("STARTTLS"):
      return sourced(
        Rule("RFC 3207", "4"),
        en: "The server takes this only on an encrypted connection. Send STARTTLS first.",
        zh: "服务器只在加密的连接上接受它。请先发 STARTTLS。")
    case (530, _) where exchange.says("AUTHENTICATION"):
      return sourced(
        Rule("RFC 4954", "6"),
        en: "The server takes this only from users that have logged in. Send AUTH first.",
        zh: "服务器只接受已登录用户的请求。请先用 AUTH 登录。")
    case (538, .auth) where exchange.hasSentSecret:
      return sourced(
        Rule("RFC 4954", "6"),
        en:
          "Refused: this way of logging in is allowed over TLS only. But the line has crossed the wire already, and name and password could be read: change a password that matters.",
        zh: "被拒绝：这种认证机制只允许在 TLS 上使用。但这一行已经传出去了，用户名和密码可能已被人看到：如果是真正在用的密码，请更换。")
    // The first recipient cannot be one too many.
    case (452, .rcpt) where exchange.before == .sender:
      return sourced(
        .smtp("4.2.3"),
        en: "The server has no room for this recipient's mail at the moment. Try again later.",
        zh: "服务器暂时没有空间接收这个收件人的邮件。请稍后再试。")
    default: return nil
    }
  }

  private static func outOfOrder(_ verb: Verb, in state: State) -> SourcedPhrase? {
    switch (verb, state) {
    case (.helo, _), (.ehlo, _), (.quit, _), (_, .connected): nil
    case (_, .greeted) where verb.isExtension:
      sourced(
        .smtp("4.1.4"),
        en: "Greet first: \(verb.rawValue) belongs to an extension, so name your host with EHLO.",
        zh: "顺序不对：\(verb.rawValue) 属于扩展功能，请先用 EHLO 报上主机名。")
    case (_, .greeted):
      sourced(
        .smtp("4.1.4"),
        en: "Greet first: name your host with HELO or EHLO, then send \(verb.rawValue).",
        zh: "顺序不对：请先用 HELO 或 EHLO 报上主机名，再发 \(verb.rawValue)。")
    case (.mail, _) where state.isInTransaction:
      sourced(
        .smtp("4.1.4"),
        en:
          "A message is already under way: finish it with DATA, or drop it with RSET. Then send MAIL.",
        zh: "已经开始了一封邮件：先用 DATA 完成它，或用 RSET 作废，然后再发 MAIL。")
    case (.data, .identified):
      sourced(
        .smtp("3.3"),
        en: "It is too early for DATA: the message has no envelope yet. Send MAIL, then RCPT.",
        zh: "还不到发 DATA 的时候：这封邮件还没有信封。请先发 MAIL，再发 RCPT。")
    case (.data, .sender):
      sourced(
        .smtp("3.3"),
        en: "It is too early for DATA: no recipient has been accepted yet. Send RCPT first.",
        zh: "还不到发 DATA 的时候：还没有收件人被接受。请先发 RCPT。")
    case (.auth, _) where state.isInTransaction:
      sourced(
        Rule("RFC 4954", "4"),
        en:
          "AUTH is not allowed while a message is under way: finish it with DATA, or drop it with RSET.",
        zh: "邮件传输过程中不允许用 AUTH：先用 DATA 完成这封邮件，或用 RSET 作废。")
    case (.mail, .identified), (.rcpt, .sender), (.rcpt, .recipients), (.data, .recipients):
      sourced(
        .smtp("4.1.4"),
        en:
          "The standard allows \(verb.rawValue) now, but this server wants something else first. Its text may say what.",
        zh: "按标准现在可以发 \(verb.rawValue)；这台服务器还要求先做别的，详见响应文本。")
    default: nil
    }
  }
}

extension Verb {
  // §4.5.1: the commands that every server has. VRFY is one, but may still be answered 502
  // (§4.3.2).
  fileprivate var isOptional: Bool {
    ![.helo, .ehlo, .mail, .rcpt, .data, .rset, .noop, .quit].contains(self)
  }
}

extension SMTPExchange {
  /// What the reply answers. A line that was withheld to be safe, but was not an answer inside
  /// AUTH, was an unknown command to the server.
  var answered: AnsweredRequest {
    request == .authResponse && before != .authenticating ? .unknownCommand : request.kind
  }
}

extension SMTPExchange {
  fileprivate var isLastChunk: Bool {
    if case .command(.bdat(_, isLast: true)) = request { true } else { false }
  }

  fileprivate func says(_ word: String) -> Bool {
    reply.lines.contains { String(decoding: $0, as: UTF8.self).uppercased().contains(word) }
  }

  /// AUTH had the secret on its own line (RFC 4954 §4).
  fileprivate var hasSentSecret: Bool {
    if case .command(.auth(_, hasInitialResponse: true)) = request { true } else { false }
  }
}

extension SMTPRequest {
  fileprivate var isTooLong: Bool {
    guard case .malformed(_, let error) = self else { return false }
    return error.expected == .shorterLine
  }
}

extension Phrase {
  fileprivate static let rejectedLine = Phrase(
    en: "The server does not accept the line as it is written; the reason is given above.",
    zh: "服务器不接受这一行的写法，原因见上面的说明。")

  fileprivate static let earlierSenderStands = Phrase(
    en: "This line was not accepted; the sender named before still stands.",
    zh: "这一行没有被接受；之前的发件人仍然有效。")

  /// What a refused line leaves undone. `nil` where nothing can be said but that it was refused.
  fileprivate static func undone(_ verb: Verb?, showsLine: Bool) -> Phrase? {
    let outcome = verb.flatMap(leftUndone)
    guard showsLine else {
      return outcome.map { $0 + Phrase(en: "; the reason is given above.", zh: "，原因见上面的说明。") }
    }
    return (outcome ?? Phrase(en: "Nothing was done", zh: "服务器什么也没有做"))
      + Phrase(en: "; send the line shown above.", zh: "；请发上面给出的那一行。")
  }

  private static func leftUndone(_ verb: Verb) -> Phrase? {
    switch verb {
    case .helo, .ehlo: Phrase(en: "Your host's name was not taken", zh: "主机名没有记下")
    case .mail: Phrase(en: "The sender was not noted", zh: "发件人没有记下")
    case .rcpt: Phrase(en: "This recipient was not noted", zh: "这个收件人没有记下")
    case .data: Phrase(en: "The message has not begun", zh: "邮件还没有开始")
    case .rset: Phrase(en: "No message was dropped", zh: "没有作废任何邮件")
    case .quit: Phrase(en: "The connection stays open", zh: "连接没有关闭")
    case .auth: Phrase(en: "You are not logged in", zh: "没有登录")
    case .startTLS: Phrase(en: "TLS has not begun", zh: "TLS 没有启动")
    default: nil
    }
  }
  fileprivate static let remarkedAbove = Phrase(
    en: "The server does not accept the line; the remark above may say why.",
    zh: "服务器不接受这一行，原因可能就是上面提醒的那一点。")
  fileprivate static let rejectedArgument = Phrase(
    en:
      "byhand finds nothing wrong in how the line is written; the server rejects what it says. Its text may say why.",
    zh: "byhand 没看出这一行的写法有错，服务器却不接受其中的内容。原因可能在响应文本里。")
}
