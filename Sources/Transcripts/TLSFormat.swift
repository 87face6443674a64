package import Protocols

// How a TLS handshake stands in a transcript.

extension TLSOutcome {
  /// Without the members that every event has.
  package var object: JSONObject {
    var object = JSONObject()
    add(to: &object)
    return object
  }

  func add(to object: inout JSONObject) {
    switch self {
    case .secured(let security): security.add(to: &object)
    case .failed(let failure):
      object.add("failed", failure.name)
      switch failure {
      case .certificate(let fault, let certificates):
        object.add("fault", fault.name)
        certificates.add(to: &object)
      case .alert(let name): object.add("alert", name)
      case .injected(let count): object.add("count", count)
      case .other(let words): object.add("reason", words)
      case .notTLS, .versionTooOld, .noSharedCipher, .truncated, .stalled: break
      }
    }
  }
}

extension Security {
  fileprivate func add(to object: inout JSONObject) {
    object.add("version", version)
    object.add("cipher", cipher)
    object.add("name", name)
    switch verification {
    case .verified(let authority):
      object.add("verified", true)
      object.add("authority", authority)
    case .unverified(let fault):
      object.add("verified", false)
      object.add("fault", fault.name)
    case .notAsked: break
    }
    certificates.add(to: &object)
  }
}

extension [Certificate] {
  fileprivate func add(to object: inout JSONObject) {
    if !isEmpty { object.add("certificates", map(\.object)) }
  }
}

extension Certificate {
  fileprivate var object: JSONObject {
    var object = JSONObject()
    object.add("subject", subject)
    object.add("issuer", issuer)
    object.add("names", names)
    object.add("from", CalendarTime(seconds: Int(notBefore)).iso8601)
    object.add("until", CalendarTime(seconds: Int(notAfter)).iso8601)
    object.add("key", key)
    return object
  }
}

extension JSONMembers {
  /// `nil` where a member is missing: the line comes from a newer version.
  package var tlsOutcome: TLSOutcome? {
    if let failed = word("failed") { return failure(failed).map { .failed($0) } }
    guard let version = word("version"), let cipher = word("cipher"), let certificates else {
      return nil
    }
    let verification: Security.Verification =
      switch flag("verified") {
      case true?: .verified(by: word("authority") ?? "")
      case false?: .unverified(CertificateFault(name: word("fault") ?? ""))
      case nil: .notAsked
      }
    return .secured(
      Security(
        version: version, cipher: cipher, name: word("name"), certificates: certificates,
        verification: verification))
  }

  private func failure(_ name: String) -> TLSFailure? {
    switch name {
    case "certificate":
      certificates.map { .certificate(CertificateFault(name: word("fault") ?? ""), $0) }
    case "alert": .alert(word("alert") ?? "")
    case "injected":
      integer("count").flatMap { (0...1_000_000_000).contains($0) ? .injected($0) : nil }
    case "other": .other(word("reason") ?? "")
    default: TLSFailure.plain.first { $0.name == name } ?? .other(name)
    }
  }

  /// None: empty.
  private var certificates: [Certificate]? {
    guard let objects = objects("certificates") else { return [] }
    let certificates = objects.compactMap(\.certificate)
    return certificates.count == objects.count ? certificates : nil
  }

  private var certificate: Certificate? {
    guard let subject = word("subject"), let from = time("from"), let until = time("until") else {
      return nil
    }
    return Certificate(
      subject: subject, issuer: word("issuer") ?? "", names: words("names") ?? [],
      notBefore: from, notAfter: until, key: word("key") ?? "")
  }

  private func time(_ name: StaticString) -> Int64? {
    word(name).flatMap(CalendarTime.seconds(iso8601:)).map(Int64.init)
  }
}
