import Language
import Presentation
import Protocols
import Teaching
import Testing
import Transcripts

/// A session in which the student watches a server while talking to it.
@Suite struct SpeakersTests {
  /// Each event as shown, from the first on.
  private func shown(_ view: any View) -> String {
    var session = Session()
    var lastHeard: Int?
    var text = ""
    let acts: [(Int, Act)] = [
      (1, opening("crepes.fr")), (1, line(.server, "220 crepes.fr")),
      (2, opening("hamburger.edu", by: "crepes.fr")), (2, line(.server, "220 hamburger.edu")),
      (2, line(.client, "EHLO crepes.fr, a name that is so long that it wraps")),
      (1, line(.client, "NOOP")), (1, line(.server, "250 ok")),
    ]
    for (index, (conversation, act)) in acts.enumerated() {
      let event = Event(
        number: index + 1, milliseconds: 0, conversation: conversation, act: act)
      _ = session.take(event)
      let speakers = Speakers(of: event, after: lastHeard, in: session)
      if case .heard = act { lastHeard = conversation }
      let notes = index == 3 ? [Samples.handshake, Samples.ready] : []
      text += view.show(event, notes, by: speakers, isEchoed: false)
    }
    return text
  }

  private func opening(_ host: String, by client: String? = nil) -> Act {
    .opened(
      Opening(
        attempt: Attempt(dialect: .smtp, host: host, port: 25), address: "", local: nil,
        isPractice: true, client: client))
  }

  private func line(_ side: Side, _ text: String) -> Act { .heard(side, .line(Line(text))) }

  @Test func `in a terminal a watched conversation stands behind a bar, and lines are named`() {
    #expect(
      shown(TerminalView(ViewOptions(language: .english, width: 60)))
        == [
          "S: 220 crepes.fr",
          " ┊ hamburger.edu S: 220 hamburger.edu",
          " ┊ ",
          " ┊ ── Phase 1 of 3 · Handshake \(String(repeating: "─", count: 28))",
          " ┊    220  success · connection",
          " ┊         The server is ready. In SMTP the server speaks",
          " ┊         first.",
          " ┊ crepes.fr     C: EHLO crepes.fr, a name that is so long ",
          " ┊                  that it wraps",
          "C: NOOP", "S: 250 ok", "",
        ].joined(separator: "\n"))
  }

  @Test func `in plain form the lines stay as they are, and a remark says who speaks`() {
    #expect(
      shown(PlainView(ViewOptions(language: .chinese))) == """
        S: 220 crepes.fr
        # ── 旁观：C: 是 crepes.fr，S: 是 hamburger.edu
        S: 220 hamburger.edu
        # ── 第 1 阶段 / 共 3 阶段 · 握手
        # 220  成功 · 连接  服务器已就绪。SMTP 由服务器先发言。
        C: EHLO crepes.fr, a name that is so long that it wraps
        # ── 你自己的对话：C: 是你，S: 是 crepes.fr
        C: NOOP
        S: 250 ok

        """)
  }

  // MARK: Several at once

  /// Two watched conversations, whose lines come in turn, then a third alone.
  private func several(_ view: any View) -> String {
    var session = Session()
    var lastHeard: Int?
    var text = ""
    let acts: [(Int, Act)] = [
      (1, opening("hamburger.edu", by: "crepes.fr")), (1, line(.server, "220 one")),
      (2, opening("hamburger.edu", by: "crepes.fr")), (2, line(.server, "220 two")),
      (1, line(.client, "QUIT")), (1, .closed(by: .server, .finished)),
      (2, line(.client, "NOOP")), (2, .closed(by: .server, .finished)),
      (3, opening("hamburger.edu", by: "crepes.fr")), (3, line(.server, "220 three")),
    ]
    for (index, (conversation, act)) in acts.enumerated() {
      let event = Event(
        number: index + 1, milliseconds: 0, conversation: conversation, act: act)
      _ = session.take(event)
      let speakers = Speakers(of: event, after: lastHeard, in: session)
      if case .heard = act { lastHeard = conversation }
      text += view.show(event, [], by: speakers, isEchoed: false)
    }
    return text
  }

  @Test func `watched conversations that are open at once bear numbers`() {
    #expect(
      several(TerminalView(ViewOptions(language: .english, width: 90))) == """
         ┊ hamburger.edu S: 220 one
         ┊2    Two watched conversations are open at once: this one is marked 2, the other 1.
         ┊2 hamburger.edu S: 220 two
         ┊1 crepes.fr     C: QUIT
         ┊2 crepes.fr     C: NOOP
         ┊ hamburger.edu S: 220 three

        """)
  }

  @Test func `in plain form the remark on who speaks has the number`() {
    #expect(
      several(PlainView(ViewOptions(language: .english))) == """
        # ── watched: C: is crepes.fr, S: is hamburger.edu
        S: 220 one
        # Two watched conversations are open at once: this one is marked 2, the other 1.
        # ── watched 2: C: is crepes.fr, S: is hamburger.edu
        S: 220 two
        # ── watched 1: C: is crepes.fr, S: is hamburger.edu
        C: QUIT
        # ── watched 2: C: is crepes.fr, S: is hamburger.edu
        C: NOOP
        # ── watched: C: is crepes.fr, S: is hamburger.edu
        S: 220 three

        """)
  }
}
