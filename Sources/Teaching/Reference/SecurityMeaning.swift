package import Language
package import Protocols

/// TLS in a few words.
package enum SecurityMeaning {
  /// `TLS 1.3` for OpenSSL's `TLSv1.3`.
  package static func version(_ name: String) -> String {
    name.hasPrefix("TLSv") ? "TLS \(name.dropFirst(4))" : name
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
