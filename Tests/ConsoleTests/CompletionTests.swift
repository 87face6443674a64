import Language
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

/// Tab, with what the console knows at the moment.
@Suite struct CompletionTests {
  private func offered(_ typed: String, _ bench: ConsoleBench) -> [String] {
    Completions.candidates(for: typed, in: bench.core).candidates
  }

  @Test func `a colon offers words, and a word its arguments`() {
    let bench = ConsoleBench()
    #expect(offered(":", bench) == Commands.all.map(\.name))
    #expect(offered(":ser", bench) == ["server "])
    #expect(offered(":server ", bench) == ["hamburger.edu", "crepes.fr"])
    #expect(offered(":server hamburger.edu g", bench) == ["greylist"])
    #expect(offered(":mailbox ", bench) == ["bob", "carol", "alice"])
    #expect(offered(":watch ", bench) == ["crepes.fr", "off"])
    #expect(offered(":queue ", bench) == ["run"])
    #expect(offered(":wire ", bench) == ["on", "off"])
    #expect(offered(":lesson first-c", bench) == ["first-conversation"])
    #expect(offered(":help wi", bench) == ["wire"])
    #expect(offered(":telnet cr", bench) == ["crepes.fr 25", "crepes.fr 80"])
    #expect(offered(":phase ", bench).isEmpty && offered(":nosuch ", bench).isEmpty)
    #expect(offered("t", bench) == ["telnet "])
  }

  @Test func `:explain completes commands, terms in both languages, and codes`() {
    var bench = ConsoleBench()
    #expect(offered(":explain ", bench).contains("envelope"))
    #expect(offered(":explain en", bench) == ["enhanced status code", "envelope", "encoded word"])
    #expect(offered(":explain user a", bench) == ["agent"])
    #expect(offered(":explain rc", bench) == ["RCPT"])
    #expect(offered(":explain 信", bench).contains("信封"))
    #expect(offered(":explain 35", bench) == ["354"])
    bench.type(":lang zh")
    #expect(offered(":explain ", bench).contains("信封"))
    for name in offered(":explain ", bench) { #expect(Explanation.isKnown(name), "\(name)") }
  }

  @Test(arguments: ["hamburger.edu", "crepes.fr"])
  func `nothing is offered twice, and nothing that the server would refuse`(host: String) throws {
    for script in [
      [], ["HELO crepes.fr"], ["EHLO crepes.fr"], ["EHLO x", "MAIL FROM:<alice@crepes.fr>"],
      ["HELO x", "MAIL FROM:<alice@crepes.fr>", "RCPT TO:<alice@crepes.fr>"],
    ] {
      var world = ConsoleBench()
      world.type("telnet \(host) 25")
      for line in script { world.type(line) }
      let lines = offered("", world)
      #expect(Set(lines).count == lines.count && lines.contains("QUIT"))
      for line in lines {
        var bench = world
        bench.type(line)
        let reply = try #require(bench.wire.last { $0.hasPrefix("S: ") })
        #expect(["2", "3"].contains(reply.dropFirst(3).prefix(1)), "\(line) → \(reply)")
      }
    }
  }

  @Test func `a web server offers its own mailboxes, and a message only where there is one`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO x", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<carol@hamburger.edu>", "DATA", ".", "QUIT")
    bench.openWeb("hamburger.edu")
    #expect(
      offered("", bench) == [
        "GET / HTTP/1.1", "GET /bob/ HTTP/1.1", "GET /carol/ HTTP/1.1", "GET /carol/1 HTTP/1.1",
        "GET /carol/1.eml HTTP/1.1",
      ])
    bench.webHears("GET / HTTP/1.1")
    #expect(offered("", bench) == ["Host: hamburger.edu", "Connection: close"])
    bench.webHears("host: hamburger.edu")
    #expect(offered("", bench) == ["Connection: close"])
  }

  @Test func `two mailboxes of one name are told apart`() {
    let hosts = ["a.example", "b.example"].map {
      WorldMap.Host(
        HostDescription(name: $0, mailboxes: ["root", "of-" + $0.prefix(1)]), smtp: [], web: [])
    }
    let bench = ConsoleBench(world: WorldMap(hosts: hosts))
    #expect(
      offered(":mailbox ", bench) == ["root@a.example", "of-a", "root@b.example", "of-b"])
  }
}
