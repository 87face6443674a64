import Language
import Protocols

/// Characters beyond ASCII in a command that parses: UTF-8 is allowed only after SMTPUTF8 (RFC
/// 6531).
enum BeyondASCII {
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .command(let command) = heard.request,
      let offset = heard.line.octets.firstIndex(where: { $0 >= 0x80 }),
      let (rule, text, suggestion) = fault(in: command, heard)
    else { return nil }
    // A full-width character from an input method was meant as ASCII: no extension is needed.
    if [.mail, .rcpt].contains(command.verb),
      let (trap, place) = Trap.first(in: heard.line.octets), trap == .fullWidth
    {
      return Note(
        .mistake, rule: rule, column: heard.line.column(ofOctet: place),
        suggestion: CommandRepair.suggestion(for: heard.line.octets, context: heard.repair),
        text: .explaining(trap))
    }
    return Note(
      .mistake, rule: rule, column: heard.line.column(ofOctet: offset), suggestion: suggestion,
      text: text)
  }

  private typealias Fault = (rule: Rule, text: Phrase, suggestion: String?)

  private static func fault(in command: Command, _ heard: HeardRequest) -> Fault? {
    let smtp = heard.context.smtp
    let isOffered = smtp?.offers("SMTPUTF8") ?? false
    switch command {
    case .helo(let name), .ehlo(let name):
      // A word without a dot is rather a name put into Chinese than a domain.
      let known = "\(name)".contains(".") ? nil : heard.context.participants.clientName
      let host = (known ?? ascii(name)).map { "\(command.verb.rawValue) \($0)" }
      return (Rule("RFC 6531", "3.7.1"), .hostInASCII, host)
    case .mail(let sender, let parameters):
      guard !parameters.contains(where: \.isSMTPUTF8) else { return nil }
      let right: Command? =
        if isOffered {
          .mail(
            from: sender, parameters: parameters + [Parameter(keyword: "SMTPUTF8", value: nil)])
        } else {
          sender.flatMap(ascii).map { .mail(from: $0, parameters: parameters) }
        }
      let text = smtp?.isExtended == true ? Phrase.needsSMTPUTF8(isOffered) : .addressIsASCII
      return (Rule("RFC 6531", "3.4"), text, right?.description)
    case .rcpt(let recipient, let parameters):
      // The parameters of MAIL are known once MAIL was accepted.
      guard !heard.context.isPipelined, [.sender, .recipients].contains(heard.state),
        smtp?.envelope.isInternationalized != true
      else { return nil }
      let right = ascii(recipient).map { Command.rcpt(to: $0, parameters: parameters) }
      let text = smtp?.isExtended == true ? Phrase.envelopeIsASCII : .addressIsASCII
      return (Rule("RFC 6531", "3.4"), text, right?.description)
    case .vrfy(let name), .expn(let name):
      guard name.split(separator: " ").last?.uppercased() != "SMTPUTF8" else { return nil }
      let right = "\(command.verb.rawValue) \(name) SMTPUTF8"
      return (Rule("RFC 6531", "3.7.4.2"), .needsSMTPUTF8(isOffered), isOffered ? right : nil)
    default: return nil
    }
  }

  /// The same domain as A-labels. A user's name has no such form.
  private static func ascii(_ domain: Domain) -> String? {
    guard case .name(let name) = domain, let ascii = InternationalName.ascii(name) else {
      return nil
    }
    return (try? Domain(parsing: ascii))?.description
  }

  private static func ascii(_ mailbox: Mailbox) -> Mailbox? {
    guard mailbox.localPart.utf8.allSatisfy({ $0 < 0x80 }), let domain = mailbox.domain,
      let host = ascii(domain)
    else { return nil }
    return Mailbox(localPart: mailbox.localPart, domain: .name(host))
  }
}

extension Phrase {
  fileprivate static let hostInASCII = Phrase(
    en:
      "HELO and EHLO name the host in ASCII, because the client does not know yet whether the server reads UTF-8. In DNS such a name is written xn--….",
    zh: "HELO 和 EHLO 的主机名只能用 ASCII：这时还不知道服务器是否支持 UTF-8。这样的域名在 DNS 里写作 xn--……。")
  // Parameters belong to extensions: after HELO nothing is said of them.
  fileprivate static let addressIsASCII = Phrase(
    en:
      "An address in SMTP is ASCII. Other characters need an extension, and extensions need EHLO.",
    zh: "SMTP 的地址只用 ASCII。其他字符需要扩展功能，而扩展要先用 EHLO。")
  fileprivate static let envelopeIsASCII = Phrase(
    en:
      "MAIL did not say SMTPUTF8, so the addresses of this message are ASCII. RSET, then MAIL … SMTPUTF8, if the server offers it.",
    zh: "MAIL 没有带 SMTPUTF8 参数，所以这封邮件的地址只能用 ASCII。若服务器支持，先发 RSET，再发带 SMTPUTF8 的 MAIL。")

  fileprivate static func needsSMTPUTF8(_ isOffered: Bool) -> Phrase {
    isOffered
      ? Phrase(
        en: "A name that is not ASCII needs the parameter SMTPUTF8, which this server offers.",
        zh: "含有非 ASCII 字符的名字要带 SMTPUTF8 参数，这台服务器支持它。")
      : Phrase(
        en:
          "A name beyond ASCII needs the extension SMTPUTF8; the server has not offered it (EHLO asks).",
        zh: "含有非 ASCII 字符的名字需要扩展 SMTPUTF8；服务器没有提供它（要用 EHLO 询问）。")
  }
}
