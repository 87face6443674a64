import Messages
import PracticeWorld
import Protocols
import TestSupport
import Testing
import Transcripts

/// What the server records is evidence: it names who ended the connection.
@Suite(.fewAtOnce, .timeLimit(.minutes(5))) struct EvidenceTests {
  /// Serves, lets `talk` speak, and reads what was recorded once the server has seen the session
  /// end.
  private func recorded(
    _ scenario: [Behaviour]? = nil, _ talk: (TestClient) async -> Void
  ) async throws -> [Act] {
    let folder = Scratch()
    let archive = try SessionArchive(folder: folder.path + "/records", software: "test")
    let leavings = SessionEndCounter()
    let server = MailServer(
      .init(
        policy: ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob"]), store: MemoryStore(),
        smtp: [ListenAddress(host: "127.0.0.1", port: 0)], archive: archive, scenario: scenario,
        logger: leavings.logger))
    let smtp = try server.start().smtp[0]
    let talker = TestClient(smtp)
    _ = await talker.lines(1)
    await talk(talker)
    _ = await talker.whole()
    // A server stopped before that would say 421 and close.
    await leavings.wait(for: 1)
    server.stop()
    let name = try #require(folder.names("records").first)
    let transcript = try Transcript(folder.octets("records/\(name)"))
    return transcript.events.map(\.act)
  }

  @Test func `the server, after QUIT`() async throws {
    let acts = try await recorded { $0.send("QUIT\r\n") }
    #expect(acts.last == .closed(by: .server, .finished))
  }

  @Test(arguments: [false, true])
  func `the server, where a scenario drops the connection`(isAfterReply: Bool) async throws {
    let drop = Behaviour.drop(.verb(.noop), isAfterReply: isAfterReply, nth: nil)
    let acts = try await recorded([drop]) { $0.send("NOOP\r\n") }
    #expect(acts.last == .closed(by: .server, .finished))
  }

  @Test func `the client, where it hangs up`() async throws {
    let acts = try await recorded { talker in
      talker.send("NOOP\r\n")
      _ = await talker.lines(2)
      talker.close()
    }
    #expect(acts.last == .closed(by: .client, .finished))
  }
}
