import Protocols
import Teaching
import Testing
import Transcripts

@testable import Console

@Suite struct ComparisonRunTests {
  private func log(_ conversations: [(Dialect, [(Side, String)])]) -> SessionLog {
    var log = SessionLog(header: TranscriptHeader(started: "", software: "", side: .client))
    for (index, (dialect, lines)) in conversations.enumerated() {
      func see(_ act: Act) {
        _ = log.add(act, in: index + 1, at: .zero, by: nil)
      }
      see(
        .opened(
          Opening(
            attempt: Attempt(dialect: dialect, host: "hamburger.edu", port: 25),
            address: "127.0.0.1:2525", local: nil, isPractice: true)))
      for (side, text) in lines {
        see(.heard(side, text.hasPrefix("+") ? .octets(Array(text.utf8)) : .line(Line(text))))
      }
      see(.closed(by: .server, .finished))
    }
    return log
  }

  private static let pulled: (Dialect, [(Side, String)]) = (
    .http,
    [
      (.client, "GET / HTTP/1.1"), (.client, "Host: x"), (.client, ""),
      (.server, "HTTP/1.1 200 OK"),
      (.server, "Content-Length: 2"), (.server, ""), (.server, "+1"),
    ]
  )
  private static let refused: (Dialect, [(Side, String)]) = (
    .smtp,
    [
      (.server, "220 hamburger.edu"), (.client, "EHLO crepes.fr"), (.server, "250 hamburger.edu"),
      (.client, "MAIL FROM:<alice@crepes.fr>"), (.server, "452 4.3.1 The disk is full"),
    ]
  )

  private var web: ComparisonRun.Source? { WebAddress("http://127.0.0.1/").map { .web($0) } }

  @Test func `an object that was pulled but refused by the mail server counts as not pushed`()
    throws
  {
    let seen = log([Self.pulled, Self.refused])
    #expect(seen.comparison.pull != nil)
    let outcome = ComparisonRun.outcome(of: try #require(web), in: seen)
    guard case .notPushed(reply: "452 4.3.1 The disk is full") = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func `if the pictures are refused, the outcome is the refusal`() {
    let outcome = ComparisonRun.outcome(of: .pictures(1), in: log([Self.refused]))
    guard case .notPushed(reply: "452 4.3.1 The disk is full") = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func `if nothing was pulled, the outcome does not mention pushing`() throws {
    let outcome = ComparisonRun.outcome(of: try #require(web), in: log([]))
    guard case .notPulled(status: nil) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }
}
