import Glibc
import Network
import Protocols
import TestSupport
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
    (
      .dig, .mx, ";; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4",
      .failed(.refused(code: "SERVFAIL"))
    ),
    (.dig, .mx, ";; communications error to 192.0.2.1#53: timed out", .failed(.noAnswer)),
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
    (.host, .mx, ";; connection timed out; no servers could be reached", .failed(.noAnswer)),
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
  func `each tool's answer is read`(index: Int) {
    let (tool, question, output, reply) = Self.answers[index]
    #expect(tool.read(output, to: question) == reply)
  }

  @Test(arguments: ToolOutput.samples.indices)
  func `the tools' real output is read`(index: Int) {
    let sample = ToolOutput.samples[index]
    #expect(sample.tool.read(sample.output, to: sample.question) == sample.reply)
  }

  @Test(arguments: [
    ("例子.测试", "xn--fsqu00a.xn--0zwm56d"), ("Bücher.example", "xn--bcher-kva.example"),
    ("例子。测试", "xn--fsqu00a.xn--0zwm56d"), ("ＢＯＢ.example", "bob.example"),
    // RFC 3492 §7.1 (B), (I), (L).
    ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
    ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
    ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"), ("mail.example", "mail.example"),
  ])
  func `a name in any script is asked for in ASCII`(name: String, sent: String) {
    #expect(InternationalName.ascii(name) == sent)
  }

  @Test(arguments: ["a\u{200B}b", "ä b", "ä;x", "\u{202E}ä", String(repeating: "字", count: 64)])
  func `a name that no label can hold is refused`(name: String) {
    #expect(InternationalName.ascii(name) == nil)
  }

  @Test func `words in a tool's output are not taken for addresses`() {
    #expect(ResolverTool.dig.read("x. 60 IN A \u{1B}[2J", to: .a) == .failed(.noAnswer))
    #expect(ResolverTool.nslookup.read("Address: evil", to: .a) == .failed(.noAnswer))
  }

  @Test func `a tool that has answered and stays is ended, and its answer is taken`() throws {
    let folder = Scratch()
    let tool = folder.program(
      "dig",
      """
      echo $$ > "$0.pid"
      echo "crepes.example. 60 IN A 192.0.2.1"
      exec /bin/sleep 600 > /dev/null
      """)
    // It is waited for to the last: a machine that is too slow for a short time gets a longer one.
    var reply = DNSReply.failed(.noAnswer)
    for seconds in [1, 10, 60] where reply == .failed(.noAnswer) {
      let resolver = try #require(
        SystemResolver(path: folder.path, timeout: .seconds(seconds), isCancelled: { false }))
      reply = resolver.ask(.a, "crepes.example")
    }
    #expect(reply == .records([.address("192.0.2.1")]))
    let file = try #require(fopen("\(tool).pid", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 32)
    let child = try #require(
      fgets(&line, 32, file).flatMap { pid_t(String(cString: $0).dropLast()) })
    // Ended and reaped: its process id is free.
    #expect(kill(child, 0) != 0)
  }

  @Test(arguments: ["while :; do echo x; done", "exec /bin/sleep 600"])
  func `a tool that never ends is ended, and has not answered`(script: String) throws {
    let folder = Scratch()
    _ = folder.program("dig", script)
    let resolver = try #require(
      SystemResolver(path: folder.path, timeout: .milliseconds(200), isCancelled: { false }))
    #expect(resolver.ask(.a, "crepes.example") == .failed(.noAnswer))
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

  @Test(arguments: [
    #"\027[2J.example"#, "-oX.example", "+trace", "@8.8.8.8", #"a\.b.example"#, "192.0.2.1", "a..b",
    String(repeating: "a", count: 64),
  ])
  func `an invalid host name is shown, and not passed to a tool`(name: String) {
    var asked: [String] = []
    let hostile = MailRoute.find("crepes.example") { question, asking in
      asked.append(asking)
      return question == .mx ? .records([.mx(preference: 1, exchange: name)]) : .records([])
    }
    guard case .exchanges(let found) = hostile else { return #expect(Bool(false), "\(hostile)") }
    #expect(found.map(\.isHost) == [false])
    #expect(asked == ["crepes.example"])
  }

  @Test func `without MX the domain is its own mail server`() {
    #expect(
      route([.aaaa: .records([.address("2001:db8::1")])]) == .itself(addresses: ["2001:db8::1"]))
    #expect(route([:]) == .nothing)
  }

  @Test func `a null MX is not a server, and an error is not an absence`() {
    #expect(route([.mx: .records([.mx(preference: 0, exchange: "")])]) == .null)
    #expect(route([.mx: .noSuchName]) == .noSuchName)
    let silent = DNSReply.failed(.noAnswer)
    #expect(
      route([.mx: silent, .a: .records([.address("192.0.2.1")])]) == .failed(.noAnswer))
    #expect(route([.a: silent]) == .failed(.noAnswer))
    #expect(route([.a: silent, .aaaa: .records([.address("::1")])]) == .itself(addresses: ["::1"]))
    let twice = DNSReply.records([
      .mx(preference: 0, exchange: ""), .mx(preference: 9, exchange: ""),
    ])
    #expect(route([.mx: twice]) == .null)
  }
}
