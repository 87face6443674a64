import Protocols
package import Transcripts

/// One host of the practice world.
package struct WorldHost: Sendable {
  package let name: String
  package let mailboxes: [String]
  package let smtp: BoundAddress
  package let web: BoundAddress
  package let store: any MessageStore
}

/// The practice world: real mail servers on this machine, and nothing beyond it.
package final class World: Sendable {
  package let hosts: [WorldHost]
  private let servers: [MailServer]
  private let folder: StoreFolder

  /// Opens the servers. `storeRoot`: where mailboxes are kept; `nil` is a folder that ends with the world.
  package init(storeRoot: String?) throws {
    let folder = try StoreFolder(storeRoot)
    self.folder = folder
    let domain = "hamburger.edu"
    let mailboxes = ["bob", "carol", "postmaster"]
    let store = Maildir(root: folder.path, domain: domain)
    // A student may think for long: the console's world waits six times what the RFC asks for.
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: domain, mailboxes: Set(mailboxes), maxErrors: 1_000),
        store: store, smtp: [ListenAddress(host: "127.0.0.1", port: 2525, isExact: false)],
        http: [ListenAddress(host: "127.0.0.1", port: 8080, isExact: false)],
        idleTimeout: 1_800))
    let bound: (smtp: [BoundAddress], http: [BoundAddress])
    do { bound = try server.start() } catch {
      server.stop()
      folder.close()
      throw error
    }
    servers = [server]
    hosts = zip(bound.smtp, bound.http).map { smtp, web in
      WorldHost(name: domain, mailboxes: mailboxes, smtp: smtp, web: web, store: store)
    }
  }

  package struct Place: Hashable, Sendable {
    package let host: String
    package let port: Int
    package let dialect: Dialect
  }

  /// Where a name and port of the world lead; `nil`: not of this world.
  package func resolve(host name: String, port: Int) -> Place? {
    for host in hosts {
      let isAddress = [host.smtp.host, "localhost"].contains(name.lowercased())
      guard isAddress || host.name == name.lowercased() else { continue }
      // The lecture's ports belong to the name; the machine's own ports to its address too.
      if port == host.smtp.port || (port == 25 && !isAddress) {
        return Place(host: host.smtp.host, port: host.smtp.port, dialect: .smtp)
      }
      if port == host.web.port || (port == 80 && !isAddress) {
        return Place(host: host.web.host, port: host.web.port, dialect: .http)
      }
      // Nobody listens on a name's other ports; the connection is refused, as in the world outside.
      if !isAddress { return Place(host: host.smtp.host, port: port, dialect: .smtp) }
    }
    return nil
  }

  package func close() {
    for server in servers { server.stop() }
    folder.close()
  }
}
