import Protocols
import TestSupport
import Testing

@testable import Transcripts

/// What is read in the short way is what is read in the long way.
@Suite struct OrdinaryLineTests {
  @Test(arguments: [
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"220 hamburger.edu"}"#,
    #"{"n":0,"ms":0,"c":1,"kind":"line","from":"client","text":""}"#,
    #"{"n":123456789012,"ms":999999999999,"c":1,"kind":"line","from":"client","text":"再来一点？"}"#,
  ])
  func `a recorder's line is read`(_ line: String) throws {
    let event = try #require(Self.short(line))
    #expect(event == Self.long(line))
    #expect(event.json == line)
  }

  @Test(arguments: [
    // Escapes, other members, another order, spaces, what is cut off, what JSON does not allow.
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"a\"b"}"#,
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"a","eol":"lf"}"#,
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"a","by":"console"}"#,
    #"{"ms":2,"n":2,"c":1,"kind":"line","from":"server","text":"a"}"#,
    #"{"n": 2,"ms":2,"c":1,"kind":"line","from":"server","text":"a"}"#,
    #"{"n":02,"ms":2,"c":1,"kind":"line","from":"server","text":"a"}"#,
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":"a""#,
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"server","text":""#,
    #"{"n":2,"ms":-2,"c":1,"kind":"line","from":"server","text":"a"}"#,
    #"{"n":1234567890123,"ms":2,"c":1,"kind":"line","from":"server","text":"a"}"#,
    #"{"n":2,"ms":2,"c":1,"kind":"line","from":"nobody","text":"a"}"#,
    #"{"n":,"ms":2,"c":1,"kind":"line","from":"server","text":"a"}"#,
    "", "{", "{}",
  ])
  func `every other line is left`(_ line: String) { #expect(Self.short(line) == nil) }

  /// Whatever became of a line on its way.
  @Test func `nothing is read otherwise`() {
    var generator = SeededGenerator(seed: 1)
    let line = #"{"n":17,"ms":4210,"c":1,"kind":"line","from":"client","text":"HELO 再 crepes.fr"}"#
    let odd: [UInt8] = [
      0x00, 0x1F, 0x22, 0x2C, 0x30, 0x3A, 0x5C, 0x7D, 0x7F, 0x80, 0xC3, 0xE5, 0xFF,
    ]
    var read = 0
    for _ in 0..<20_000 {
      var octets = Array(line.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<octets.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: octets.remove(at: place)
        case 1: octets.insert(odd.randomElement(using: &generator) ?? 0, at: place)
        default: octets[place] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      guard let short = Self.short(octets) else { continue }
      read += 1
      #expect(short == Self.long(octets), "\(octets)")
    }
    #expect(read > 1_000)
  }

  private static func short(_ line: String) -> Event? { short(Array(line.utf8)) }
  private static func long(_ line: String) -> Event? { long(Array(line.utf8)) }

  private static func short(_ line: [UInt8]) -> Event? {
    line.withUnsafeBufferPointer { OrdinaryLine.event($0) }
  }

  private static func long(_ line: [UInt8]) -> Event? {
    var members = JSONMembers(in: line)
    return members.read(line.indices) ? members.event(raw: "") : nil
  }
}
