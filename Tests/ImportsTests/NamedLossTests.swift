import FoundationEssentials
import Imports
import Language
import Protocols
import TestSupport
import Testing
import Transcripts

/// What is not read is named.
@Suite struct NamedLossTests {
  @Test func `lines behind a close are named`() throws {
    let log =
      "=== Trying a:25...\n<-  220 a\n*** Remote host closed connection\n -> QUIT\n<-  221 b\n"
    let report = try Import()(Array(log.utf8)).report
    #expect(report.remarks.all.filter(\.isLoss).map(\.line) == [4, 5])
    let plain =
      "S: 220 a\n# The server closed the TCP connection.\nC: AUTH PLAIN AGFsaWNlAHBpY2tsZXM=\n"
    let imported = try Import()(Array(plain.utf8))
    #expect(imported.report.remarks.all.filter(\.isLoss).map(\.line) == [3])
    #expect(!String(decoding: imported.recordings[0].octets, as: UTF8.self).contains("AGFsaWNl"))
  }

  @Test func `UTF-16 without a mark is refused by its name`() {
    let units = Array("S: 220 a\nC: QUIT\nS: 221 b\n".utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    do {
      _ = try Import()(little)
      Issue.record("read")
    } catch {
      guard case .notUnpacked(let why) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(why.english.contains("UTF-16LE"))
    }
  }

  @Test func `a capture that tshark could not read to its end says so`() throws {
    struct Half: CaptureDissector {
      func followed(_ capture: [UInt8]) throws(ImportFailure) -> FollowedCapture {
        FollowedCapture(yaml: Sample["follow.smtp.yaml"], isWhole: false)
      }
    }
    let imported = try Import(dissector: Half())([0x0A, 0x0D, 0x0D, 0x0A])
    #expect(
      imported.report.remarks.all.contains { $0.isLoss && $0.why.english.contains("cut off") })
  }

  @Test func `a program that closes its output and goes on is ended`() throws {
    let scratch = Scratch()
    let program = "\(scratch.path)/tshark"
    let script = "#!/bin/sh\nexec >&- 2>&-\nexec sleep 600\n"
    try Data(script.utf8).write(to: URL(filePath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let tshark = Tshark(program: program, timeLimit: .milliseconds(200))
    let time = ContinuousClock().measure {
      #expect(throws: ImportFailure.self) { try tshark.followed([1]) }
    }
    #expect(time < .seconds(20))
  }

  @Test func `the practice world's plain output and that outside of it name the server`() throws {
    let text = """
      # TCP 连接 192.0.2.1:45648 → 192.0.2.2:2525 （练习环境之外的 mx.example 2525 端口）
      S: 220 x
      """
    let acts = try Import(from: .dialogue)(Array(text.utf8)).recordings[0].events.map(\.act)
    guard case .opened(let opening)? = acts.first else {
      Issue.record("not opened")
      return
    }
    #expect(opening.attempt.host == "mx.example" && opening.attempt.port == 2525)
  }

  @Test func `what a terminal added is taken out`() throws {
    func padded(_ line: String) -> String {
      line + String(repeating: " ", count: 80 - line.utf8.count)
    }
    let lines = ["220 a", "HELO b", "250 a", "QUIT", "221 bye"]
    let plain = lines.joined(separator: "\n")
    let expected = try Import()(Array(plain.utf8)).recordings[0]
    for text in [
      lines.map(padded).joined(separator: "\n"), lines.joined(separator: "\r\r\n") + "\r\r\n",
      plain.replacing("HELO", with: "HELP\u{8} \u{8}O"),
      plain.replacing("HELO", with: "HELP\u{8}O"),
    ] {
      let imported = try Import(from: .session)(Array(text.utf8))
      #expect(imported.recordings[0].events == expected.events, "\(text)")
      #expect(imported.report.remarks.all.contains { $0.why.english.contains("terminal") })
    }
  }

  @Test func `aiosmtpd's copy of a message is one remark, and missing replies are named`() throws {
    let log = """
      INFO:mail.log:('127.0.0.1', 36460) >> b'EHLO a'
      ---------- MESSAGE FOLLOWS ----------
      From: alice@crepes.fr

      INFO:mail.log:('127.0.0.1', 36460) >> b'RSET'
      ------------ END MESSAGE ------------
      INFO:mail.log:('127.0.0.1', 36460) >> b'QUIT'
      """
    let imported = try Import()(Array(log.utf8))
    #expect(imported.report.remarks.all.map(\.line) == [2, 0])
    #expect(UnmarkedTests.lines(imported.recordings[0].events).count == 2)
  }

  @Test func `a file whose lines end with CR alone is read`() throws {
    let imported = try Import()(Array("S: 220 a\rC: QUIT\rS: 221 b\r".utf8))
    #expect(UnmarkedTests.lines(imported.recordings[0].events).count == 3)
    #expect(imported.report.remarks.all.contains { $0.why.english.contains("CR alone") })
  }

  @Test func `a damaged packet is named`() throws {
    let yaml =
      "peers:\n  - peer: 0\npackets:\n  - packet: 1\n    peer: 0\n    timestamp: 1.5\n"
      + "    data: RUhMTyBhDQo=\n  - packet: 2\n    timestamp: 2\n    data: RUhM*TyB\n"
    let remarks = try Import()(Array(yaml.utf8)).report.remarks
    #expect(remarks.all.filter(\.isLoss).map(\.line) == [10])
  }

  @Test func `another tool's session behind the first is named`() throws {
    let log =
      "=== Trying a:25...\n<-  220 a\n -> QUIT\n<-  221 b\n=== Connection closed\n"
      + "* Connected to a (b) port 25 (#0)\n< 220 a\n> QUIT\n< 221 b\n"
    let remarks = try Import()(Array(log.utf8)).report.remarks.all
    #expect(remarks.contains { $0.why.english.contains("line 6 on this seems to be") })
  }

  @Test(arguments: [
    "=== Trying a:25...\n<-  220 a\n -> EHLO b\n", "reply: b'220 a\\r\\n'\nsend: 'ehlo b\\r\\n'\n",
  ])
  func `a log that breaks off is named`(log: String) throws {
    let remarks = try Import()(Array(log.utf8)).report.remarks.all
    #expect(remarks.contains { $0.why.english.contains("ends before the conversation") })
  }
}
