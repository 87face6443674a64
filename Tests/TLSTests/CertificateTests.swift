import Protocols
import TLS
import TestSupport
import Testing

/// Why a client does not believe a server.
@Suite struct CertificateTests {
  private static let now = SampleIdentities.now
  private static let stranger = made {
    try Authority(named: "Mallory", domains: ["hamburger.edu", "evil.example"], now: now)
  }
  private static let expired = Identity.Validity(from: now - 100_000, until: now - 1)
  private static let future = Identity.Validity(from: now + 60, until: now + 100_000)

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    var identity: Identity
    var name = "hamburger.edu"
    let fault: CertificateFault?

    init(
      _ description: String, _ identity: Identity, to name: String = "hamburger.edu",
      _ fault: CertificateFault?
    ) {
      testDescription = description
      self.identity = identity
      self.name = name
      self.fault = fault
    }
  }

  static let cases: [Case] = made {
    try [
      Case("valid", SampleIdentities.identity(), nil),
      Case("valid for an address", SampleIdentities.identity(), to: "127.0.0.1", nil),
      Case(
        "valid for an IPv6 address, written in another way", SampleIdentities.identity(),
        to: "0:0::1", nil
      ),
      Case("another address", SampleIdentities.identity(), to: "127.0.0.2", .wrongName),
      Case(
        "an address is not a name", SampleIdentities.identity(for: ["hamburger.edu"]),
        to: "127.0.0.1",
        .wrongName),
      Case("a dot behind the name", SampleIdentities.identity(), to: "hamburger.edu.", nil),
      Case(
        "a name beyond ASCII", SampleIdentities.identity(for: ["*.例子.hamburger.edu"]),
        to: "邮件。例子.hamburger.edu", nil),
      Case("case does not count", SampleIdentities.identity(), to: "HAMBURGER.EDU", nil),
      Case("expired", SampleIdentities.identity(expired), .expired),
      Case("not yet valid", SampleIdentities.identity(future), .notYetValid),
      Case("another name", SampleIdentities.identity(for: ["crepes.fr"]), .wrongName),
      Case("a name below", SampleIdentities.identity(), to: "mail.hamburger.edu", .wrongName),
      Case(
        "a wildcard", SampleIdentities.identity(for: ["*.hamburger.edu"]), to: "mail.hamburger.edu",
        nil),
      Case(
        "a wildcard is one label", SampleIdentities.identity(for: ["*.hamburger.edu"]),
        to: "a.mail.hamburger.edu", .wrongName),
      Case(
        "a wildcard is a whole label", SampleIdentities.identity(for: ["m*.hamburger.edu"]),
        to: "mail.hamburger.edu", .wrongName),
      Case(
        "a common name does not count",
        SampleIdentities.server(
          commonName: "hamburger.edu", extra: ["subjectAltName = DNS:crepes.fr"]),
        .wrongName),
      Case(
        "self-signed", .selfSigned(for: ["hamburger.edu"], .server(from: now)), .selfSigned),
      Case(
        "self-signed, expired and for another name", .selfSigned(for: ["evil.example"], expired),
        .selfSigned),
      Case("unknown issuer", SampleIdentities.identity(by: stranger), .unknownIssuer),
      Case(
        "unknown issuer, expired and for another name",
        SampleIdentities.identity(for: ["evil.example"], by: stranger, expired), .unknownIssuer),
      Case(
        "expired and for another name", SampleIdentities.identity(for: ["crepes.fr"], expired),
        .wrongName),
      Case(
        "a name that the authority may not vouch for",
        SampleIdentities.identity(for: ["bank.example"]),
        to: "bank.example", .notForServers),
      Case(
        "an address that the authority may not vouch for",
        SampleIdentities.identity(for: ["192.0.2.1"]),
        to: "192.0.2.1", .notForServers),
      Case(
        "for clients only", SampleIdentities.server(extra: ["extendedKeyUsage = clientAuth"]),
        .notForServers),
      Case(
        "an authority below one that may have none",
        Authority(
          SampleIdentities.server(
            commonName: "below", extra: ["basicConstraints = critical, CA:TRUE"])
        ).issue(for: ["hamburger.edu"], .server(from: now)), .notForServers),
      Case(
        "issued by a certificate that is not an authority's",
        Authority(SampleIdentities.identity()).issue(for: ["hamburger.edu"], .server(from: now)),
        .notForServers),
      Case(
        "the certificate between is missing",
        SampleIdentities.server(
          by: stranger, extra: ["authorityInfoAccess = caIssuers;URI:http://ca.example/ca.crt"]),
        .incompleteChain),
    ]
  }

  @Test(arguments: cases)
  func `the fault that matters first is named`(_ example: Case) throws {
    let server = try TLSContext(server: example.identity)
    let pair = Pair(SampleIdentities.client, to: example.name, server)
    pair.shakeHands()
    let outcome = try #require(pair.client.outcome)
    guard let fault = example.fault else {
      guard case .secured(let security) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(security.verification == .verified(by: "byhand practice world"))
      return
    }
    #expect(outcome == .failed(.certificate(fault, example.identity.certificates)))
    guard case .failed(.alert) = pair.server.outcome else {
      Issue.record("\(String(describing: pair.server.outcome))")
      return
    }
  }

  @Test(arguments: cases.filter { $0.fault != nil })
  func `an insecure client goes on, and says what is wrong`(_ example: Case) throws {
    let server = try TLSContext(server: example.identity)
    let pair = Pair(SampleIdentities.client(insecure: true), to: example.name, server)
    pair.shakeHands()
    guard case .secured(let security) = pair.client.outcome else {
      Issue.record("\(String(describing: pair.client.outcome))")
      return
    }
    #expect(security.verification == .unverified(try #require(example.fault)))
    #expect(security.certificates == example.identity.certificates)
    pair.say("EHLO crepes.fr\r\n", from: .client)
    #expect(pair.server.heard == "EHLO crepes.fr\r\n")
  }

  @Test(arguments: [("127.0.0.1", nil), ("::1", nil), ("hamburger.edu.", "hamburger.edu")])
  func `only a name is sent along`(name: String, requested: String?) throws {
    let pair = Pair(SampleIdentities.client, to: name, SampleIdentities.server)
    pair.shakeHands()
    guard case .secured(let security) = pair.server.outcome else {
      Issue.record("\(String(describing: pair.server.outcome))")
      return
    }
    #expect(security.name == requested)
  }

  @Test(arguments: ["", ".", "a\0b", String(repeating: "a", count: 300)])
  func `what cannot be a name is not checked as one`(name: String) {
    let session = TLSSession(client: SampleIdentities.client, to: name)
    let isNone = session == nil
    #expect(isNone)
  }
}
