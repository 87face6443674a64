import TestSupport
import Testing

/// The console against mail servers that people run: a message arrives octet for octet.
@Suite(.fewAtOnce, .timeLimit(.minutes(1))) struct InteropTests {
  /// A line of one dot, one that begins with a dot, and text that is not ASCII. A header without
  /// Date or Message-ID is completed by some servers.
  private static let message = """
    From: alice@crepes.fr
    To: bob@hamburger.edu
    Subject: pickles
    Date: Tue, 01 Dec 2026 15:00:00 +0000
    Message-ID: <pickles@crepes.fr>
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
    _ arguments: [String], _ lines: [String]
  ) async throws -> Program.Outcome {
    try await Program.byhand(
      ["connect"] + arguments + ["--plain", "--no-record"],
      input: (lines + Self.transfer).map { $0 + "\n" }.joined())
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
}
