import Language
import Protocols

/// A command before its turn (RFC 5321 §4.1.4), or before the greeting that opens the dialogue.
enum WrongOrder {
  static func check(_ heard: HeardRequest) -> Note? {
    // Sent ahead of a reply it may be in order yet; ahead of the greeting it is not.
    guard case .verb(let verb) = heard.request.kind,
      !heard.scene.isPipelined || heard.state == .connected,
      !heard.state.legalVerbs.contains(verb)
    else { return nil }
    // Of a line that is broken, too, the server says so first; mended it would still come too early.
    let isBroken = if case .malformed = heard.request { true } else { false }
    return Note(
      .mistake, rule: rule(verb, heard), column: 1,
      suggestion: heard.scene.isPipelined || isBroken && !verb.isExtension
        ? nil : suggestion(for: verb, in: heard.state),
      // RFC 3207 forbids STARTTLS nowhere in the clear: inside a message it is unwise.
      isRemark: isBroken || verb == .startTLS && heard.state.isInTransaction,
      text: reason(verb, heard.state))
  }

  /// Ahead of the greeting a client waits (§4.3.1); after 554 in its place only QUIT is left (§3.1).
  private static func rule(_ verb: Verb, _ heard: HeardRequest) -> Rule {
    if verb == .auth, heard.state.isInTransaction { return Rule("RFC 4954", "4") }
    if verb == .startTLS, heard.state.isInTransaction { return Rule("RFC 3207", "4.2") }
    guard heard.state == .connected else { return .smtp("4.1.4") }
    return .smtp(heard.scene.isPipelined ? "4.3.1" : "3.1")
  }

  private static func suggestion(for verb: Verb, in state: State) -> String? {
    switch state {
    case .connected: "QUIT"
    case .greeted: verb.isExtension ? "EHLO crepes.fr" : "HELO crepes.fr"
    case .identified: "MAIL FROM:<alice@crepes.fr>"
    case .sender where verb == .data: "RCPT TO:<bob@hamburger.edu>"
    default: nil
    }
  }

  private static func reason(_ verb: Verb, _ state: State) -> Phrase {
    switch (verb, state) {
    case (_, .connected): .notGreeted
    case (_, .greeted): verb.isExtension ? .extensionUnasked : .notIdentified
    case (.rcpt, .identified): .recipientWithoutSender
    case (.data, .identified): .contentWithoutSender
    case (.data, .sender): .contentWithoutRecipient
    case (.mail, _) where state.isInTransaction: .nestedTransaction
    case (.auth, _) where state.isInTransaction: .loginInTransaction
    case (.startTLS, _) where state.isInTransaction: .protectionInTransaction
    default: .outOfTurn
    }
  }
}

extension Phrase {
  fileprivate static let loginInTransaction = Phrase(
    en:
      "AUTH is not permitted while a message is under way: finish it with DATA, or drop it with RSET.",
    zh: "邮件传输过程中不允许用 AUTH：先用 DATA 完成这封邮件，或用 RSET 放弃它。")
  fileprivate static let protectionInTransaction = Phrase(
    en:
      "After the TLS handshake the server forgets all it knew, this message too: STARTTLS belongs before MAIL.",
    zh: "TLS 握手之后，服务器会忘掉此前的一切，包括这封邮件：STARTTLS 应在 MAIL 之前发。")
  fileprivate static let notGreeted = Phrase(
    en: "The server has not greeted you with 220. Where it refused instead, only QUIT is left.",
    zh: "服务器还没有发来 220。如果它拒绝提供服务，就只能发 QUIT。")
  fileprivate static let extensionUnasked = Phrase(
    en:
      "The handshake is not complete, and this command is an extension's: EHLO names your host, and its reply lists what is offered.",
    zh: "握手还没有完成，而这个命令属于扩展功能：请先用 EHLO 报上主机名，它的响应会列出服务器支持的扩展。")
  fileprivate static let notIdentified = Phrase(
    en:
      "The handshake is not complete: name your host with HELO or EHLO first, such as HELO crepes.fr.",
    zh: "握手还没有完成：请先用 HELO 或 EHLO 报上你的主机名，例如 HELO crepes.fr。")
  fileprivate static let recipientWithoutSender = Phrase(
    en: "RCPT came before any MAIL was accepted: first the sender, then the recipients.",
    zh: "RCPT 之前没有任何 MAIL 被接受：应先给出发件人，再给出收件人。")
  fileprivate static let contentWithoutSender = Phrase(
    en: "DATA came before MAIL and RCPT were accepted: the message has no envelope yet.",
    zh: "DATA 之前没有 MAIL 和 RCPT 被接受：报文还没有信封。")
  fileprivate static let contentWithoutRecipient = Phrase(
    en: "DATA came before any recipient was accepted; the server has nobody to deliver to.",
    zh: "DATA 之前没有任何收件人被接受；服务器不知道要投递给谁。")
  fileprivate static let nestedTransaction = Phrase(
    en: "One message is under way already: finish it with DATA, or drop it with RSET.",
    zh: "已经有一封邮件正在传输：用 DATA 完成它，或用 RSET 放弃它。")
  fileprivate static let outOfTurn = Phrase(
    en: "It is not this command's turn; :next shows whose it is.",
    zh: "现在还轮不到这个命令；用 :next 看看轮到谁。")
}
