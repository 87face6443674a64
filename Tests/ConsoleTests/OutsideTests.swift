import Language
import PracticeWorld
import Protocols
import Teaching
import Testing
import Transcripts

@testable import Console

/// Leaving the practice world is always deliberate.
@Suite struct OutsideTests {
  /// The hosts that were called or looked up, each with where it was.
  private func reached(_ bench: ConsoleBench) -> [String] {
    bench.effects.compactMap {
      switch $0 {
      case .dial(let attempt, let address, let port, let isPractice, _, _):
        isPractice ? "\(attempt.host) at \(address):\(port)" : "\(attempt.host) outside"
      case .job(.findRoute(let domain, let isReal)):
        isReal ? "\(domain) outside" : domain
      default: nil
      }
    }
  }

  /// The lines that byhand suggested.
  private func suggested(_ bench: ConsoleBench) -> [String] {
    bench.effects.compactMap {
      guard case .say(let note) = $0 else { return nil }
      return note.suggestion
    }
  }

  @Test(arguments: [
    "telnet hamberger.edu 25", "telnet HAMBURGER.EUD 25", "telnet hamburger。edu 25",
    "telnet hamburger.ed. 25", "telnet hamburgers.edu:25", "connect hambuger.edu:25",
    "connect hambrger.edu",
  ])
  func `a host that is nearly a practice host is not looked up, and both ways to go on are shown`(
    line: String
  ) {
    var bench = ConsoleBench()
    bench.type(line)
    #expect(reached(bench).isEmpty)
    #expect(bench.said.first?.hasPrefix("Did you mean hamburger.edu?") == true)
    let lines = suggested(bench)
    #expect(lines.count == 2 && lines.first == "telnet hamburger.edu 25")
    // Each way leads where it says.
    bench.type(lines.first ?? "")
    #expect(reached(bench) == ["hamburger.edu at 127.0.0.1:2525"])
    var other = ConsoleBench()
    other.type(lines.last ?? "")
    #expect(reached(other).count == 1 && reached(other).first?.hasSuffix(" outside") == true)
  }

  @Test(arguments: [
    ("telnet hamburger.edu:25", "A space"), ("telnet hamburger.edu：25", "full-width"),
    ("connect hamburger.edu：２５", "full-width"), ("telnet hamburger.edu：25 25", "full-width"),
  ])
  func `a practice host's own name with a port glued on is never offered outside`(
    line: String, words: String
  ) {
    var bench = ConsoleBench()
    bench.type(line)
    #expect(reached(bench).isEmpty)
    #expect(suggested(bench) == ["telnet hamburger.edu 25"])
    #expect(bench.said.first?.contains(words) == true)
  }

  @Test(arguments: [
    ("ｔｅｌｎｅｔ hamburger.edu 25", "hamburger.edu at 127.0.0.1:2525"),
    (":telnet ｈamburger.edu　８０", "hamburger.edu at 127.0.0.1:8080"),
    ("telnet hamburger.edu 80", "hamburger.edu at 127.0.0.1:8080"),
    ("telnet HAMBURGER.EDU. 25", "hamburger.edu at 127.0.0.1:2525"),
    ("connect hamburger.edu:25", "hamburger.edu at 127.0.0.1:2525"),
    ("telnet 127.0.0.1 2526", "127.0.0.1 at 127.0.0.1:2526"),
    ("telnet localhost:2525", "localhost at 127.0.0.1:2525"),
    ("telnet mail.hamburger.edu 25", "mail.hamburger.edu outside"),
    ("telnet mail.example:25", "mail.example outside"),
    ("telnet 192.0.2.1 25", "192.0.2.1 outside"),
    ("telnet 2001:db8::1 25", "2001:db8::1 outside"),
    ("telnet hamberger.edu 25 --real", "hamberger.edu outside"),
    ("telnet hamburger.edu 25 --real", "hamburger.edu outside"),
    (":mx hamburger.edu", "hamburger.edu"), (":mx Hamburger.EDU.", "hamburger.edu"),
    (":mx bob@crepes.fr", "crepes.fr"), (":mx hamberger.edu --real", "hamberger.edu outside"),
    (":mx mail.example", "mail.example"),
  ])
  func `any other name leads where it says`(line: String, place: String) {
    var bench = ConsoleBench()
    bench.type(line)
    #expect(reached(bench) == [place])
    #expect(suggested(bench).isEmpty)
  }

  @Test(arguments: [":mx hamberger.edu", ":mx bob@hamburger.eud"])
  func `a domain that is nearly a practice host is not looked up`(line: String) {
    var bench = ConsoleBench()
    bench.type(line)
    #expect(reached(bench).isEmpty)
    #expect(suggested(bench).first == ":mx hamburger.edu")
    #expect(suggested(bench).last?.hasSuffix(" --real") == true)
  }

  @Test(arguments: [
    "telnet mail.example 25", "telnet hamburger.edu 25 --real", "connect 192.0.2.1:25",
    "telnet localhost 9", ":mx mail.example", ":mx crepes.fr --real", "telnet hamberger.edu 25",
    ":mx hamberger.edu",
  ])
  func `in a lesson nothing goes outside`(line: String) {
    var bench = ConsoleBench(begin: .lesson(id: "first-conversation"))
    bench.type(line)
    #expect(reached(bench).isEmpty)
    #expect(suggested(bench).allSatisfy { !$0.contains("--real") })
    #expect(
      bench.said.last?.hasPrefix("In a lesson nothing goes outside") == true
        || bench.said.last?.hasPrefix("Did you mean") == true)
  }

  @Test func `byhand connect asks about a typing mistake, too`() throws {
    let target = try #require(DialTarget(["hamberger.edu:25", "--real"]))
    let person = ConsoleBench(begin: .connect(target))
    #expect(reached(person).isEmpty && person.outcome == nil)
    #expect(suggested(person).first == "telnet hamburger.edu 25")
    var script = ConsoleBench(isInteractive: false, begin: .connect(target))
    script.advance { _ in false }
    #expect(reached(script).isEmpty && script.outcome == .cannotConnect)
  }

  @Test func `a short name and an address resemble no host`() {
    let world = WorldMap(
      hosts: ["a.b", "127.0.0.2", "mail"].map {
        .init(HostDescription(name: $0, mailboxes: []), smtp: [], web: [])
      })
    for name in ["a.c", "ab", "b", "127.0.0.1", "127.0.0.22", "[127.0.0.3]", "::1", "mailbox1"] {
      #expect(world.host(meantBy: name) == nil, "\(name)")
    }
    #expect(world.host(meantBy: "mial")?.name == "mail")
    #expect(world.host(meantBy: "a.b:25")?.name == "a.b")
  }

  /// Another program of this machine may listen there.
  @Test func `a practice host's other ports refuse, and nothing is called`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 2024")
    #expect(reached(bench).isEmpty)
    let failed = bench.effects.contains {
      if case .show(let seen, _) = $0, case .failed(let attempt, .refused) = seen.event.act {
        attempt.port == 2024
      } else {
        false
      }
    }
    #expect(failed)
    bench.type("telnet hamburger.edu 25")
    #expect(reached(bench) == ["hamburger.edu at 127.0.0.1:2525"])
  }
}
