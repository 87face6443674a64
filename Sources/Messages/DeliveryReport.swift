import Protocols

/// What a mail server writes to a sender whose message it could not deliver: `multipart/report`
/// (RFC 6522) with a `message/delivery-status` part (RFC 3464).
package struct DeliveryReport: Hashable, Sendable {
  package struct Recipient: Hashable, Sendable {
    package let address: String
    /// `5.1.1` (RFC 3463).
    package let status: String
    /// The other server's reply, a line each; empty where none was heard.
    package let diagnostic: [String]
    /// Who said so; `nil` where the reporting server decided itself.
    package let remoteHost: String?

    package init(address: String, status: String, diagnostic: [String], remoteHost: String?) {
      self.address = address
      self.status = status
      self.diagnostic = diagnostic
      self.remoteHost = remoteHost
    }
  }

  /// The server that gives up.
  package var reportingHost: String
  /// The message's reverse-path: the report goes there, with a null reverse-path of its own (RFC
  /// 5321 §6.1).
  package var sender: String
  package var recipients: [Recipient]
  /// Since 1970.
  package var arrived: Int
  package var written: Int
  /// Distinct on this host: makes the `Message-ID:` and the boundary.
  package var id: String
  /// The returned message's header, as it stood; its text is not returned (RFC 3464 §1).
  package var header: [UInt8]
  /// The explanation is in English and Chinese; this is the one that comes first.
  package var firstLanguage: FirstLanguage

  package enum FirstLanguage: Hashable, Sendable { case english, chinese }

  package init(
    reportingHost: String, sender: String, recipients: [Recipient], arrived: Int, written: Int,
    id: String, header: [UInt8], firstLanguage: FirstLanguage = .english
  ) {
    self.reportingHost = reportingHost
    self.sender = sender
    self.recipients = recipients
    self.arrived = arrived
    self.written = written
    self.id = id
    self.header = header
    self.firstLanguage = firstLanguage
  }

  /// The whole message, with CR LF.
  package var octets: [UInt8] {
    let boundary = "report-\(id)"
    let lines =
      [
        "From: Mail Delivery System <postmaster@\(reportingHost)>",
        "To: <\(Self.safe(sender))>",
        "Subject: Undelivered mail returned to sender",
        "Date: \(MailDate.mail(seconds: written))",
        "Message-ID: <\(id)@\(reportingHost)>",
        // RFC 3834 §5: no machine answers this.
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status;",
        "\tboundary=\"\(boundary)\"",
        // RFC 2045 §6.4: of its parts one has octets above 127.
        "Content-Transfer-Encoding: 8bit",
        "",
        "--\(boundary)",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
      ] + explanation + [
        "",
        "--\(boundary)",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; \(reportingHost)",
        "Arrival-Date: \(MailDate.mail(seconds: arrived))",
      ] + recipients.flatMap(Self.fields) + [
        "",
        "--\(boundary)",
        "Content-Type: text/rfc822-headers",
        "",
      ]
    return Self.wire(lines) + Self.guarded(header) + Self.wire(["", "--\(boundary)--"])
  }

  private var explanation: [String] {
    let refused = recipients.flatMap { recipient in
      ["  <\(Self.safe(recipient.address))>"]
        + recipient.diagnostic.map { "    \(Self.safe($0))" }
    }
    let header = ["", "The header of your message follows.", "下面附上原邮件的首部。"]
    // A mail server cannot know which language the sender reads.
    switch firstLanguage {
    case .english:
      return [
        "This is the mail server of \(reportingHost). Your message could not be delivered to:", "",
      ] + refused + [
        "", "The same in Chinese:", "这里是 \(reportingHost) 的邮件服务器。你的邮件未能投递给上面的收件人。",
      ] + header
    case .chinese:
      return ["这里是 \(reportingHost) 的邮件服务器。你的邮件未能投递给下列收件人：", ""] + refused + [
        "", "英文说明：",
        "This is the mail server of \(reportingHost). "
          + "Your message could not be delivered to the recipients above.",
      ] + header.prefix(1) + header.dropFirst().reversed()
    }
  }

  // per-recipient-fields (RFC 3464 §2.3)
  private static func fields(of recipient: Recipient) -> [String] {
    var fields = [
      "", "Final-Recipient: \(typed(recipient.address))", "Action: failed",
      "Status: \(recipient.status)",
    ]
    if let host = recipient.remoteHost { fields.append("Remote-MTA: dns; \(safe(host))") }
    if let first = recipient.diagnostic.first {
      fields.append("Diagnostic-Code: smtp; \(safe(first))")
      fields += recipient.diagnostic.dropFirst().map { "\t\(safe($0))" }
    }
    return fields
  }

  /// `rfc822` for ASCII; others in the ASCII form of RFC 6533 §3, so that any reader's program
  /// takes them.
  private static func typed(_ address: String) -> String {
    guard address.utf8.contains(where: { $0 >= 0x80 }) else { return "rfc822; \(safe(address))" }
    let escaped = address.unicodeScalars.map { scalar in
      scalar.isASCII && scalar != "\\" && scalar != "+" && scalar != "="
        ? String(scalar) : "\\x{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
    return "utf-8; \(safe(escaped.joined()))"
  }

  /// A stranger's words stay on their line and within a line's length (RFC 5322 §2.1.1).
  private static func safe(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "?" : scalar
    }
    var result = "".unicodeScalars
    result.append(contentsOf: scalars.prefix(500))
    return String(result)
  }

  private static func wire(_ lines: [String]) -> [UInt8] {
    lines.flatMap { Array($0.utf8) + Ending.crlf.octets }
  }

  /// The returned header cannot end its part: no line of it begins with two hyphens, for no field's
  /// name may.
  private static func guarded(_ header: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var reader = LineReader(header[...])
    while let line = reader.next(), !line.isEmpty {
      if line.starts(with: "--".utf8) { break }
      result += line + Ending.crlf.octets
    }
    return result
  }
}
