import Protocols
import Testing
import Transcripts

/// A value that is printed and read again is the same, and so is a text that is read and printed.
@Suite struct RoundTripTests {
  @Test func `commands, with their paths and parameters`() throws {
    var generator = Generator(seed: 1)
    for _ in 0..<2_000 {
      let command = generator.command()
      #expect(try CommandParser.parse(command.octets) == command, "\(command)")
    }
  }

  @Test func `whatever line is a command, its canonical form is the same command`() throws {
    var generator = Generator(seed: 2)
    let rows = Table.all.flatMap(\.rows).map(\.sent.octets).filter { $0.count < 600 }
    var accepted = 0
    for _ in 0..<5_000 {
      var line = generator.pick(rows).filter { $0 != 10 && $0 != 13 }
      if !line.isEmpty, generator.chance(70) {
        line[generator.number(0...line.count - 1)] = UInt8(generator.number(0...255))
      }
      guard let command = try? CommandParser.parse(line) else { continue }
      accepted += 1
      #expect(try CommandParser.parse(command.octets) == command, "\(command)")
    }
    #expect(accepted > 500)
  }

  @Test func `replies`() {
    var generator = Generator(seed: 3)
    for _ in 0..<1_000 {
      guard let reply = generator.reply() else {
        Issue.record("no reply")
        return
      }
      var framer = Framer()
      framer.append(reply.wire)
      var dialogue = SMTPDialogue()
      var heard: [Reply] = []
      while let piece = framer.next(.lines) {
        for case .smtp(.exchange(let exchange)) in dialogue.hear(piece, from: .server) {
          heard.append(exchange.reply)
        }
      }
      #expect(heard == [reply], "\(reply)")
    }
  }

  @Test func `the heads of HTTP`() {
    var generator = Generator(seed: 4)
    for _ in 0..<1_000 {
      let request = HTTPRequestLine(
        Array(
          "\(generator.text("GETpost-!", 1...8)) /\(generator.text("a/%?é", 0...9)) HTTP/1.1".utf8))
      #expect(request != nil && request == request.flatMap { HTTPRequestLine($0.octets) })
      let status = HTTPStatusLine(
        Array("HTTP/1.0 \(generator.number(100...599)) \(generator.text("aé \t", 0...9))".utf8))
      #expect(status != nil && status == status.flatMap { HTTPStatusLine($0.octets) })
      let field = HTTPField(
        Array("\(generator.text("aB-!", 1...8)):\(generator.text(" \ta:é", 0...12))".utf8))
      #expect(field != nil && field == field.flatMap { HTTPField($0.octets) })
    }
  }

  @Test func `the events of a transcript, and its octets`() throws {
    var generator = Generator(seed: 5)
    let header = TranscriptHeader(
      started: "2026-11-23T15:00:00.000Z", software: "byhand", side: .server, student: nil)
    let events = (1...1_000).map { generator.event($0) }
    let octets = Array(([header.json] + events.map(\.json)).map { $0 + "\n" }.joined().utf8)
    let transcript = try Transcript(octets)
    #expect(transcript.header == header)
    #expect(transcript.warnings == [])
    for (read, event) in zip(transcript.events, events) { #expect(read == event) }
    #expect(
      Array(
        ([transcript.header.json] + transcript.events.map(\.json)).map { $0 + "\n" }.joined().utf8)
        == octets)
  }
}

/// As RFC 9112 §3, §4 and §5 write them.
extension HTTPRequestLine {
  fileprivate var octets: [UInt8] { Array("\(method) \(target) \(version)".utf8) }
}

extension HTTPStatusLine {
  fileprivate var octets: [UInt8] { Array("\(version) \(status) \(reason)".utf8) }
}

extension HTTPField {
  fileprivate var octets: [UInt8] { Array("\(name): \(value)".utf8) }
}
