import Language
import Protocols
import Transcripts

/// Notes on what a TLS handshake came to. What is not verified is said at every level of annotation,
/// and loudly.
enum SecurityNotes {
  static func notes(on outcome: TLSOutcome, _ context: EventContext) -> [Note] {
    switch outcome {
    case .secured(let security): notes(on: security, context)
    case .failed(let failure):
      [
        Note(
          .transport, rule: rule(of: failure),
          text: .failed + SecurityMeaning.reason(of: failure, name: context.serverName))
      ]
        + (context.recorder == .client ? advice(after: failure) : [])
    }
  }

  // MARK: Secured

  private static func notes(on security: Security, _ context: EventContext) -> [Note] {
    [Note(.transport, text: .encrypted(security)), verification(of: security, context)]
      .compactMap { $0 }
      + [
        SecurityMeaning.cipher(security.cipher).map {
          Note(.transport, rule: Rule("RFC 8446", "B.4"), isRemark: true, text: $0)
        }, chain(of: security), whatNext(context),
      ].compactMap { $0 }
  }

  private static func verification(of security: Security, _ context: EventContext) -> Note? {
    let name = security.name ?? context.serverName
    switch security.verification {
    case .verified(let authority):
      return Note(
        .transport, rule: Rule("RFC 9525", "6"),
        text: .verified(name, by: authority, until: security.certificates.first?.notAfter))
    case .unverified(let fault):
      return Note(
        .transport, rule: Rule("RFC 3207", "4.1"),
        text: .unverified
          + SecurityMeaning.reason(of: fault, name: name, security.certificates.first)
          + .unknownReader)
    case .notAsked: return nil
    }
  }

  /// What the certificates say, where there are any.
  private static func chain(of security: Security) -> Note? {
    guard let own = security.certificates.first else { return nil }
    return Note(
      .transport, rule: Rule("RFC 5280", "4.1"), isRemark: true,
      text: .certificate(own, chain: security.certificates.count))
  }

  /// Before the greeting nothing has been said that could be forgotten.
  private static func whatNext(_ context: EventContext) -> Note? {
    guard context.smtp?.state == .greeted else { return nil }
    return Note(
      .transport, rule: Rule("RFC 3207", "4.2"), isRemark: true, text: .everythingForgotten)
  }

  // MARK: Failed

  private static func rule(of failure: TLSFailure) -> Rule {
    switch failure {
    case .certificate(.wrongName, _): Rule("RFC 9525", "6")
    case .certificate: Rule("RFC 5280", "6")
    case .alert, .noSharedCipher, .other: Rule("RFC 8446", "6.2")
    case .notTLS, .stalled: Rule("RFC 3207", "4")
    case .versionTooOld: Rule("RFC 8996", "5")
    case .truncated: Rule("RFC 8446", "6.1")
    case .injected: Rule("RFC 3207", "4.2")
    }
  }

  private static func advice(after failure: TLSFailure) -> [Note] {
    guard case .certificate = failure else { return [] }
    return [Note(.transport, rule: Rule("RFC 3207", "4.1"), isRemark: true, text: .nothingSent)]
  }

  // MARK: Before TLS

  /// EHLO was accepted in clear at a submission port whose list lacks STARTTLS.
  static func missingOffer(after exchange: SMTPExchange, _ context: EventContext) -> [Note] {
    guard exchange.request.kind == .verb(.ehlo), exchange.reply.severity == .completion,
      context.serverPort == 587, let smtp = context.smtp, !smtp.isSecured, !smtp.has(.startTLS)
    else { return [] }
    return [Note(.reply, rule: Rule("RFC 3207", "6"), isRemark: true, text: .strippedOffer)]
  }
}

extension Phrase {
  fileprivate static func encrypted(_ security: Security) -> Phrase {
    let version = SecurityMeaning.version(security.version)
    return Phrase(
      en: "\(version): from here on everything is encrypted, both ways.",
      zh: "\(version)：从这里起，双方发送的一切都已加密。")
  }

  fileprivate static func verified(
    _ name: String, by authority: String, until end: Int64?
  ) -> Phrase {
    let until = end.map { CalendarTime(seconds: Int($0)).date }
    let validity = until.map { Phrase(en: ", valid until \($0)", zh: "，有效期至 \($0)") } ?? .empty
    return Phrase(
      en: "Verified: this is \(name). \"\(authority)\", which byhand trusts, vouches for it",
      zh: "已验证：对方就是 \(name)。byhand 信任的“\(authority)”为它担保")
      + validity + Phrase(en: ".", zh: "。")
  }

  fileprivate static let unverified = Phrase(en: "NOT VERIFIED. ", zh: "未通过验证！")
  fileprivate static let unknownReader = Phrase(
    en:
      " The connection is encrypted, but perhaps for somebody in between, who can read all of it: send no password here.",
    zh: "连接虽然加密了，但对方可能是中间人，能读到全部内容：不要在这里发送密码。")

  fileprivate static func certificate(_ certificate: Certificate, chain: Int) -> Phrase {
    let names = certificate.names.prefix(5)
    let isCut = certificate.names.count > names.count
    let from = CalendarTime(seconds: Int(certificate.notBefore)).date
    let until = CalendarTime(seconds: Int(certificate.notAfter)).date
    return Phrase(
      en:
        "The server's certificate: for \(names.joined(separator: ", "))\(isCut ? ", …" : ""); signed by \"\(certificate.issuer)\"; valid from \(from) until \(until); key \(certificate.key). \(chain == 1 ? "Its chain has one certificate" : "Its chain has \(chain) certificates").",
      zh:
        "服务器的证书：用于 \(names.joined(separator: "、"))\(isCut ? "……" : "")；由“\(certificate.issuer)”签发；有效期 \(from) 至 \(until)；密钥 \(certificate.key)。证书链共有 \(chain) 张证书。"
    )
  }

  fileprivate static let everythingForgotten = Phrase(
    en:
      "Both sides have forgotten what was said in clear. Say EHLO again: the list may be another one now, often with AUTH and always without STARTTLS.",
    zh: "加密之前交换的信息一律作废。请重新发 EHLO：扩展列表可能变了，往往多出 AUTH，而不再有 STARTTLS。")

  fileprivate static let failed = Phrase(en: "TLS failed. ", zh: "TLS 失败。")
  fileprivate static let nothingSent = Phrase(
    en:
      "byhand ended the connection, and no password was sent. To look at the server all the same, without a password: connect with --insecure.",
    zh: "byhand 已断开连接，没有发送任何密码。如果只是想看看这台服务器（不发密码），可以用 connect 加 --insecure。")

  fileprivate static let strippedOffer = Phrase(
    en:
      "Port 587 without STARTTLS in the list: either this server has no TLS, or somebody on the way took the word out, to read along. Send no password here; try port 465, where TLS comes first.",
    zh: "587 端口的列表里没有 STARTTLS：要么服务器不支持 TLS，要么途中有人删掉了这一行，以便偷看。不要在这里发送密码；可以试试 465 端口，那里先建立 TLS。")
}
