import Language
import Protocols

/// Ports. Many look like status codes.
extension Glossary {
  static let ports: [Entry] = [
    port(
      25, .smtp("4.5.4.2"),
      en:
        "Where a mail server waits for mail from other mail servers (SMTP). Many networks close it to home users, who hand their mail to port 465 or 587 instead.",
      zh: "邮件服务器在这里等待其他邮件服务器送来邮件（SMTP）。许多网络对家庭用户封锁它；用户要发信，就把邮件交到 465 或 587 端口。"),
    port(
      587, Rule("RFC 6409", "3.1"),
      en:
        "Where a user agent hands mail to its own server (submission), with STARTTLS and a login.",
      zh: "用户代理在这里把邮件交给自己的服务器（邮件提交）：先 STARTTLS，再登录。"),
    port(
      465, Rule("RFC 8314", "3.3"),
      en:
        "Where a user agent hands mail to its own server (submission) inside TLS: encrypted from the first octet, so telnet sees nothing readable.",
      zh: "用户代理在这里把邮件交给自己的服务器（邮件提交）：从第一个字节起就用 TLS 加密，telnet 看不到可读的内容。"),
    port(
      110, Rule("RFC 1939", "3"),
      en:
        "Where a user agent fetches mail from the mailbox by POP3. Port 995 is the same inside TLS.",
      zh: "用户代理在这里用 POP3 从邮箱取信。995 端口相同，但在 TLS 里。"),
    port(
      995, Rule("RFC 8314", "3.1"),
      en: "Where a user agent fetches mail from the mailbox by POP3 inside TLS.",
      zh: "用户代理在这里用 TLS 保护的 POP3 从邮箱取信。"),
    port(
      143, Rule("RFC 9051", "2.1"),
      en:
        "Where a user agent reads mail that stays on the server, by IMAP. Port 993 is the same inside TLS.",
      zh: "用户代理在这里用 IMAP 读取留在服务器上的邮件。993 端口相同，但在 TLS 里。"),
    port(
      993, Rule("RFC 8314", "3.2"),
      en: "Where a user agent reads mail that stays on the server, by IMAP inside TLS.",
      zh: "用户代理在这里用 TLS 保护的 IMAP 读取留在服务器上的邮件。"),
    port(
      80, .http("4.2.1"),
      en: "Where a web server waits for HTTP requests. Port 443 is the same inside TLS (HTTPS).",
      zh: "Web 服务器在这里等待 HTTP 请求。443 端口相同，但在 TLS 里（HTTPS）。"),
    port(
      443, .http("4.2.2"),
      en: "Where a web server waits for HTTP inside TLS (HTTPS), which telnet cannot speak.",
      zh: "Web 服务器在这里等待 TLS 里的 HTTP（HTTPS），telnet 无法直接对话。"),
  ]

  private static func port(
    _ number: Int, _ rule: Rule, en english: String, zh chinese: String
  ) -> Entry {
    Entry(
      Phrase(en: "port \(number)", zh: "\(number) 端口"),
      aliases: ["\(number)", "tcp port \(number)", "tcp \(number)", "端口 \(number)"],
      rule: rule, en: english, zh: chinese)
  }
}
