import Language
import Protocols

/// A command out of turn (RFC 5321 §4.1.4), or before the greeting.
enum WrongOrder {
  static func check(_ heard: HeardRequest) -> Note? {
    // Sent ahead of a reply, it may turn out to be in order; sent ahead of the greeting, never.
    guard case .verb(let verb) = heard.request.kind,
      !heard.context.isPipelined || heard.state == .connected,
      !heard.state.legalVerbs.contains(verb)
    else { return nil }
    // What is typed next is not the line that is missing, but the chunk.
    let chunk = heard.chunkSize
    // A broken line gets this note too: once repaired, it would still come too early.
    return Note(
      .mistake, rule: rule(verb, heard), column: 1,
      suggestion: heard.context.isPipelined || chunk > 0 ? nil : due(before: verb, heard),
      // RFC 3207 does not clearly forbid STARTTLS inside a message, but it is unwise.
      isRemark: verb == .startTLS && heard.state.isInTransaction,
      text: reason(verb, heard) + (chunk > 0 ? .chunkIsDiscarded(chunk) : .empty))
  }

  /// A client waits for the greeting (§4.3.1); after 554 in its place, only QUIT is left (§3.1).
  private static func rule(_ verb: Verb, _ heard: HeardRequest) -> Rule {
    if verb == .auth, heard.state.isInTransaction { return Rule("RFC 4954", "4") }
    if verb == .startTLS, heard.state.isInTransaction { return Rule("RFC 3207", "4.2") }
    if heard.state == .greeted, heard.isSecured { return Rule("RFC 3207", "4.2") }
    guard heard.state == .connected else { return .smtp("4.1.4") }
    return .smtp(heard.context.isPipelined ? "4.3.1" : "3.1")
  }

  /// The line that has to come before this verb, if its names are known.
  static func due(before verb: Verb, _ heard: HeardRequest) -> String? {
    let due: Verb? =
      switch heard.state {
      case .connected: .quit
      case .greeted: verb.isExtension || heard.isSecured ? .ehlo : .helo
      case .identified: .mail
      case .sender where verb == .data || verb == .bdat: .rcpt
      default: nil
      }
    return due.flatMap { VerbMeaning.line($0, naming: heard.context.participants) }
  }

  private static func reason(_ verb: Verb, _ heard: HeardRequest) -> Phrase {
    let state = heard.state
    return switch (verb, state) {
    case (_, .connected): .notGreeted
    case (_, .greeted) where heard.isSecured: .afterTLS
    case (_, .greeted) where verb.isExtension: .extensionUnasked
    case (_, .greeted): .notIdentified(as: heard.context.participants.clientName)
    case (.rcpt, .identified): .recipientWithoutSender
    case (.data, .identified), (.bdat, .identified): .contentWithoutSender(verb)
    case (.data, .sender), (.bdat, .sender): .contentWithoutRecipient(verb)
    case (.data, .chunks): .dataAmongChunks
    case (.mail, _) where state.isInTransaction: .nestedTransaction
    case (.auth, _) where state.isInTransaction: .loginInTransaction
    case (.startTLS, _) where state.isInTransaction: .protectionInTransaction
    default: heard.context.isRecordedByClient ? .outOfTurn + .nextTells : .outOfTurn + .stop
    }
  }
}

extension HeardRequest {
  /// What BDAT announces to a server that knows it; 0 for other commands.
  fileprivate var chunkSize: Int {
    guard case .command(.bdat(let size, _)) = request, context.smtp?.has(.bdat) == true else {
      return 0
    }
    return size
  }

  fileprivate var isSecured: Bool { context.smtp?.isSecured == true }
}

extension Phrase {
  fileprivate static let afterTLS = Phrase(
    en:
      "With TLS everything begins anew, the handshake of SMTP too: say EHLO and your host's name.",
    zh: "启用 TLS 后一切从头开始，SMTP 握手也要重做：请用 EHLO 报上主机名。")
  fileprivate static let loginInTransaction = Phrase(
    en:
      "AUTH is not allowed while a message is under way: finish it with DATA, or drop it with RSET.",
    zh: "邮件传输过程中不允许用 AUTH：先用 DATA 完成这封邮件，或用 RSET 放弃它。")
  fileprivate static let protectionInTransaction = Phrase(
    en:
      "After the TLS handshake the server forgets everything, this message too: send STARTTLS before MAIL.",
    zh: "TLS 握手之后，服务器会忘掉此前的一切，包括这封邮件：STARTTLS 应在 MAIL 之前发。")
  fileprivate static let notGreeted = Phrase(
    en:
      "The server has not greeted you with 220. If it refused you instead, all you can send is QUIT.",
    zh: "服务器还没有发来 220。如果它拒绝提供服务，就只能发 QUIT。")
  fileprivate static let extensionUnasked = Phrase(
    en:
      "The handshake is not complete, and this command belongs to an extension: send EHLO and your host's name; the reply lists what is offered.",
    zh: "握手还没有完成，而这个命令属于扩展功能：请先用 EHLO 报上主机名，它的响应会列出服务器支持的扩展。")
  fileprivate static func notIdentified(as host: String?) -> Phrase {
    let example = host.map { Phrase(en: ", such as HELO \($0)", zh: "，例如 HELO \($0)") } ?? .empty
    return Phrase(
      en: "The handshake is not complete: name your host with HELO or EHLO first",
      zh: "握手还没有完成：请先用 HELO 或 EHLO 报上你的主机名")
      + example + Phrase(en: ".", zh: "。")
  }
  fileprivate static let recipientWithoutSender = Phrase(
    en: "RCPT came before any MAIL was accepted: first the sender, then the recipients.",
    zh: "RCPT 之前没有任何 MAIL 被接受：应先给出发件人，再给出收件人。")
  fileprivate static func contentWithoutSender(_ verb: Verb) -> Phrase {
    Phrase(
      en:
        "\(verb.rawValue) came before MAIL and RCPT were accepted: the message has no envelope yet.",
      zh: "\(verb.rawValue) 之前没有 MAIL 和 RCPT 被接受：邮件还没有信封。")
  }
  fileprivate static func contentWithoutRecipient(_ verb: Verb) -> Phrase {
    Phrase(
      en:
        "\(verb.rawValue) came before any recipient was accepted; the server has nobody to deliver to.",
      zh: "\(verb.rawValue) 之前没有任何收件人被接受；服务器不知道要投递给谁。")
  }
  /// RFC 3030 §2: also after an error the server must take the octets, and discard them.
  fileprivate static func chunkIsDiscarded(_ size: Int) -> Phrase {
    Phrase(
      en:
        " The next \(grouped(size)) octets are its chunk all the same: the server throws them away, and only then takes a command.",
      zh: "接下来的 \(grouped(size)) 个字节仍然是这一块的内容：服务器收下后丢弃，之后才读命令。")
  }
  fileprivate static let dataAmongChunks = Phrase(
    en: "This message comes in chunks, so BDAT ends it: BDAT and DATA never mix in one message.",
    zh: "这封邮件是分块发送的，要用 BDAT 结束：同一封邮件里不能混用 BDAT 和 DATA。")
  fileprivate static let nestedTransaction = Phrase(
    en: "One message is under way already: finish it with DATA, or drop it with RSET.",
    zh: "已经有一封邮件正在传输：用 DATA 完成它，或用 RSET 放弃它。")
  fileprivate static let outOfTurn = Phrase(
    en: "This command cannot come now", zh: "现在不能发这个命令")
  fileprivate static let nextTells = Phrase(
    en: "; :next shows what can.", zh: "；用 :next 看看可以发什么。")
  fileprivate static let stop = Phrase(en: ".", zh: "。")
}
