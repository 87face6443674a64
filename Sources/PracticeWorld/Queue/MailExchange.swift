/// The host that takes a domain's mail, as an MX record names it (RFC 5321 §5.1), and where it
/// listens on this machine.
package struct MailExchange: Hashable, Sendable {
  package let host: String
  package let address: BoundAddress

  package init(host: String, address: BoundAddress) {
    self.host = host
    self.address = address
  }
}
