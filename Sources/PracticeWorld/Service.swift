package import Protocols

/// What a practice host offers to those who connect, each at a port of its own.
package enum Service: String, Hashable, Sendable, CaseIterable {
  /// Mail from anybody, for the host's own mailboxes (RFC 5321).
  case smtp
  /// Mail from the host's own users, who log in; TLS by STARTTLS (RFC 6409).
  case submission
  /// The same with TLS from the first octet on (RFC 8314 §3.3).
  case smtps
  /// The web mailbox.
  case http

  package var dialect: Dialect { self == .http ? .http : .smtp }

  /// The port that the standards give it. A practice host listens at another.
  package var usualPort: Int {
    switch self {
    case .smtp: 25
    case .submission: 587
    case .smtps: 465
    case .http: 80
    }
  }

  package var isImplicitTLS: Bool { self == .smtps }
}

/// The addresses of a host's services.
package struct ServiceAddresses<Address: Hashable & Sendable>: Hashable, Sendable {
  private var addresses: [Service: [Address]] = [:]

  package init(
    smtp: [Address] = [], submission: [Address] = [], smtps: [Address] = [], http: [Address] = []
  ) {
    addresses = [.smtp: smtp, .submission: submission, .smtps: smtps, .http: http]
  }

  package subscript(service: Service) -> [Address] {
    get { addresses[service] ?? [] }
    set { addresses[service] = newValue }
  }

  package var smtp: [Address] { self[.smtp] }
  package var submission: [Address] { self[.submission] }
  package var smtps: [Address] { self[.smtps] }
  package var http: [Address] { self[.http] }

  package var isEmpty: Bool { addresses.values.allSatisfy(\.isEmpty) }
}
