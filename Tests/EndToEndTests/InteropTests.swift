import Subprocess
import TestSupport
import Testing

/// The console against mail servers that people run: in clear, and under TLS with a login, a message
/// arrives octet for octet.
@Suite(.fewAtOnce, .timeLimit(.minutes(5))) struct InteropTests {
  /// A line of one dot, one that begins with a dot, and text that is not ASCII. A header without
  /// Date or Message-ID is completed by some servers.
  static let message = """
    From: alice@crepes.fr
    To: bob@hamburger.edu
    Subject: lunch
    Date: Tue, 01 Dec 2026 15:00:00 +0000
    Message-ID: <lunch@crepes.fr>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    .
    .two
    Crêpes, 煎饼

    """

  // MARK: byhand connect

  /// What a person types from MAIL to QUIT, the dots doubled (RFC 5321 §4.5.2).
  private static let transfer =
    ["MAIL FROM:<alice@crepes.fr>", "RCPT TO:<bob@hamburger.edu>", "DATA"]
    + message.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    .map { $0.hasPrefix(".") ? ".\($0)" : String($0) }
    + [".", "QUIT"]

  private func converse(
    _ arguments: [String], _ lines: [String], trusting authority: String? = nil
  ) async throws -> Program.Outcome {
    try await Program.byhand(
      ["connect"] + arguments + ["--plain", "--no-record"],
      input: (lines + Self.transfer).map { $0 + "\n" }.joined(),
      environment: authority.map { ["SSL_CERT_FILE": $0] } ?? [:])
  }

  private func expectDelivery(
    _ outcome: Program.Outcome, _ delivered: InteropPeer.Delivery
  ) async throws {
    let wire = outcome.wire
    let answer = wire.firstIndex(of: "C: .").map { wire[$0 + 1] }
    try #require(answer?.hasPrefix("S: 250") == true, "\(outcome.output)")
    #expect(outcome.status == 0)
    let stored = try await delivered()
    #expect(
      stored.suffix(Self.message.utf8.count).elementsEqual(Self.message.utf8),
      "\(String(decoding: stored, as: UTF8.self))")
  }

  @Test(.needs("python3", "openssl"), arguments: ["postfix", "exim", "opensmtpd"])
  func `a message goes in clear`(server: String) async throws {
    try await InteropPeer.run(server) { peer, delivered in
      let outcome = try await converse(["127.0.0.1:\(peer.smtp)"], ["EHLO crepes.fr"])
      try await expectDelivery(outcome, delivered)
    }
  }

  @Test(.needs("python3", "openssl"), arguments: ["postfix", "exim", "aiosmtpd"])
  func `a message goes under TLS and with a login, by STARTTLS or from the first octet on`(
    server: String
  ) async throws {
    try await InteropPeer.run(server) { peer, delivered in
      let (smtp, smtps) = ("127.0.0.1:\(peer.smtp)", "127.0.0.1:\(peer.smtps)")
      let ehlo = ["EHLO crepes.fr"]
      let ways = [
        ([smtp], ehlo + ["STARTTLS"] + ehlo + ["AUTH PLAIN AGFsaWNlAHBpY2tsZXM="]),
        ([smtp, "--tls", "starttls"], ehlo + ["AUTH LOGIN", "YWxpY2U=", "cGlja2xlcw=="]),
        ([smtps, "--tls", "implicit"], ehlo + [":auth plain alice pickles"]),
        ([smtps, "--tls", "implicit"], ehlo + [":auth login alice pickles"]),
      ]
      for (arguments, lines) in ways {
        let outcome = try await converse(arguments, lines, trusting: peer.authority)
        try await expectDelivery(outcome, delivered)
        #expect(outcome.wire.contains { $0.hasPrefix("S: 235") }, "\(outcome.output)")
        for secret in ["pickles", "AGFsaWNlAHBpY2tsZXM", "cGlja2xlcw"] {
          #expect(!outcome.output.contains(secret), "\(outcome.output)")
        }
      }
    }
  }

  @Test(.needs("python3", "openssl"))
  func `a server that nobody known vouches for hears no password`() async throws {
    try await InteropPeer.run("exim") { peer, _ in
      let outcome = try await converse(
        ["127.0.0.1:\(peer.smtps)", "--tls", "implicit"],
        ["EHLO crepes.fr", ":auth plain alice pickles"])
      #expect(outcome.status != 0)
      #expect(outcome.wire.isEmpty, "\(outcome.output)")
    }
  }

  @Test(.needs("python3", "openssl"))
  func `a script's login does not go out in clear`() async throws {
    try await InteropPeer.run("exim") { peer, _ in
      let outcome = try await converse(
        ["127.0.0.1:\(peer.smtp)"], ["EHLO crepes.fr", "AUTH PLAIN AGFsaWNlAHBpY2tsZXM="])
      #expect(!outcome.wire.contains { $0.hasPrefix("C: AUTH") }, "\(outcome.output)")
    }
  }
}
