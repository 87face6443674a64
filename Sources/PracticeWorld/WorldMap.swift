package import Protocols
package import Transcripts

/// The hosts of a practice world, and where each listens on this machine: a value, for those who only look.
package struct WorldMap: Sendable {
  package struct Host: Hashable, Sendable {
    package let description: HostDescription
    /// An IP address, of all its listeners.
    package let address: String
    package let smtpPort: Int
    package let webPort: Int

    package init(_ description: HostDescription, address: String, smtpPort: Int, webPort: Int) {
      self.description = description
      self.address = address
      self.smtpPort = smtpPort
      self.webPort = webPort
    }

    package var name: String { description.name }
  }

  package struct Place: Hashable, Sendable {
    package let host: String
    package let port: Int
    package let dialect: Dialect
  }

  package let hosts: [Host]

  package init(hosts: [Host]) { self.hosts = hosts }

  /// Where a name and port of the world lead; `nil`: not of this world.
  package func resolve(host name: String, port: Int) -> Place? {
    for host in hosts {
      let isAddress = [host.address, "localhost"].contains(name.lowercased())
      guard isAddress || host.name == name.lowercased() else { continue }
      // The lecture's ports belong to the name; the machine's own ports to its address too.
      if port == host.smtpPort || (port == 25 && !isAddress) {
        return Place(host: host.address, port: host.smtpPort, dialect: .smtp)
      }
      if port == host.webPort || (port == 80 && !isAddress) {
        return Place(host: host.address, port: host.webPort, dialect: .http)
      }
      // No server listens on a name's other ports; the connection is refused, as in the world outside.
      if !isAddress { return Place(host: host.address, port: port, dialect: .smtp) }
    }
    return nil
  }
}
