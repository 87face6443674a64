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

  package let hosts: [Host]

  package init(hosts: [Host]) { self.hosts = hosts }

  /// The host that has this name, in any case. A dot at its end is the root of DNS.
  package func host(named name: String) -> Host? {
    let name = name.hostName
    return hosts.first { $0.name == name }
  }

  /// The endpoint of a name and port in the world; `nil` where they do not belong to it.
  package func resolve(host name: String, port: Int) -> Endpoint? {
    let name = name.hostName
    for host in hosts {
      let isName = host.name == name
      for (addresses, usual, dialect) in [(host.smtp, 25, Dialect.smtp), (host.web, 80, .http)] {
        for address in addresses where isName || [address.host, "localhost"].contains(name) {
          // The lecture's ports belong to the name; the machine's own ports to its address too.
          if port == address.port || port == usual && isName { return Endpoint(address, dialect) }
        }
      }
      // A name's other ports are closed: the connection is refused, as in the world outside.
      if isName, let address = host.smtp.first {
        return Endpoint(BoundAddress(host: address.host, port: port), .smtp)
      }
    }
    return nil
  }
}
