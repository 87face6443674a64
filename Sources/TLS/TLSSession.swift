import COpenSSL
import Protocols

/// One side of a TLS connection as a value: octets in; octets, plaintext and findings out. It has no
/// socket and no clock, and never waits.
package struct TLSSession: ~Copyable {
  private enum Stage {
    case handshake, secured
    /// The other side has said close_notify, and sends nothing more.
    case closed
    case failed
  }

  private let context: TLSContext
  private let name: String?
  private let pointer: OpaquePointer
  private var stage = Stage.handshake
  /// Octets that have come, counted up to two: they tell TLS from other protocols.
  private var beginning = 0
  private var hasSaidClose = false

  /// A server's side.
  package init(server context: TLSContext) {
    precondition(context.role == .server)
    guard let pointer = copenssl_server(context.pointer) else { preconditionFailure("no memory") }
    self.context = context
    self.pointer = pointer
    name = nil
  }

  /// A client's side.
  ///
  /// - Parameter name: what the server's certificate must be for: a DNS name or an IP address.
  ///   `nil` comes back where it cannot be either.
  package init?(client context: TLSContext, to name: String) {
    precondition(context.role == .client)
    let plain = Self.plain(name)
    guard let plain, let pointer = copenssl_client(context.pointer, plain) else { return nil }
    self.context = context
    self.pointer = pointer
    self.name = plain
  }

  deinit { copenssl_session_free(pointer) }

  /// In ASCII, without the dot behind a full name (RFC 6066 §3), and without the zone of an address
  /// (RFC 4007 §11), which means something on this machine only. OpenSSL would end a name at NUL.
  private static func plain(_ name: String) -> String? {
    guard !name.utf8.contains(0) else { return nil }
    if name.contains(":") { return String(name.prefix { $0 != "%" }) }
    guard let ascii = InternationalName.ascii(name) else { return nil }
    return ascii.hasSuffix(".") ? String(ascii.dropLast()) : ascii
  }

  package var isSecured: Bool { stage == .secured || stage == .closed }

  /// A client speaks first. A server has nothing to say yet.
  package mutating func start() -> TLSProgress { advance { copenssl_receive($0, nil, 0) } }

  /// What has come from the other side, however it was split on its way.
  package mutating func receive(_ octets: [UInt8]) -> TLSProgress {
    guard isTLS(octets) else {
      stage = .failed
      return TLSProgress(ending: .failed(.notTLS))
    }
    return advance { pointer in
      octets.withUnsafeBufferPointer { copenssl_receive(pointer, $0.baseAddress, $0.count) }
    }
  }

  /// Only once secured.
  package mutating func send(_ plaintext: [UInt8]) -> TLSProgress {
    precondition(isSecured || stage == .failed)
    guard !hasSaidClose else { return TLSProgress() }
    return advance { pointer in
      plaintext.withUnsafeBufferPointer { copenssl_send(pointer, $0.baseAddress, $0.count) }
    }
  }

  /// This side has nothing more to say. The other side may still send.
  package mutating func close() -> TLSProgress {
    hasSaidClose = true
    return advance { copenssl_close($0) }
  }

  /// The connection below has ended: nothing more will come.
  package mutating func end() -> TLSProgress {
    defer { if stage != .closed { stage = .failed } }
    return switch stage {
    // Who was told goodbye need not answer it (RFC 8446 §6.1).
    case .handshake, .secured: TLSProgress(ending: hasSaidClose ? .closed : .failed(.truncated))
    case .closed, .failed: TLSProgress()
    }
  }

  /// A record begins with its type and a 3 (RFC 8446 §5.1); no text does.
  private mutating func isTLS(_ octets: [UInt8]) -> Bool {
    guard stage == .handshake else { return true }
    for octet in octets.prefix(2 - beginning) {
      guard beginning == 0 ? (20...23).contains(octet) : octet == 3 else { return false }
      beginning += 1
    }
    return true
  }

  private mutating func advance(
    _ step: (OpaquePointer) -> copenssl_progress
  ) -> TLSProgress {
    guard stage == .handshake || isSecured else { return TLSProgress() }
    let step = step(pointer)
    var progress = TLSProgress()
    progress.wire = Array(UnsafeBufferPointer(start: step.wire, count: step.wire_length))
    progress.plaintext = Array(UnsafeBufferPointer(start: step.plain, count: step.plain_length))
    copenssl_forget(pointer)
    if stage == .handshake, copenssl_version(pointer) != nil {
      stage = .secured
      progress.secured = security
    }
    switch step.state {
    case .COPENSSL_HANDSHAKE, .COPENSSL_SECURED: break
    case .COPENSSL_CLOSED where stage == .secured:
      stage = .closed
      progress.ending = .closed
    case .COPENSSL_CLOSED where stage == .handshake:
      stage = .failed
      progress.ending = .failed(.truncated)
    case .COPENSSL_CLOSED: break
    case .COPENSSL_FAILED:
      stage = .failed
      progress.ending = .failed(failure)
    }
    return progress
  }

  // MARK: Findings

  private var presented: [Certificate] {
    Certificate.all { copenssl_presented(pointer, $0, $1) }
  }

  private var security: Security {
    var security = Security(
      version: String(words: copenssl_version(pointer)),
      cipher: String(words: copenssl_cipher(pointer)), name: name, verification: .notAsked)
    switch context.role {
    case .server:
      security.name = copenssl_requested_name(pointer).map { String(cString: $0).printable }
    case .client:
      security.certificates = presented
      security.verification =
        if let fault { .unverified(fault) } else {
          .verified(by: String(taking: copenssl_root(pointer)).printable)
        }
    }
    return security
  }

  private var failure: TLSFailure {
    let reason = copenssl_reason(pointer)
    return switch reason.kind {
    case .COPENSSL_CERTIFICATE_FAILURE:
      .certificate(fault ?? .other(String(words: reason.words)), presented)
    case .COPENSSL_ALERT: .alert(AlertName.of(reason.alert))
    case .COPENSSL_VERSION_FAILURE: .versionTooOld
    case .COPENSSL_CIPHER_FAILURE: .noSharedCipher
    case .COPENSSL_OTHER_FAILURE: .other(String(words: reason.words))
    }
  }

  private var fault: CertificateFault? {
    let verdict = copenssl_verify(pointer)
    return switch verdict.fault {
    case .COPENSSL_NO_FAULT: nil
    case .COPENSSL_REVOKED: .revoked
    case .COPENSSL_SELF_SIGNED: .selfSigned
    case .COPENSSL_UNKNOWN_ISSUER: .unknownIssuer
    case .COPENSSL_INCOMPLETE_CHAIN: .incompleteChain
    case .COPENSSL_NOT_FOR_SERVERS: .notForServers
    case .COPENSSL_WRONG_NAME: .wrongName
    case .COPENSSL_WEAK: .weak
    case .COPENSSL_NOT_YET_VALID: .notYetValid
    case .COPENSSL_EXPIRED: .expired
    case .COPENSSL_OTHER_FAULT: .other(String(words: verdict.words))
    }
  }
}
