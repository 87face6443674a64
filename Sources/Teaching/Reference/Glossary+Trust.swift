import Language
import Protocols

/// Who may send what: what mail of today adds to a protocol that believes everybody.
extension Glossary {
  static let spam = Entry(
    Phrase(en: "spam", zh: "垃圾邮件"),
    aliases: ["junk", "junk mail", "ube"],
    rule: .smtp("7.1"),
    en:
      "Bulk mail that nobody asked for. SMTP believes any sender's address, which is one of its great weaknesses.",
    zh: "未经请求而大量发送的邮件。SMTP 轻信任何发件人，这是它的一大缺点。")

  static let greylisting = Entry(
    Phrase(en: "greylisting", zh: "灰名单"),
    aliases: ["greylist", "graylisting", "graylist"],
    rule: Rule("RFC 6647", "2"),
    en:
      "A server puts off the first try of a client, sender and recipient that it has not seen together, with 450 or 451. An honest mail server comes back after some minutes; most spam programs do not.",
    zh: "客户端、发件人、收件人的组合第一次出现时，服务器先返回 450 或 451。正规的邮件服务器过几分钟会再来，多数垃圾邮件程序不会。")

  static let blocklist = Entry(
    Phrase(en: "blocklist", zh: "黑名单"),
    aliases: [
      "blacklist", "block list", "denylist", "dnsbl", "rbl", "实时黑名单", "阻止列表", "拦截名单",
    ],
    rule: Rule("RFC 5782", "1"),
    en:
      "A list of IP addresses that are known for spam, asked by way of DNS. A server refuses their connections (554) or each RCPT (550 or 554). Home addresses are often on it.",
    zh: "常发垃圾邮件的 IP 地址名单，通过 DNS 查询。服务器在建立连接时（554）或对每个 RCPT（550 或 554）拒绝它们。家庭宽带的地址常在其中。")

  static let appPassword = Entry(
    Phrase(en: "app password", zh: "授权码"),
    aliases: [
      "app-specific password", "application password", "authorization code", "应用专用密码",
      "应用密码", "专用密码", "客户端授权码", "客户端授权密码",
    ],
    en:
      "A password for mail programs alone. QQ, 163, 126 and Gmail want it in AUTH in place of your own; you make it in the settings of the mailbox, on the web.",
    zh: "专供邮件程序使用的密码。QQ、163、126 等邮箱的 AUTH 要用它，不能用登录密码；在网页上的邮箱设置里开启 SMTP 服务时生成。")

  static let spf = Entry(
    Phrase(en: "SPF", zh: "SPF 验证"),
    aliases: ["sender policy framework", "spf record", "spf 记录", "发件人策略框架"],
    rule: Rule("RFC 7208", "1"),
    en:
      "A domain lists in DNS which hosts may send its mail. The receiver looks up the domain in MAIL FROM and checks the client's IP address.",
    zh: "域在 DNS 里列出哪些主机可以代它发信。收信方查询 MAIL FROM 中的域，核对客户端的 IP 地址。")

  static let dkim = Entry(
    Phrase(en: "DKIM", zh: "DKIM 签名"),
    aliases: ["domainkeys identified mail", "dkim-signature", "域名密钥识别邮件"],
    rule: Rule("RFC 6376", "1"),
    en:
      "The sending domain signs the message; its public key is in DNS. The receiver can check who signed it, and that nobody changed it on the way.",
    zh: "发信的域对邮件签名，公钥放在 DNS 里。收信方可以核对是谁签的名，途中有没有被改动。")

  static let dmarc = Entry(
    Phrase(en: "DMARC", zh: "DMARC 策略"),
    aliases: ["dmarc record", "dmarc policy", "alignment"],
    // Until May 2026 RFC 7489.
    rule: Rule("RFC 9989", "4.1"),
    en:
      "A domain says in DNS what to do with mail that has it in From: but passes neither SPF nor DKIM for it. This ties the header's author to the real sender.",
    zh: "域在 DNS 里声明：如果 From 写的是它，SPF 和 DKIM 却都不能证明来自它，收信方该怎么办。这样，首部里的作者就与真正的发信方联系起来。")
}
