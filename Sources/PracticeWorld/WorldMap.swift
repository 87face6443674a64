package import Protocols
package import Transcripts

/// The hosts of a practice world, and where each listens on this machine: a value.
package struct WorldMap: Sendable {
  package struct Host: Hashable, Sendable {
    package let description: HostDescription
    package let smtp: [BoundAddress]
    package let web: [BoundAddress]

    package init(_ description: HostDescription, smtp: [BoundAddress], web: [BoundAddress]) {
      self.description = description
      self.smtp = smtp
      self.web = web
    }

    package var name: String { description.name }
  }

  package struct Endpoint: Hashable, Sendable {
    package let host: String
    package let port: Int
    package let dialect: Dialect

    fileprivate init(_ address: BoundAddress, _ dialect: Dialect) {
      host = address.host
      port = address.port
      self.dialect = dialect
    }
  }

  /// What a name and a port lead to in the world.
  package enum Place: Hashable, Sendable {
    case listening(Endpoint)
    /// The host is there, but nothing listens: the connection is refused, as in the world outside.
    /// It is not tried, because another program of this machine may listen on that port.
    case closed
  }

  package let hosts: [Host]

  package init(hosts: [Host]) { self.hosts = hosts }

  /// The host that has this name, in any case. A dot at its end is the root of DNS.
  package func host(named name: String) -> Host? {
    let name = name.hostName
    return hosts.first { $0.name == name }
  }

  /// `nil` where the name and port do not belong to the world.
  package func resolve(host name: String, port: Int) -> Place? {
    let name = name.hostName
    for host in hosts {
      let isName = host.name == name
      for (addresses, usual, dialect) in [(host.smtp, 25, Dialect.smtp), (host.web, 80, .http)] {
        for address in addresses where isName || [address.host, "localhost"].contains(name) {
          // The lecture's ports belong to the name; the machine's own ports to its address too.
          if port == address.port || port == usual && isName {
            return .listening(Endpoint(address, dialect))
          }
        }
      }
      if isName { return .closed }
    }
    return nil
  }
}
