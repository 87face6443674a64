import Language
import Lessons
import PracticeWorld
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

@Suite struct TurnTests {
  @Test func `the lecture's dialogue sends one line for each reply`() {
    var bench = ConsoleBench()
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA", "Do you like ketchup?", ".", "QUIT")
    #expect(
      bench.wire == [
        "S: 220 hamburger.edu", "C: HELO crepes.fr",
        "S: 250 Hello crepes.fr, pleased to meet you", "C: MAIL FROM:<alice@crepes.fr>",
        "S: 250 alice@crepes.fr... Sender ok", "C: RCPT TO:<bob@hamburger.edu>",
        "S: 250 bob@hamburger.edu ... Recipient ok", "C: DATA",
        "S: 354 Enter mail, end with \".\" on a line by itself", "C: Do you like ketchup?",
        "C: .", "S: 250 Message accepted for delivery", "C: QUIT",
        "S: 221 hamburger.edu closing connection",
      ])
    #expect(!bench.core.isConnected)
  }

  @Test
  func `a person gets the prompt back while the server is silent, and the next line waits`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    #expect(!bench.core.isReading)
    bench.tick(.milliseconds(699))
    #expect(!bench.core.isReading)
    bench.tick(.milliseconds(1))
    #expect(bench.core.isReading)
    bench.take(.line(Array("NOOP".utf8)))
    #expect(bench.sent == ["HELO crepes.fr"])
    #expect(bench.said.last?.hasPrefix("The server has not answered yet") == true)
    bench.deliver()
    #expect(bench.sent == ["HELO crepes.fr", "NOOP"])
  }

  @Test func `a script's next line waits for the reply, and silence is reported once`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.tick(.seconds(9))
    #expect(bench.said.isEmpty && !bench.core.isReading)
    bench.tick(.seconds(2))
    bench.tick(.seconds(200))
    #expect(bench.said.count == 1 && !bench.core.isReading)
    // RFC 5321 §4.5.3.2: five minutes.
    bench.tick(.seconds(88))
    #expect(bench.outcome == nil)
    bench.tick(.seconds(2))
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.said.last?.hasPrefix("No answer for 5 minutes") == true)
    #expect(bench.outcome == .left)
  }

  @Test func `with pipelining on, lines do not wait`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25", "EHLO crepes.fr", ":pipeline on")
    for line in ["MAIL FROM:<a@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA"] {
      #expect(bench.core.isReading)
      bench.take(.line(Array(line.utf8)))
    }
    #expect(bench.sent.count == 4)
    bench.deliver()
    #expect(bench.wire.last == "S: 354 Enter mail, end with \".\" on a line by itself")
  }

  @Test func `with pipelining on, DATA ends a group, so a script can attach a file after it`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type(
      "telnet hamburger.edu 25", "EHLO crepes.fr", ":pipeline on", "MAIL FROM:<a@crepes.fr>")
    for line in ["RCPT TO:<bob@hamburger.edu>", "DATA"] { bench.take(.line(Array(line.utf8))) }
    #expect(!bench.core.isReading)
    bench.tick(.seconds(1))
    #expect(!bench.core.isReading)
    bench.deliver()
    #expect(bench.core.isReading)
    bench.take(.line(Array(":attach crepe.png".utf8)))
    guard case .read(["crepe.png"], _, .attach)? = bench.jobs.last else {
      Issue.record("\(bench.said)")
      return
    }
  }

  @Test func `with pipelining on, a person's text waits for the reply to DATA`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25", "EHLO crepes.fr", ":pipeline on")
    // No message is under way: the server refuses DATA.
    for line in ["DATA", "Dear Bob", "NOOP"] { bench.take(.line(Array(line.utf8))) }
    #expect(bench.sent.last == "DATA")
    bench.take(.interrupt(unread: 0))
    bench.deliver()
    #expect(bench.sent.last == "DATA")
  }

  @Test func `after the last response a script waits for the connection to end`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.openWeb("hamburger.edu")
    bench.advance(until: \.isReading)
    for line in ["GET / HTTP/1.0", ""] {
      bench.take(.line(Array(line.utf8)))
      bench.webHears(line)
    }
    for line in ["HTTP/1.1 200 OK", "Content-Length: 0", "Connection: close", ""] {
      bench.serverSays(line)
    }
    bench.deliver()
    #expect(!bench.core.isReading && bench.core.isConnected)
    bench.serverCloses()
    bench.deliver()
    #expect(bench.core.isReading && !bench.core.isConnected)
    bench.type("telnet hamburger.edu 25")
    #expect(bench.core.isConnected)
  }

  @Test func `a server that stays after its last response is left`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.openWeb("hamburger.edu")
    for line in ["GET / HTTP/1.0", ""] { bench.webHears(line) }
    for line in ["HTTP/1.0 200 OK", "Content-Length: 0", ""] { bench.serverSays(line) }
    bench.deliver()
    bench.tick(ConsoleCore.goodbyePatience)
    bench.deliver()
    #expect(!bench.core.isConnected)
  }

  @Test func `a line after the server's goodbye goes to the console`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.serverSays("421 4.3.2 hamburger.edu closing connection")
    bench.deliverFirst()
    #expect(bench.core.hasServerSaidGoodbye)
    bench.take(.line(Array(":mailbox bob".utf8)))
    guard case .showMailboxes("bob", nil)? = bench.jobs.first else {
      Issue.record("\(bench.jobs)")
      return
    }
    bench.advance(until: \.isReading)
    bench.take(.line(Array("help".utf8)))
    #expect(!bench.core.isReading)
    bench.deliver()
    #expect(!bench.core.isConnected && bench.core.isReading)
    #expect(bench.sent.isEmpty)
  }

  @Test func `byhand hangs up two seconds after the server's goodbye`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.serverSays("421 4.3.2 hamburger.edu closing connection")
    bench.deliver()
    bench.tick(.milliseconds(1_900))
    #expect(bench.core.isConnected)
    bench.tick(.milliseconds(100))
    bench.deliver()
    #expect(!bench.core.isConnected)
  }

  @Test func `after a malformed reply a line waits only three seconds`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance(until: \.isReading)
    // The reply to this line never comes.
    let garbled = ConsoleBench.garbledInstead(of: bench)
    bench = garbled
    bench.take(.line(Array("NOOP".utf8)))
    #expect(bench.sent == ["HELO crepes.fr"])
    bench.tick(.seconds(4))
    #expect(bench.sent == ["HELO crepes.fr", "NOOP"])
  }

  @Test(arguments: [true, false])
  func `after an error inside a message, no second reply to its dot is waited for`(
    isInteractive: Bool
  ) {
    var bench = ConsoleBench(isInteractive: isInteractive)
    bench.type(
      "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
      "RCPT TO:<bob@hamburger.edu>", "DATA", "Subject: x")
    bench.serverSays("552 5.3.4 too big")
    bench.deliver()
    let notes = bench.seen.last?.notes ?? []
    #expect(notes.contains { $0.text.english.contains("counts as the reply to the message") })
    bench.advance(until: \.isReading)
    bench.take(.line([UInt8(ascii: ".")]))
    // The server says nothing after the dot.
    bench.dropReplies()
    bench.deliver()
    let sent = bench.now
    bench.advance(until: \.isReading)
    #expect(bench.now - sent <= .seconds(4))
    bench.take(.line(Array("QUIT".utf8)))
    bench.deliver()
    #expect(bench.wire.suffix(3) == ["C: .", "C: QUIT", "S: 221 hamburger.edu closing connection"])
  }

  @Test func `:explain alone tells the last reply in full, however often it was explained`() {
    var bench = ConsoleBench()
    bench.type(":explain")
    #expect(bench.said.last?.hasPrefix("Explain what?") == true)
    bench.type("telnet hamburger.edu 25", "HELO crepes.fr", "NOOP", "NOOP", "NOOP")
    #expect(bench.seen.last?.notes.first?.text.english.hasPrefix("success") == true)
    bench.type(":explain")
    #expect(bench.said.last?.hasPrefix("success") == false)
    guard
      case .say(let note)? = bench.effects.last(where: { if case .say = $0 { true } else { false } }
      )
    else { return }
    #expect(note.code == 250 && note.gist != nil)
  }

  @Test func `Ctrl-C discards what a person typed ahead, and ends a script`() {
    var bench = ConsoleBench()
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance(until: \.isReading)
    bench.take(.line(Array("NOOP".utf8)))
    bench.take(.interrupt(unread: 2))
    bench.deliver()
    #expect(bench.sent == ["HELO crepes.fr"] && bench.outcome == nil)
    #expect(bench.said.last == "Ctrl-C: lines typed ahead and not sent: 3.")

    var script = ConsoleBench(isInteractive: false)
    script.type("telnet hamburger.edu 25")
    script.take(.interrupt(unread: 3))
    script.deliver()
    script.advance { _ in false }
    #expect(script.outcome == .left)
    #expect(script.said.last == "Ctrl-C: lines of the input that had come and are not sent: 3.")
  }

  @Test func `at the end of its input a script waits for the last reply, then hangs up`() {
    var bench = ConsoleBench(isInteractive: false)
    bench.type("telnet hamburger.edu 25")
    bench.take(.line(Array("HELO crepes.fr".utf8)))
    bench.advance { $0.now >= .seconds(1) }
    bench.deliver()
    #expect(bench.core.isReading)
    bench.take(.endOfInput)
    #expect(bench.outcome == nil)
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.outcome == .left)
    #expect(bench.wire.last == "S: 250 Hello crepes.fr, pleased to meet you")
  }

  @Test func `a console that was started to connect ends if it cannot`() throws {
    let target = try #require(DialTarget(["nowhere.example", "--real"]))
    var bench = ConsoleBench(begin: .connect(target))
    bench.deliver()
    bench.advance { _ in false }
    #expect(bench.outcome == .cannotConnect)
  }
}

extension ConsoleBench {
  /// The same state, but the server sends something that is not a reply.
  fileprivate static func garbledInstead(of bench: ConsoleBench) -> ConsoleBench {
    var bench = bench
    bench.dropReplies()
    bench.serverSays("hello, who is there?")
    bench.deliver()
    return bench
  }
}
