import Imports
import Language
import Protocols
import Testing
import Transcripts

/// Files that were made to do harm, and files that are wrapped or written in another way.
@Suite struct HostileInputTests {
  private static let dialogue = "S: 220 a\nC: QUIT\nS: 221 b\n"
  private static let packed =
    Base64.decoded("H4sIAAAAAAACAwu2UjAyMlBI5HK2UggM9QzhCgYJGCokcQEAOyDXihoAAAA=") ?? []
  /// A megabyte of zeros.
  private static let zeros =
    Base64.decoded(
      "H4sIAAAAAAACA+3BMQEAAADCoPVPbQhfo" + String(repeating: "A", count: 1_355)
        + "PgMc6jinAAAQAA==") ?? []

  private func lines(_ octets: [UInt8]) throws -> [[UInt8]] {
    try Import()(octets).recordings.flatMap(\.events).compactMap {
      guard case .heard(_, .line(let line)) = $0.act else { return nil }
      return line.octets
    }
  }

  @Test func `gzip is unpacked, several members too`() throws {
    let plain = try lines(Array(Self.dialogue.utf8))
    #expect(try lines(Self.packed) == plain)
    #expect(try lines(Self.packed + Self.packed) == plain + plain)
    #expect(throws: ImportFailure.self) { try Import()(Array(Self.packed.dropLast(9))) }
    #expect(throws: ImportFailure.self) { try Import()(Self.packed + [1, 2, 3]) }
    var damaged = Self.packed
    damaged[20] ^= 0x55
    #expect(throws: ImportFailure.self) { try Import()(damaged) }
  }

  @Test func `a bomb is refused, with its place`() throws {
    #expect(Self.zeros.count == 1_051)
    let bomb = Array(repeatElement(Self.zeros, count: 33).joined())
    #expect(throws: ImportFailure.tooLarge(line: 1, column: Import.octetLimit + 1)) {
      try Import()(bomb)
    }
    let many = Array(repeating: UInt8.lineFeed, count: Import.octetLimit + 1)
    #expect(throws: ImportFailure.tooLarge(line: Import.octetLimit + 1, column: 1)) {
      try Import()(many)
    }
  }

  @Test func `text in UTF-16 is read`() throws {
    let units = Array(Self.dialogue.utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let plain = try lines(Array(Self.dialogue.utf8))
    #expect(try lines([0xFF, 0xFE] + little) == plain)
    #expect(try lines([0xFE, 0xFF] + big) == plain)
  }

  @Test func `GBK is shown right, and its octets are kept`() throws {
    let hello: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3]
    let octets =
      Array("S: 220 a\nC: ".utf8) + hello + Array("\n".utf8) + hello + Array("\nS: 500 b\n".utf8)
    #expect(try lines(octets)[1] == hello)
    let remarks = try Import()(octets).report.remarks
    #expect(remarks.all.last?.excerpt == "你好" && remarks.losses == 1)
    #expect(remarks.all.last?.line == 3)
  }

  @Test func `what a report quotes moves no cursor and hides nothing`() throws {
    let line =
      "\u{1B}[2J\u{1B}]0;x\u{7}\u{202E}gnp\u{200B}\u{85}\u{7F}\r"
      + String(repeating: "a", count: 999)
    let octets = Array("S: 220 a\n\(line)\nC: QUIT\n".utf8)
    let remark = try #require(try Import()(octets).report.remarks.all.first)
    #expect((remark.line, remark.column) == (2, 1))
    let isHarmless = remark.excerpt.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && !$0.hides(after: nil)
    }
    #expect(isHarmless && remark.excerpt.count < 100, "\(remark.excerpt)")
  }

  @Test(arguments: [
    "peers:\n  - peer: 0\npackets:\n  - packet: *x\n",
    "peers:\npackets:\n" + String(repeating: "[", count: 1_000),
    "peers:\npackets:\n  - \u{1}\n", "peers:\npackets:\n\t- x: [\n",
  ])
  func `YAML with aliases, depth or errors is refused, with its place`(text: String) {
    do {
      _ = try Import()(Array(text.utf8))
      Issue.record("read")
    } catch {
      guard case .broken(let line, let column, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(line >= 2 && column >= 1)
    }
  }

  @Test func `many complaints are counted, not kept`() throws {
    let octets = Array(("S: 220 a\n" + String(repeating: "x\n", count: 5_000)).utf8)
    let remarks = try Import()(octets).report.remarks
    #expect(remarks.all.count == 100 && remarks.losses == 5_000 && remarks.further == 4_900)
  }

  @Test func `a stream that is neither mail nor web is passed over, and said`() throws {
    func follow(_ first: [UInt8]) -> [UInt8] {
      Array(
        """
        peers:
          - peer: 0
            host: 192.0.2.1
            port: 50000
          - peer: 1
            host: 192.0.2.2
            port: 443
        packets:
          - packet: 1
            peer: 0
            timestamp: 1.5
            data: !!binary |
              \(Base64.encoded(first))

        """.utf8)
    }
    let mail = follow(Array("EHLO a\r\n".utf8))
    #expect(try Import()(mail).report.conversations == 1)
    for (octets, word) in [([0x16, 3, 1, 2], "TLS"), (Array("SSH-2.0-x".utf8), "neither SMTP")] {
      let imported = try Import()(mail + follow(octets))
      #expect(imported.report.conversations == 1)
      #expect(imported.report.remarks.all.contains { $0.why.english.contains(word) })
      #expect(throws: ImportFailure.self) { try Import()(follow(octets)) }
    }
  }

  @Test func `Wireshark's older YAML is read, which names no ends`() throws {
    func packet(_ peer: Int, _ number: Int, _ text: String) -> String {
      "peer\(peer)_\(number): !!binary |\n  \(Base64.encoded(Array(text.utf8)))\n"
    }
    let yaml =
      "# Packet 4\n" + packet(1, 0, "220 hamburger.edu\r\n") + packet(0, 0, "QUIT\r\n")
      + packet(1, 1, "221 bye\r\n")
    #expect(ImportFormat.recognised(in: Array(yaml.utf8)) == .follow)
    #expect(try lines(Array(yaml.utf8)).count == 3)
    let reversed = packet(0, 0, "220 a\r\n") + packet(1, 0, "QUIT\r\n")
    let acts = try Import()(Array(reversed.utf8)).recordings[0].events.map(\.act)
    #expect(acts.contains(.heard(.server, .line(Line("220 a")))))
  }

  @Test func `where tshark is missing, a capture says so`() {
    let capture: [UInt8] = [0x0A, 0x0D, 0x0D, 0x0A, 0, 0, 0, 0]
    #expect(throws: ImportFailure.noTshark) {
      try Import(dissector: Tshark(program: "no-such-program-here"))(capture)
    }
  }
}

@Suite struct WithheldTests {
  @Test func `of a thousand connections that never end, each has its secrets withheld`() throws {
    var log = ""
    for number in 1...1_100 {
      log += "smtp: 0x\(String(number, radix: 16)): >>> 220 a\n"
      log += "smtp: 0x\(String(number, radix: 16)): <<< EHLO b\n"
    }
    for number in 1...1_100 {
      log += "smtp: 0x\(String(number, radix: 16)): <<< AUTH PLAIN AGFsaWNlAHBpY2tsZXM=\n"
    }
    let imported = try Import()(Array(log.utf8))
    #expect(imported.report.conversations == 1_100)
    let text = String(decoding: imported.recordings[0].octets, as: UTF8.self)
    #expect(!text.contains("AGFsaWNl"))
  }

  @Test func `a line outside every conversation is no way around it`() throws {
    let text = """
      # byhand text 1
      # open 1 smtp a 25 server=a:25
      S: 220 a
      # close server finished
      C: AUTH PLAIN AGFsaWNlAHBpY2tsZXM=
      # conversation 9
      C: Authorization: Basic Ym9iOnBpY2tsZXM=

      """
    let recording = try #require(try Import()(Array(text.utf8)).recordings.first)
    let written = String(decoding: recording.octets, as: UTF8.self)
    #expect(!written.contains("AGFsaWNl") && !written.contains("Ym9iOn"), "\(written)")
    #expect(try Import()(recording.octets).recordings.first?.octets == recording.octets)
  }

  @Test func `a report quotes no password`() throws {
    let log = """
      S: 220 a
      AUTH PLAIN AGFsaWNlAHBpY2tsZXM=
      > AUTH LOGIN cGlja2xlcw==
      cGlja2xlcw==
      Authorization: Basic Ym9iOnBpY2tsZXM=
      *** cGlja2xlczk= broke
      login('alice', 'AGFsaWNlAHBpY2tsZXMx')
      who says this, and what else does it mean?
      """
    let remarks = try Import()(Array(log.utf8)).report.remarks
    #expect(remarks.all.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
    #expect(
      remarks.all.map(\.excerpt)
        == ["", "", "", "", "", "", "who says this, and what else does it mean?"])
  }

  @Test func `more connections than are kept are refused, with the line`() {
    let log = String(repeating: "=== Trying a:25...\n", count: Import.conversationLimit + 2)
    #expect(throws: ImportFailure.tooManyConversations(line: Import.conversationLimit + 1)) {
      try Import()(Array(log.utf8))
    }
  }
}

/// Numbers that no connection has.
@Suite struct ForgedNumberTests {
  @Test(arguments: [
    "=== Trying a:99999...\n<-  220 a\n", "=== Trying a:99999...\n*** Error connecting to a\n",
    "* Connected to a (b) port 99999 (#0)\n< 220 a\n", "$ telnet a 70000\n220 a\n",
    "GET / HTTP/1.1\nHost: a:99999\n", "# byhand text 1\n# at 999999999.999\n# open 1 smtp a 25\n",
    "peers:\n  - peer: 0\npackets:\n  - packet: 1\n    peer: 0\n    timestamp: 253402300799\n"
      + "    data: RUhMTyBhDQo=\n  - packet: 2\n    timestamp: 9\n    data: RUhMTyBhDQo=\n",
  ])
  func `an import can be read back, whatever numbers were in it`(log: String) throws {
    let recording = try #require(try Import()(Array(log.utf8)).recordings.first)
    let transcript = try Transcript(recording.octets)
    #expect(transcript.events == recording.events && transcript.warnings.isEmpty)
    #expect(!recording.events.isEmpty)
  }
}
