package import Language
package import Protocols

/// TLS in a few words.
package enum SecurityMeaning {
  /// `TLS 1.3` for OpenSSL's `TLSv1.3`.
  package static func version(_ name: String) -> String {
    name.hasPrefix("TLSv") ? "TLS \(name.dropFirst(4))" : name
  }

  /// What a handshake came to.
  package static func gist(of outcome: TLSOutcome) -> Phrase {
    switch outcome {
    case .secured(let security):
      let version = Phrase.verbatim(version(security.version))
      let name = security.name ?? "?"
      return switch security.verification {
      case .verified:
        version
          + Phrase(en: ", certificate of \(name) verified", zh: "，已验证 \(name) 的证书")
      case .unverified(let fault):
        version + Phrase(en: ", NOT VERIFIED: ", zh: "，未通过验证：") + gist(of: fault)
      case .notAsked: version
      }
    case .failed(let failure):
      return Phrase(en: "TLS failed: ", zh: "TLS 失败：") + gist(of: failure)
    }
  }

  package static func gist(of fault: CertificateFault) -> Phrase {
    switch fault {
    case .expired: Phrase(en: "the certificate has expired", zh: "证书已过期")
    case .notYetValid: Phrase(en: "the certificate is not valid yet", zh: "证书尚未生效")
    case .wrongName: Phrase(en: "the certificate is for another name", zh: "证书上的名字不是这台主机")
    case .selfSigned: Phrase(en: "the certificate vouches for itself", zh: "证书是自签名的")
    case .unknownIssuer:
      Phrase(en: "an unknown authority signed the certificate", zh: "签发证书的机构不受信任")
    case .incompleteChain:
      Phrase(en: "the certificate's chain is incomplete", zh: "证书链不完整")
    case .weak: Phrase(en: "the certificate's key or signature is weak", zh: "证书的密钥或签名太弱")
    case .revoked: Phrase(en: "the certificate was revoked", zh: "证书已被吊销")
    case .notForServers:
      Phrase(en: "the certificate may not be used for this server", zh: "证书不可用于这台服务器")
    case .other(let words): .verbatim(words)
    }
  }

  package static func gist(of failure: TLSFailure) -> Phrase {
    switch failure {
    case .certificate(let fault, _): gist(of: fault)
    case .alert(let name): Phrase(en: "the other side gave up: \(name)", zh: "对方中止：\(name)")
    case .notTLS: Phrase(en: "text in clear came instead of TLS", zh: "对方发来的是明文，不是 TLS")
    case .versionTooOld: Phrase(en: "the other side's TLS is too old", zh: "对方的 TLS 版本太旧")
    case .noSharedCipher: Phrase(en: "no cipher in common", zh: "双方没有共同的加密套件")
    case .truncated: Phrase(en: "the connection was cut off", zh: "连接被切断")
    case .stalled: Phrase(en: "the other side took too long", zh: "对方迟迟没有完成握手")
    case .injected(let count):
      Phrase(
        en: "\(count) octets came in clear behind STARTTLS", zh: "STARTTLS 之后混入了 \(count) 个明文字节")
    case .other(let words): .verbatim(words)
    }
  }
}

// MARK: In full: the reason, and what to do

extension SecurityMeaning {
  /// `name`: what the certificate was checked for.
  package static func reason(
    of fault: CertificateFault, name: String?, _ certificate: Certificate?
  ) -> Phrase {
    let until = certificate.map { CalendarTime(seconds: Int($0.notAfter)).date } ?? "?"
    let from = certificate.map { CalendarTime(seconds: Int($0.notBefore)).date } ?? "?"
    let issuer = certificate?.issuer ?? "?"
    switch fault {
    case .expired:
      return Phrase(
        en:
          "The server's certificate has expired: it was valid until \(until). If this computer's clock is right, only the server's administrator can help, with a new one.",
        zh: "服务器的证书已过期：有效期到 \(until) 为止。如果这台电脑的时钟没错，就只能由服务器管理员换新证书。")
    case .notYetValid:
      return Phrase(
        en:
          "The server's certificate is not valid yet: it will be from \(from) on. Check this computer's clock.",
        zh: "服务器的证书尚未生效：从 \(from) 起才有效。请检查这台电脑的时钟。")
    case .wrongName:
      let names = certificate?.names.prefix(5).joined(separator: ", ") ?? "?"
      let asked = name ?? "?"
      return Phrase(
        en:
          "The certificate is for \(names), not for \(asked). Another server answers here, or this one goes by another name: connect to it by a name of the certificate, if that is the server you mean.",
        zh:
          "证书是给 \(names) 的，不是给 \(asked) 的。可能是别的服务器在应答，也可能这台服务器用的是另一个名字：如果证书上的名字就是你要找的服务器，请用那个名字连接。")
    case .selfSigned:
      return Phrase(
        en:
          "The certificate is signed with its own key. Anybody can make such a one, for any name, so it proves nothing.",
        zh: "证书是自签名的：用自己的密钥给自己签名。任何人都能这样给任何名字造一张，所以它什么也证明不了。")
    case .unknownIssuer:
      return Phrase(
        en:
          "The certificate is signed by \"\(issuer)\", which this computer does not trust. Anybody can found an authority and sign for any name.",
        zh: "证书由“\(issuer)”签发，而这台电脑不信任它。任何人都能自己建一个证书机构，给任何名字签发证书。")
    case .incompleteChain:
      return Phrase(
        en:
          "The server left out the certificates between its own and a trusted authority. Its administrator must add them.",
        zh: "服务器没有送来它自己的证书与受信任机构之间的中间证书。要由服务器管理员补上。")
    case .weak:
      return Phrase(
        en: "A key in the certificate's chain is too short, or a signature can be forged.",
        zh: "证书链里有密钥太短，或签名可以伪造。")
    case .revoked:
      return Phrase(
        en:
          "The authority has revoked the certificate: its key may be in the wrong hands. Do not use this server.",
        zh: "签发机构已经吊销这张证书：密钥可能已落入他人之手。不要使用这台服务器。")
    case .notForServers:
      return Phrase(
        en: "The certificate, or the authority that signed it, may not be used for this server.",
        zh: "这张证书，或签发它的机构，不允许用于这台服务器。")
    case .other(let words):
      return Phrase(
        en: "The certificate was not believed: \(words).", zh: "证书不可信：\(words)。")
    }
  }

  /// `name`: the server's.
  package static func reason(of failure: TLSFailure, name: String) -> Phrase {
    switch failure {
    case .certificate(let fault, let certificates):
      return reason(of: fault, name: name, certificates.first)
    case .alert(let alert):
      return Phrase(
        en: "The other side gave up with the alert \(alert)", zh: "对方用警报 \(alert) 中止了握手")
        + (meaning(ofAlert: alert).map { Phrase(en: ": ", zh: "：") + $0 } ?? .empty)
        + Phrase(en: ".", zh: "。")
    case .notTLS:
      return Phrase(
        en:
          "Text in clear came where TLS should begin: the other side does not speak TLS on this port. Use STARTTLS on ports 587 and 25, TLS from the start on 465.",
        zh: "本该开始 TLS 的地方来了明文：对方在这个端口上不说 TLS。587 和 25 端口用 STARTTLS，465 端口一开始就用 TLS。")
    case .versionTooOld:
      return Phrase(
        en:
          "The other side knows no TLS from version 1.2 on. Older ones are broken, and no longer allowed.",
        zh: "对方不支持 TLS 1.2 以上的版本。更旧的版本不安全，已被禁止。")
    case .noSharedCipher:
      return Phrase(
        en: "The two sides have no way of encrypting in common: one of them is too old.",
        zh: "双方没有共同的加密套件：其中一方太旧了。")
    case .truncated:
      return Phrase(
        en:
          "The connection was cut off without TLS's own goodbye (close_notify). Somebody on the way may have done it: what was not answered does not count.",
        zh: "连接被切断，没有 TLS 的告别（close_notify）。也可能是途中有人切断的：没有得到响应的都不算数。")
    case .stalled:
      return Phrase(
        en: "The other side did not finish the handshake in time. Try again later.",
        zh: "对方没有按时完成握手。请稍后再试。")
    case .injected(let count):
      return Phrase(
        en:
          "\(count) octets came in clear behind the 220, where encryption should begin. Somebody on the way could put words into the server's mouth like this, so byhand threw them away and ended the connection.",
        zh: "在 220 之后、本该开始加密的地方，混入了 \(count) 个明文字节。途中的人可以这样冒充服务器说话，所以 byhand 丢弃了它们，并断开连接。")
    case .other(let words):
      return Phrase(
        en: "The TLS library says: \(words).", zh: "TLS 库报告：\(words)。")
    }
  }

  /// RFC 8446 §6.2.
  private static func meaning(ofAlert name: String) -> Phrase? {
    switch name {
    case "unknown_ca":
      Phrase(en: "it does not trust who signed the certificate", zh: "它不信任证书的签发机构")
    case "bad_certificate", "certificate_unknown", "unsupported_certificate":
      Phrase(en: "it does not accept the certificate", zh: "它不接受这张证书")
    case "certificate_expired": Phrase(en: "the certificate has expired", zh: "证书已过期")
    case "certificate_revoked": Phrase(en: "the certificate was revoked", zh: "证书已被吊销")
    case "certificate_required":
      Phrase(en: "it wants a certificate of the client, too", zh: "它要求客户端也出示证书")
    case "handshake_failure", "insufficient_security":
      Phrase(en: "it found no settings that both sides accept", zh: "找不到双方都能接受的参数")
    case "protocol_version": Phrase(en: "it wants another version of TLS", zh: "它要求别的 TLS 版本")
    case "unrecognized_name":
      Phrase(en: "it does not go by the name that was asked for", zh: "它不认识所请求的主机名")
    case "decode_error", "unexpected_message", "illegal_parameter", "record_overflow":
      Phrase(en: "it could not make sense of what it received", zh: "它看不懂收到的内容")
    case "bad_record_mac", "decrypt_error":
      Phrase(en: "what it received had been changed on the way", zh: "收到的内容在途中被改动过")
    case "internal_error": Phrase(en: "something went wrong inside it", zh: "它内部出了错")
    default: nil
    }
  }

  /// The parts of a cipher suite's name; `nil` for one that is not known here.
  package static func cipher(_ name: String) -> Phrase? {
    let ciphers = [("AES_256", "AES", 256), ("AES_128", "AES", 128), ("CHACHA20", "ChaCha20", 256)]
    guard let (_, cipher, bits) = ciphers.first(where: { name.contains($0.0) }),
      name.hasPrefix("TLS_"), !name.hasPrefix("TLS_RSA_")
    else { return nil }
    return Phrase(
      en:
        "\(name): \(cipher) with a key of \(bits) bits hides the text and shows any change to it. The key was made for this connection alone (Diffie-Hellman), so that a recording of it cannot be read later.",
      zh:
        "\(name)：用 \(bits) 位密钥的 \(cipher) 加密，内容被改动也能发现。密钥只为这个连接临时生成（Diffie-Hellman），所以即使有人录下全部数据，以后也无法解读。"
    )
  }
}
