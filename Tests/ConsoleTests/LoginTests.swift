import Language
import Presentation
import Protocols
import Teaching
import Terminal
import TestSupport
import Testing
import Transcripts

@testable import Console

/// `:auth`, AUTH by hand, and what protects a password.
struct LoginTests {
  /// Forms of alice's password that must be found nowhere.
  private static let secrets = ["pickles", "cGlja2xlcw==", "AGFsaWNlAHBpY2tsZXM="]

  private func bench(
    isInteractive: Bool = true, tls: Bool = true, login: Login = .whenSecured,
    sendsInClear: Bool = false
  ) -> ConsoleBench {
    var bench = ConsoleBench(isInteractive: isInteractive, sendsLoginInClear: sendsInClear)
    bench.configure = { policy in
      policy.offersTLS = tls
      policy.login = login
      policy.users = Users(["alice": "pickles"])
    }
    bench.type("telnet hamburger.edu 25", "EHLO me.example")
    return bench
  }

  private func secured(isInteractive: Bool = true) -> ConsoleBench {
    var bench = bench(isInteractive: isInteractive)
    bench.type("STARTTLS", "EHLO me.example")
    return bench
  }

  /// Everything that leaves the core but for the network.
  private func kept(_ bench: ConsoleBench) -> String {
    bench.effects.compactMap { effect in
      switch effect {
      case .remember(let line), .mask(let line): line
      case .record(let event): event.json
      case .say(let note): note.text.english + note.text.chinese
      case .show(let seen, _): seen.recorded.json + seen.notes.map(\.text.english).joined()
      default: nil
      }
    }.joined(separator: "\n")
  }

  private func answered(_ bench: ConsoleBench) -> [Int] {
    bench.seen.flatMap(\.facts).compactMap {
      if case .found(.smtp(.exchange(let exchange))) = $0.matter {
        exchange.reply.code.value
      } else {
        nil
      }
    }
  }

  @Test(arguments: ["plain", "login"])
  func `:auth asks for name and password and logs in, and keeps no secret`(mechanism: String) {
    var bench = secured()
    bench.type(":auth \(mechanism)")
    #expect(bench.core.prompt.left == "user name: ")
    bench.type("alice")
    #expect(bench.core.prompt.isSecret)
    bench.type("pickles")
    bench.deliver()
    #expect(answered(bench).last == 235)
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
  }

  @Test func `a script gives everything in one line`() {
    var bench = secured(isInteractive: false)
    bench.type(":auth plain alice pickles")
    bench.deliver()
    #expect(answered(bench).last == 235)
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
  }

  @Test func `a wrong password is refused, and the login is over`() {
    var bench = secured()
    bench.type(":auth plain alice", "wrong", "NOOP")
    #expect(answered(bench).suffix(2) == [535, 250])
  }

  @Test func `before TLS, :auth says what comes first`() {
    var bench = bench()
    bench.type(":auth")
    #expect(bench.said.last?.contains("STARTTLS") == true)
    #expect(bench.sent.last == "EHLO me.example")
  }

  @Test(arguments: [
    ["AUTH PLAIN AGFsaWNlAHBpY2tsZXM="], ["AUTH LOGIN"], [":auth plain alice pickles"],
  ])
  func `a password goes out in clear only after a yes to exactly that`(lines: [String]) {
    var bench = bench(tls: false, login: .inClear)
    for line in lines { bench.type(line) }
    #expect(bench.sent.last == "EHLO me.example")
    #expect(bench.core.prompt.left == "yes/no: ")
    bench.type("no")
    #expect(bench.sent.last == "EHLO me.example")
    for line in lines { bench.type(line) }
    bench.type("yes")
    #expect(bench.sent.contains { $0.hasPrefix("AUTH") })
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
  }

  @Test func `a yes lets the answers out that an earlier no held back`() {
    var bench = bench(tls: false, login: .inClear)
    bench.type("AUTH LOGIN", "no", "YWxpY2U=")
    #expect(bench.sent.last == "EHLO me.example")
    bench.type("AUTH LOGIN", "yes", "YWxpY2U=", "cGlja2xlcw==")
    #expect(answered(bench).last == 235)
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
  }

  @Test func `a line that is neither yes nor no answers nothing, and is not sent`() {
    var bench = bench(tls: false, login: .inClear)
    bench.type("AUTH LOGIN", "YWxpY2U=", "cGlja2xlcw==", "QUIT")
    #expect(bench.sent.last == "EHLO me.example")
    #expect(bench.core.prompt.left == "yes/no: ")
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
    bench.type("no", "QUIT")
    #expect(bench.sent.last == "QUIT")
  }

  @Test func `one login is enough`() {
    var bench = secured()
    bench.type(":auth plain alice pickles")
    bench.deliver()
    bench.type(":auth")
    #expect(bench.said.last == "You are logged in already. Go on with MAIL.")
  }

  @Test(arguments: [
    ["AUTH PLAIN AGFsaWNlAHBpY2tsZXM="], ["AUTH LOGIN", "YWxpY2U=", "cGlja2xlcw=="],
    [":auth login alice pickles"],
  ])
  func `a script sends none in clear, and nothing that would follow it`(lines: [String]) {
    var bench = bench(isInteractive: false, tls: false, login: .inClear)
    for line in lines { bench.type(line) }
    bench.type("NOOP")
    #expect(bench.sent == ["EHLO me.example", "NOOP"])
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
  }

  @Test func `a script that is told to sends it in clear`() {
    var bench = bench(isInteractive: false, tls: false, login: .inClear, sendsInClear: true)
    bench.type("AUTH PLAIN AGFsaWNlAHBpY2tsZXM=")
    bench.deliver()
    #expect(answered(bench).last == 235)
  }

  @Test func `a line typed at 334 is masked once sent`() {
    var bench = secured()
    bench.type("AUTH PLAIN", "AGFsaWNlAHBpY2tsZXM=")
    let masks = bench.effects.compactMap { if case .mask(let text) = $0 { text } else { nil } }
    #expect(masks == ["…"])
    #expect(answered(bench).last == 235)
    for secret in Self.secrets { #expect(!kept(bench).contains(secret)) }
  }

  @Test func `Ctrl-C and Ctrl-D give the login up, and the connection stays`() {
    for input in [ConsoleInput.interrupt(unread: 0), .endOfInput] {
      var bench = secured()
      bench.type(":auth plain alice")
      bench.take(input)
      bench.type("NOOP")
      #expect(answered(bench).last == 250)
      #expect(bench.sent.last == "NOOP")
    }
  }

  @Test func `text of a message is never taken for a login`() {
    var bench = bench(tls: false, login: .inClear)
    bench.type(
      "MAIL FROM:<a@b.example>", "RCPT TO:<bob@hamburger.edu>", "DATA", "AUTH PLAIN is a line")
    #expect(bench.sent.last == "AUTH PLAIN is a line")
  }
}
