import Network

/// What dig, host and nslookup 9.18 printed, word for word, of a zone made for this test.
enum ToolOutput {
  struct Sample: Sendable {
    let tool: ResolverTool
    let question: DNSQuestion
    let output: String
    let reply: DNSReply
  }

  static let samples: [Sample] = [
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 48
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 4, AUTHORITY: 0, ADDITIONAL: 0

        ;; ANSWER SECTION:
        many.example.\#t\#t300\#tIN\#tMX\#t20 b.example.
        many.example.\#t\#t300\#tIN\#tMX\#t10 a.example.
        many.example.\#t\#t300\#tIN\#tMX\#t10 c.example.
        many.example.\#t\#t300\#tIN\#tMX\#t30 d.example.
        """#,
      reply: .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 10, exchange: "a.example"),
        .mx(preference: 10, exchange: "c.example"), .mx(preference: 30, exchange: "d.example"),
      ])),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        many.example mail is handled by 20 b.example.
        many.example mail is handled by 10 a.example.
        many.example mail is handled by 10 c.example.
        many.example mail is handled by 30 d.example.
        """#,
      reply: .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 10, exchange: "a.example"),
        .mx(preference: 10, exchange: "c.example"), .mx(preference: 30, exchange: "d.example"),
      ])),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        Non-authoritative answer:
        many.example\#tmail exchanger = 20 b.example.
        many.example\#tmail exchanger = 10 a.example.
        many.example\#tmail exchanger = 10 c.example.
        many.example\#tmail exchanger = 30 d.example.

        Authoritative answers can be found from:
        """#,
      reply: .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 10, exchange: "a.example"),
        .mx(preference: 10, exchange: "c.example"), .mx(preference: 30, exchange: "d.example"),
      ])),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 61561
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0

        ;; ANSWER SECTION:
        null.example.\#t\#t300\#tIN\#tMX\#t0 .
        """#,
      reply: .records([.mx(preference: 0, exchange: "")])),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        null.example mail is handled by 0 .
        """#,
      reply: .records([.mx(preference: 0, exchange: "")])),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        Non-authoritative answer:
        null.example\#tmail exchanger = 0 .

        Authoritative answers can be found from:
        """#,
      reply: .records([.mx(preference: 0, exchange: "")])),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 18672
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0
        """#,
      reply: .records([])),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        nomx.example has no MX record
        """#,
      reply: .records([])),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        Non-authoritative answer:
        *** Can't find nomx.example.: No answer

        Authoritative answers can be found from:
        """#,
      reply: .records([])),
    Sample(
      tool: .dig, question: .aaaa,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 37117
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0

        ;; ANSWER SECTION:
        nomx.example.\#t\#t300\#tIN\#tAAAA\#t2001:db8::10
        """#,
      reply: .records([.address("2001:db8::10")])),
    Sample(
      tool: .host, question: .aaaa,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        nomx.example has IPv6 address 2001:db8::10
        """#,
      reply: .records([.address("2001:db8::10")])),
    Sample(
      tool: .nslookup, question: .aaaa,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        Non-authoritative answer:
        Name:\#tnomx.example
        Address: 2001:db8::10
        """#,
      reply: .records([.address("2001:db8::10")])),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 14701
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 5, AUTHORITY: 0, ADDITIONAL: 0

        ;; ANSWER SECTION:
        alias.example.\#t\#t300\#tIN\#tCNAME\#tmany.example.
        many.example.\#t\#t300\#tIN\#tMX\#t20 b.example.
        many.example.\#t\#t300\#tIN\#tMX\#t10 a.example.
        many.example.\#t\#t300\#tIN\#tMX\#t10 c.example.
        many.example.\#t\#t300\#tIN\#tMX\#t30 d.example.
        """#,
      reply: .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 10, exchange: "a.example"),
        .mx(preference: 10, exchange: "c.example"), .mx(preference: 30, exchange: "d.example"),
      ])),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        alias.example is an alias for many.example.
        many.example mail is handled by 20 b.example.
        many.example mail is handled by 10 a.example.
        many.example mail is handled by 10 c.example.
        many.example mail is handled by 30 d.example.
        """#,
      reply: .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 10, exchange: "a.example"),
        .mx(preference: 10, exchange: "c.example"), .mx(preference: 30, exchange: "d.example"),
      ])),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        Non-authoritative answer:
        alias.example\#tcanonical name = many.example.
        many.example\#tmail exchanger = 20 b.example.
        many.example\#tmail exchanger = 10 a.example.
        many.example\#tmail exchanger = 10 c.example.
        many.example\#tmail exchanger = 30 d.example.

        Authoritative answers can be found from:
        """#,
      reply: .records([
        .mx(preference: 20, exchange: "b.example"), .mx(preference: 10, exchange: "a.example"),
        .mx(preference: 10, exchange: "c.example"), .mx(preference: 30, exchange: "d.example"),
      ])),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 8982
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0

        ;; ANSWER SECTION:
        deadalias.example.\#t300\#tIN\#tCNAME\#tgone.example.
        """#,
      reply: .noSuchName),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        Host deadalias.example. not found: 3(NXDOMAIN)
        """#,
      reply: .noSuchName),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        ** server can't find deadalias.example: NXDOMAIN
        """#,
      reply: .noSuchName),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 42541
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 4, AUTHORITY: 0, ADDITIONAL: 0

        ;; ANSWER SECTION:
        hostile.example.\#t300\#tIN\#tMX\#t10 \027[2Jx.a\032b.evil\;\$\(id\)\".example.
        hostile.example.\#t300\#tIN\#tMX\#t5 a\.b.example.
        hostile.example.\#t300\#tIN\#tMX\#t7 \228\189\160.example.
        hostile.example.\#t300\#tIN\#tMX\#t8 -oX.example.
        """#,
      reply: .records([
        .mx(preference: 10, exchange: #"\027[2Jx.a\032b.evil\;\$\(id\)\".example"#),
        .mx(preference: 5, exchange: #"a\.b.example"#),
        .mx(preference: 7, exchange: #"\228\189\160.example"#),
        .mx(preference: 8, exchange: "-oX.example"),
      ])),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        hostile.example mail is handled by 10 \027[2Jx.a\032b.evil\;\$\(id\)\".example.
        hostile.example mail is handled by 5 a\.b.example.
        hostile.example mail is handled by 7 \228\189\160.example.
        hostile.example mail is handled by 8 -oX.example.
        """#,
      reply: .records([
        .mx(preference: 10, exchange: #"\027[2Jx.a\032b.evil\;\$\(id\)\".example"#),
        .mx(preference: 5, exchange: #"a\.b.example"#),
        .mx(preference: 7, exchange: #"\228\189\160.example"#),
        .mx(preference: 8, exchange: "-oX.example"),
      ])),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        Non-authoritative answer:
        hostile.example\#tmail exchanger = 10 \027[2Jx.a\032b.evil\;\$\(id\)\".example.
        hostile.example\#tmail exchanger = 5 a\.b.example.
        hostile.example\#tmail exchanger = 7 \228\189\160.example.
        hostile.example\#tmail exchanger = 8 -oX.example.

        Authoritative answers can be found from:
        """#,
      reply: .records([
        .mx(preference: 10, exchange: #"\027[2Jx.a\032b.evil\;\$\(id\)\".example"#),
        .mx(preference: 5, exchange: #"a\.b.example"#),
        .mx(preference: 7, exchange: #"\228\189\160.example"#),
        .mx(preference: 8, exchange: "-oX.example"),
      ])),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 35970
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0
        """#,
      reply: .failed(.refused(code: "SERVFAIL"))),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        Host lame.example not found: 2(SERVFAIL)
        """#,
      reply: .failed(.refused(code: "SERVFAIL"))),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        ;; Got SERVFAIL reply from 127.0.0.1
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        ** server can't find lame.example: SERVFAIL
        """#,
      reply: .failed(.refused(code: "SERVFAIL"))),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: REFUSED, id: 21638
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0
        """#,
      reply: .failed(.refused(code: "REFUSED"))),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 24864
        ;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0
        """#,
      reply: .noSuchName),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        Using domain server:
        Name: 127.0.0.1
        Address: 127.0.0.1#5354
        Aliases:

        Host missing.example. not found: 3(NXDOMAIN)
        """#,
      reply: .noSuchName),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        Server:\#t\#t127.0.0.1
        Address:\#t127.0.0.1#5354

        ** server can't find missing.example: NXDOMAIN
        """#,
      reply: .noSuchName),
    Sample(
      tool: .dig, question: .mx,
      output: #"""
        ;; communications error to 127.0.0.1#5354: timed out
        ;; no servers could be reached
        """#,
      reply: .failed(.noAnswer)),
    Sample(
      tool: .host, question: .mx,
      output: #"""
        ;; communications error to 127.0.0.1#5354: timed out
        ;; communications error to 127.0.0.1#5354: timed out
        ;; no servers could be reached
        """#,
      reply: .failed(.noAnswer)),
    Sample(
      tool: .nslookup, question: .mx,
      output: #"""
        ;; communications error to 127.0.0.1#5354: timed out
        ;; no servers could be reached
        """#,
      reply: .failed(.noAnswer)),
  ]
}
