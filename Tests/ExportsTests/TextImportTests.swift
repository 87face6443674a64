import Exports
import FoundationEssentials
import Imports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

/// The text form there and back: what is exported is imported as the same conversations.
@Suite struct TextImportTests {
  private func imported(_ recording: Recording) throws -> Imported.Recording {
    let text = recording.exported(as: .text, ExportOptions(language: .chinese, showsNames: true))
    let imported = try Import()(text)
    #expect(imported.report.format == .text && imported.report.remarks.losses == 0)
    return try #require(imported.recordings.first)
  }

  @Test(arguments: 0..<3)
  func `hundreds of generated recordings come back: conversations, sides and octets`(
    hundred: Int
  ) throws {
    for seed in hundred * 100..<hundred * 100 + Tries.of(30, all: 100) {
      let recording = SampleSessions.generated(seed)
      let back = try imported(recording)
      let (before, after) = (Octet.all(recording.events), Octet.all(back.events))
      // Nonsense in which a login was withheld: what follows may be withheld as well.
      let isKept =
        before.count == after.count
        && zip(before, after).allSatisfy { $0 == $1 || $0.turn == $1.turn && $1.octet == nil }
      #expect(isKept, "\(seed)")
      #expect(Recorded.frame(back.events) == Recorded.frame(recording.events), "\(seed)")
      #expect(back.header.started == recording.header.started)
      #expect(back.header.side == recording.header.side)
    }
  }

  @Test func `chunks come back`() throws {
    let octets = Array("Subject: x\r\n\r\n.\r\nC: a line\rand \0 no end".utf8)
    let text = "S: 220 x\nC: EHLO a\nS: 250 CHUNKING\nC: BDAT \(octets.count) LAST"
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened())] + SampleSessions.lines(text)
        + [(1, .heard(.client, .octets(octets)))] + SampleSessions.lines("S: 250 ok\nC: QUIT"))
    #expect([Said](try imported(recording).events) == [Said](recording.events))
  }

  @Test(arguments: SampleTLS.all)
  func `what TLS came to comes back`(outcome: TLSOutcome) throws {
    let recording = SampleSessions.recording(
      [(1, SampleSessions.opened()), (1, .secured(outcome))]
        + SampleSessions.lines("S: 220 hamburger.edu\nC: QUIT"))
    let back = try imported(recording)
    #expect(back.events.map(\.act).contains(.secured(outcome)))
    #expect([Said](back.events) == [Said](recording.events))
  }

  @Test(arguments: OldFile.allCases)
  func `recordings of the last version come back`(file: OldFile) throws {
    let transcript = try Transcript(file.octets)
    let back = try imported(Recording(header: transcript.header, events: transcript.events))
    #expect([Said](back.events) == [Said](transcript.events))
    #expect(back.header.student == transcript.header.student)
  }

  @Test func `every dialogue of the tests comes back`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Dialogues")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count > 10)
    for name in names {
      let text = String(
        decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
      let lines = text.split(separator: "\n").compactMap { DialogueLine($0) }
      let acts = lines.map { (1, Act.heard($0.side, .line($0.line))) }
      let recording = SampleSessions.recording([(1, SampleSessions.opened())] + acts)
      let back = try imported(recording)
      #expect([Said](back.events) == [Said](Recorded.redacted(recording.events)), "\(name)")
    }
  }
}

/// Each octet of a recording, with the conversation and the side; `nil`: withheld.
private struct Octet: Equatable {
  struct Turn: Equatable {
    let conversation: Int
    let side: Side
  }

  let turn: Turn
  let octet: UInt8?

  static func all(_ events: [Event]) -> [Octet] {
    [Said](events).flatMap { said -> [Octet] in
      let turn = Turn(conversation: said.conversation, side: said.side)
      switch said.part {
      case .octets(let octets): return octets.map { Octet(turn: turn, octet: $0) }
      case .withheld(let count), .leftOut(let count):
        return Array(repeating: Octet(turn: turn, octet: nil), count: count)
      }
    }
  }
}

private enum Recorded {
  static func redacted(_ events: [Event]) -> [Event] {
    var session = Session()
    return events.map { $0.redacted(by: session.take($0)) }
  }

  /// Connections and their ends, in order.
  static func frame(_ events: [Event]) -> [Act] {
    events.map(\.act).filter {
      switch $0 {
      case .opened, .failed, .closed: true
      default: false
      }
    }
  }
}
