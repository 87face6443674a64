import Network
import Testing

@Suite struct ResolverTests {
  private static let answers: [(ResolverTool, DNSQuestion, String, DNSReply)] = [
    (
      .dig, .mx,
      """
      ;; Got answer:
      ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4
      ;; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1

      ;; ANSWER SECTION:
      mail.example.\t300\tIN\tCNAME\tcrepes.example.
      crepes.example.\t300\tIN\tMX\t10 mx.crepes.example.
      """, .records([.mx(preference: 10, exchange: "mx.crepes.example")])
    ),
    (.dig, .mx, ";; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4", .noSuchName),
    (.dig, .mx, ";; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4", .records([])),
    (.dig, .mx, ";; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4", .failed),
    (.dig, .mx, ";; communications error to 192.0.2.1#53: timed out", .failed),
    (
      .dig, .mx, "crepes.example. 60 IN MX 0 .", .records([.mx(preference: 0, exchange: "")])
    ),
    (.dig, .a, "crepes.example. 60 IN A 192.0.2.1", .records([.address("192.0.2.1")])),
    (.dig, .aaaa, "crepes.example. 60 IN AAAA 2001:db8::1", .records([.address("2001:db8::1")])),
    (
      .host, .mx,
      "crepes.example mail is handled by 20 b.example.\ncrepes.example mail is handled by 5 a.example.",
      .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 5, exchange: "a.example"),
      ])
    ),
    (.host, .mx, "crepes.example has no MX record", .records([])),
    (.host, .mx, "Host crepes.example. not found: 3(NXDOMAIN)", .noSuchName),
    (.host, .mx, ";; connection timed out; no servers could be reached", .failed),
    (.host, .a, "crepes.example has address 192.0.2.1", .records([.address("192.0.2.1")])),
    (
      .host, .aaaa, "crepes.example has IPv6 address 2001:db8::1",
      .records([.address("2001:db8::1")])
    ),
    (
      .nslookup, .mx,
      "Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\nNon-authoritative answer:\ncrepes.example\tmail exchanger = 10 mx.example.",
      .records([.mx(preference: 10, exchange: "mx.example")])
    ),
    (
      .nslookup, .a,
      "Server:\t\t192.0.2.53\nAddress:\t192.0.2.53#53\n\nName:\tcrepes.example\nAddress: 192.0.2.1",
      .records([.address("192.0.2.1")])
    ),
    (
      .nslookup, .mx,
      "Address:\t192.0.2.53#53\n\n** server can't find crepes.example: NXDOMAIN", .noSuchName
    ),
    (
      .nslookup, .mx, "Address:\t192.0.2.53#53\n\n*** Can't find crepes.example: No answer",
      .records([])
    ),
  ]

  @Test(arguments: answers.indices)
  func `each tool's answer reads as what it says`(index: Int) {
    let (tool, question, output, reply) = Self.answers[index]
    #expect(tool.read(output, to: question) == reply)
  }

  @Test func `what a tool prints makes no address of words`() {
    #expect(ResolverTool.dig.read("x. 60 IN A \u{1B}[2J", to: .a) == .failed)
    #expect(ResolverTool.nslookup.read("Address: evil", to: .a) == .failed)
  }

  // MARK: The way (RFC 5321 §5.1)

  private func route(_ records: [DNSQuestion: DNSReply]) -> MailRoute {
    MailRoute.find("crepes.example") { question, _ in records[question] ?? .records([]) }
  }

  @Test func `the lowest preference is tried first`() {
    let route = route([
      .mx: .records([.mx(preference: 20, exchange: "b"), .mx(preference: 5, exchange: "a")]),
      .a: .records([.address("192.0.2.1")]),
    ])
    guard case .exchanges(let exchanges) = route else { return #expect(Bool(false), "\(route)") }
    #expect(exchanges.map(\.name) == ["a", "b"])
    #expect(exchanges.map(\.addresses) == [["192.0.2.1"], ["192.0.2.1"]])
  }

  @Test func `without MX the domain is its own mail server`() {
    #expect(
      route([.aaaa: .records([.address("2001:db8::1")])]) == .itself(addresses: ["2001:db8::1"]))
    #expect(route([:]) == .nothing)
  }

  @Test func `a null MX is no server, and an error is no absence`() {
    #expect(route([.mx: .records([.mx(preference: 0, exchange: "")])]) == .null)
    #expect(route([.mx: .noSuchName]) == .noSuchName)
    #expect(route([.mx: .failed, .a: .records([.address("192.0.2.1")])]) == .failed)
  }
}
