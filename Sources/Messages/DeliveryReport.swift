import Protocols

/// What a mail server writes to a sender about a message that it could not deliver, or whose delivery
/// the sender wanted to know of (RFC 3461): `multipart/report` (RFC 6522) with a
/// `message/delivery-status` part (RFC 3464).
package struct DeliveryReport: Hashable, Sendable {
  /// What became of the message for a recipient (RFC 3464 §2.3.3).
  package enum Action: String, Hashable, Sendable, CaseIterable {
    case failed
    /// It is in a mailbox.
    case delivered
    /// Another server has it that sends no such reports: the sender hears no more.
    case relayed
  }

  package struct Recipient: Hashable, Sendable {
    package let address: String
    /// As the sender named it: `rfc822;bob@hamburger.edu` (ORCPT, RFC 3461 §4.2); `nil`: not named.
    package let original: String?
    package let action: Action
    /// `5.1.1` (RFC 3463).
    package let status: String
    /// The other server's reply, a line each; empty where none was heard.
    package let diagnostic: [String]
    /// Who said so; `nil` where the reporting server decided itself.
    package let remoteHost: String?

    package init(
      address: String, original: String? = nil, action: Action = .failed, status: String,
      diagnostic: [String], remoteHost: String?
    ) {
      self.address = address
      self.original = original
      self.action = action
      self.status = status
      self.diagnostic = diagnostic
      self.remoteHost = remoteHost
    }
  }

  /// How much of the message goes back.
  package enum Returned: Hashable, Sendable {
    /// Its header, as it stood.
    case header([UInt8])
    /// All of it, which the caller writes between `opening` and `closing`.
    case whole
  }

  /// The server that gives up, or that was the last to report.
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
  /// By which the sender knows the message again (ENVID, RFC 3461 §4.4).
  package var envelopeID: String?
  package var returned: Returned
  /// The explanation is in English and Chinese; this is the one that comes first.
  package var firstLanguage: FirstLanguage

  package enum FirstLanguage: Hashable, Sendable { case english, chinese }

  package init(
    reportingHost: String, sender: String, recipients: [Recipient], arrived: Int, written: Int,
    id: String, envelopeID: String? = nil, returned: Returned,
    firstLanguage: FirstLanguage = .english
  ) {
    self.reportingHost = reportingHost
    self.sender = sender
    self.recipients = recipients
    self.arrived = arrived
    self.written = written
    self.id = id
    self.envelopeID = envelopeID
    self.returned = returned
    self.firstLanguage = firstLanguage
  }

  /// The report up to the returned message, with CR LF.
  package var opening: [UInt8] {
    let lines =
      [
        "From: Mail Delivery System <postmaster@\(reportingHost)>",
        "To: <\(Self.safe(sender))>",
        "Subject: \(subject)",
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
      ] + (envelopeID.map { ["Original-Envelope-Id: \(Self.safe($0))"] } ?? []) + [
        "Reporting-MTA: dns; \(reportingHost)",
        "Arrival-Date: \(MailDate.mail(seconds: arrived))",
      ] + recipients.flatMap(Self.fields) + [
        "",
        "--\(boundary)",
      ]
    switch returned {
    case .header(let header):
      return Self.wire(lines + ["Content-Type: text/rfc822-headers", ""]) + Self.guarded(header)
    // RFC 2046 §5.2.1: its text may be 8-bit.
    case .whole:
      return Self.wire(
        lines + ["Content-Type: message/rfc822", "Content-Transfer-Encoding: 8bit", ""])
    }
  }

  /// What follows the returned message.
  package var closing: [UInt8] { Self.wire(["", "--\(boundary)--"]) }

  private var boundary: String { "report-\(id)" }

  private var subject: String {
    recipients.contains { $0.action == .failed }
      ? "Undelivered mail returned to sender" : "Delivery report for your message"
  }

  /// A mail server cannot know which language the sender reads.
  private var explanation: [String] {
    let groups = Action.allCases.compactMap { action in
      let group = recipients.filter { $0.action == action }
      return group.isEmpty ? nil : (action, group)
    }
    let isEnglish = firstLanguage == .english
    let (first, second) = isEnglish ? (Words.english, Words.chinese) : (.chinese, .english)
    var lines: [String] = []
    for (index, (action, group)) in groups.enumerated() {
      lines += [(index == 0 ? first.host(reportingHost) : "") + first.below(action), ""]
      for recipient in group {
        lines.append("  <\(Self.safe(recipient.address))>")
        lines += recipient.diagnostic.map { "    \(Self.safe($0))" }
      }
      lines.append("")
    }
    lines.append(first.sameInOther)
    for (index, (action, group)) in groups.enumerated() {
      let names = group.map { "<\(Self.safe($0.address))>" }
      lines.append(
        (index == 0 ? second.host(reportingHost) : "")
          + second.above(action, groups.count == 1 ? nil : names))
    }
    let follows =
      returned == .whole
      ? ["Your message follows.", "下面附上原邮件。"]
      : ["The header of your message follows.", "下面附上原邮件的首部。"]
    return lines + [""] + (isEnglish ? follows : follows.reversed())
  }

  // per-recipient-fields (RFC 3464 §2.3)
  private static func fields(of recipient: Recipient) -> [String] {
    var fields = [""]
    if let original = recipient.original { fields.append("Original-Recipient: \(safe(original))") }
    fields += [
      "Final-Recipient: \(typed(recipient.address))", "Action: \(recipient.action.rawValue)",
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

/// The explanation's sentences in one language.
private struct Words: Sendable {
  let host: @Sendable (String) -> String
  /// The recipients follow.
  let below: @Sendable (DeliveryReport.Action) -> String
  /// The recipients stand above, or are named where there are several kinds.
  let above: @Sendable (DeliveryReport.Action, _ names: [String]?) -> String
  let sameInOther: String

  static let english = Words(
    host: { "This is the mail server of \($0). " },
    below: { action in
      switch action {
      case .failed: "Your message could not be delivered to:"
      case .delivered: "Your message has been delivered to:"
      case .relayed:
        "Your message has been passed on to a mail server that sends no such reports, for:"
      }
    },
    above: { action, names in
      let whom = names?.joined(separator: ", ") ?? "the recipients above"
      return switch action {
      case .failed: "Your message could not be delivered to \(whom)."
      case .delivered: "Your message has been delivered to \(whom)."
      case .relayed:
        "Your message has been passed on to a mail server that sends no such reports, for \(whom)."
      }
    }, sameInOther: "The same in Chinese:")

  static let chinese = Words(
    host: { "这里是 \($0) 的邮件服务器。" },
    below: { action in
      switch action {
      case .failed: "你的邮件未能投递给下列收件人："
      case .delivered: "你的邮件已投递给下列收件人："
      case .relayed: "你的邮件已转交给一台不发送投递报告的邮件服务器，收件人是："
      }
    },
    above: { action, names in
      let whom = names.map { " \($0.joined(separator: "、"))" } ?? "上面的收件人"
      return switch action {
      case .failed: "你的邮件未能投递给\(whom)。"
      case .delivered: "你的邮件已投递给\(whom)。"
      case .relayed: "给\(whom)的邮件已转交给一台不发送投递报告的邮件服务器。"
      }
    }, sameInOther: "英文说明：")
}
