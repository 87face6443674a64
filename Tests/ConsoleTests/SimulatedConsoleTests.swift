import Language
import Lessons
import PracticeWorld
import Presentation
import Protocols
import Terminal
import Testing
import Transcripts

@testable import Console

/// What is checked in memory must hold on real connections.
@Suite struct SimulatedConsoleTests {
  private static let mail = [
    "telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>",
    "RCPT TO:<bob@hamburger.edu>", "DATA", "Subject: pickles", "", "..How about them?", ".",
  ]
  private static let get = ["telnet hamburger.edu 80", "GET /bob/1.eml HTTP/1.1"]

  private static let scripts: [[String]] = [
    mail + ["RSET", "VRFY bob", "EHLO crepes.fr", "MAIL FROM:<a@b> SIZE=9999999999", "QUIT"],
    mail + ["QUIT"] + get + ["Host: hamburger.edu", ""] + [
      "GET / HTTP/1.1", "Host: x", "", ":drop",
    ],
    get + [""], ["telnet hamburger.edu 80", "HELO"], ["telnet hamburger.edu 9"],
    mail + [":drop", ":server hamburger.edu down", "telnet hamburger.edu 25"]
      + [":server hamburger.edu up"] + mail,
    [":server hamburger.edu greylist"] + mail + [
      "RCPT TO:<bob@hamburger.edu>", "DATA", ".", "QUIT",
    ],
    [":server hamburger.edu drop DATA", "telnet hamburger.edu 25"] + mail[1...4],
    [":server hamburger.edu reject RCPT 452 2nd"] + mail[0...3] + mail[3...3] + mail[3...3],
    ["telnet hamburger.edu 25", "GET / HTTP/1.1", "Host: x"],
  ]

  @Test(arguments: scripts)
  func `the same lines are answered alike in memory and over sockets`(lines: [String]) throws {
    let lesson = try LessonFile.parse(
      Array(
        """
        lesson: one
        version: 1
        title: {en: One, zh: 一}
        steps:
          - {id: never, say: {en: Do, zh: 做}, expect: {console: compare}}
        """.utf8), name: "one.yaml")
    var simulated = SimulatedConsole(lesson, keptLimit: .max)
    for line in lines { simulated.type(line) }
    simulated.type(":drop")
    let wake = try WakePipe()
    let real = Console(
      options: ConsoleOptions(
        language: .english, form: .json, hasColour: false, records: false, store: nil, version: "",
        dataFolder: nil),
      scripted: ScriptedKeyboard(lines + [":drop"], wake: wake), inbox: Inbox(wake: wake), home: nil
    )
    _ = real.run(.lessonFile(lesson))
    #expect(acts(simulated.core.log.events) == acts(real.log.events))
  }

  /// Without what two runs never have in common: ports, times and numbers.
  private func acts(_ events: [Event]) -> [String] {
    events.map { event in
      switch event.act {
      case .opened(let opening): "\(event.conversation) open \(opening.attempt)"
      case .heard(let side, .line(let line)):
        "\(event.conversation) \(side) \(Self.withoutValue(line.lossyText)) \(line.ending)"
      // A stored message: its trace holds the time.
      case .heard(let side, .octets): "\(event.conversation) \(side) octets"
      case .learner(.began): "began"
      default: "\(event.conversation) \(event.act)"
      }
    }.reduce(into: []) { acts, act in
      // A body may come in one block or two.
      if !act.hasSuffix(" octets") || acts.last != act { acts.append(act) }
    }
  }

  private static func withoutValue(_ line: String) -> String {
    for name in ["Date:", "ETag:", "Last-Modified:", "Content-Length:"] where line.hasPrefix(name) {
      return name
    }
    return line
  }
}
