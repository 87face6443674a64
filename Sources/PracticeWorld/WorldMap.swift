package import Protocols
package import Transcripts

/// The hosts of a practice world, and where each listens on this machine: a value.
package struct WorldMap: Sendable {
  package struct Host: Hashable, Sendable {
    package let description: HostDescription
    package let addresses: ServiceAddresses<BoundAddress>

    package init(_ description: HostDescription, at addresses: ServiceAddresses<BoundAddress>) {
      self.description = description
      self.addresses = addresses
    }

    package init(_ description: HostDescription, smtp: [BoundAddress], web: [BoundAddress]) {
      self.init(description, at: ServiceAddresses(smtp: smtp, http: web))
    }

    package var name: String { description.name }
    package var smtp: [BoundAddress] { addresses.smtp }
    package var submission: [BoundAddress] { addresses.submission }
    package var smtps: [BoundAddress] { addresses.smtps }
    package var web: [BoundAddress] { addresses.http }
  }

  package struct Endpoint: Hashable, Sendable {
    package let host: String
    package let port: Int
    package let service: Service

    package var dialect: Dialect { service.dialect }
    /// TLS begins with the first octet (RFC 8314 §3.3).
    package var isImplicitTLS: Bool { service.isImplicitTLS }

    fileprivate init(_ address: BoundAddress, _ service: Service) {
      host = address.host
      port = address.port
      self.service = service
    }
  }

  /// What a name and a port lead to in the world.
  package enum Place: Hashable, Sendable {
    case listening(Endpoint)
    /// The host is there, but nothing listens: the connection is refused, as in the world outside.
    /// It is not tried, because another program of this machine may listen on that port.
    case closed
    /// What a student sends there is dropped on the way, so no answer ever comes.
    case blocked
    /// A domain whose mail a host takes that has another name: this one has no address.
    case noAddress

    /// Why no connection comes about; `nil` where something listens.
    package var failure: ConnectionFailure? {
      switch self {
      case .listening: nil
      case .closed: .refused
      case .blocked: .timeout
      case .noAddress: .unknownHost
      }
    }
  }

  package let hosts: [Host]

  package init(hosts: [Host]) { self.hosts = hosts }

  /// The host that has this name, in any case. A dot at its end is the root of DNS.
  package func host(named name: String) -> Host? {
    let name = name.hostName
    return hosts.first { $0.name == name }
  }

  /// The hosts that take a domain's mail, the most preferred first: what a sender learns from its MX
  /// records (RFC 5321 §5.1). Empty: the world does not know the domain.
  package func exchanges(for domain: String) -> [Host] {
    let domain = domain.hostName
    return hosts.filter { $0.description.mailDomain == domain }
  }

  /// The host that a sender tries for this domain. A world has one for each.
  func exchange(for domain: String) -> MailExchange? {
    exchanges(for: domain).first.flatMap { host in
      host.smtp.first.map { MailExchange(host: host.name, address: $0) }
    }
  }

  /// Where a student's connection leads. `nil` where the name and port do not belong to the world.
  package func resolve(host name: String, port: Int) -> Place? {
    let name = name.hostName
    for host in hosts {
      let isName = host.name == name
      if isName, host.description.blocked.contains(port) { return .blocked }
      for service in Service.allCases {
        for address in host.addresses[service]
        where isName || [address.host, "localhost"].contains(name) {
          // The usual ports belong to the name; the machine's own ports to its address too.
          if port == address.port || port == service.usualPort && isName {
            return .listening(Endpoint(address, service))
          }
        }
      }
      if isName { return .closed }
    }
    return exchanges(for: name).isEmpty ? nil : .noAddress
  }
}
