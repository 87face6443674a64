import FoundationEssentials
import Glibc
import Protocols
import Teaching
import TestSupport
import Testing

/// The lines of `reply-lines.txt`: what each row of the table takes, and what looks like it.
struct ReplyLinesTests {
  private struct Sample: Sendable {
    let diagnosis: Diagnosis
    /// What it looks like, and is not.
    let lookAlike: Diagnosis?
    let reply: String
  }

  /// `diagnosis | reply`, or `not DIAGNOSIS | diagnosis | reply`.
  private static let samples: [Sample] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "reply-lines.txt")
    let text = String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let isLookAlike = line.hasPrefix("not ")
      let fields = line.split(separator: " | ", maxSplits: isLookAlike ? 2 : 1).map(String.init)
      let other = isLookAlike ? Diagnosis(rawValue: String(fields[0].dropFirst(4))) : nil
      let diagnosis = Diagnosis(rawValue: fields[isLookAlike ? 1 : 0])
      return Sample(diagnosis: diagnosis ?? .ok, lookAlike: other, reply: fields.last ?? "")
    }
  }()

  private func expect(_ kind: String, _ altered: (Sample) -> [UInt8]?) {
    var wrong: [String] = []
    for sample in Self.samples {
      guard let reply = altered(sample) else { continue }
      let found = ReplyReading(reply).diagnosis
      if found != sample.diagnosis { wrong.append("\(sample.reply): \(found.rawValue)") }
    }
    #expect(wrong == [], "\(kind)")
  }

  @Test func `each line has its diagnosis`() { expect("as it stands") { Array($0.reply.utf8) } }

  @Test func `every row of the table decides one of the lines`() throws {
    let deciding = Self.samples.compactMap { sample -> Int? in
      guard case .wording(let row) = ReplyReading(sample.reply.utf8).basis else { return nil }
      return row.line
    }
    let idle = Set(WordingMatcher.embedded.rows.map(\.line)).subtracting(deciding)
    #expect(idle.sorted() == [])
  }

  @Test(arguments: Diagnosis.allCases.filter { ![.ok, .unknown].contains($0) })
  func `for each diagnosis two lines look like it and are not`(diagnosis: Diagnosis) {
    #expect(Self.samples.count { $0.lookAlike == diagnosis && $0.diagnosis != diagnosis } >= 2)
  }

  @Test func `letter case does not matter`() {
    expect("upper") { Array($0.reply.uppercased().utf8) }
    expect("lower") { Array($0.reply.lowercased().utf8) }
  }

  @Test func `GBK is read as UTF-8 is`() { expect("GBK") { Self.gbk($0.reply) } }

  @Test func `a reply may come in several lines`() {
    expect("lines") { sample in
      Self.parts(of: sample.reply).map { codes, head, tail in
        Array(
          "\(codes.replacing(" ", with: "-", maxReplacements: 1))\(head)\r\n\(codes)\(tail)".utf8)
      }
    }
  }

  @Test func `an ID or an address in the middle does not matter`() {
    let ids = ["<bob@example.org>", "bob@example.org", "8F3A2C91", "[192.0.2.7]"]
    for (number, id) in ids.enumerated() {
      expect(id) { sample in
        guard Tries.isAll || sample.reply.utf8.count % ids.count == number else { return nil }
        return Self.parts(of: sample.reply).map { Array("\($0)\($1) \(id) \($2)".utf8) }
      }
    }
  }

  @Test func `what follows the wording may be cut off`() {
    expect("cut") { sample in
      let text = ReplyText(sample.reply.utf8)
      guard case .wording(let row) = ReplyReading(sample.reply.utf8).basis,
        let last = row.pieces.last, let place = text.text.lastRange(of: last.octets)
      else { return nil }
      let codes = [text.code?.description, text.enhanced?.description].compactMap { $0 }
      return Array((codes.joined(separator: " ") + " ").utf8) + text.text[..<place.upperBound]
    }
  }

  /// Its codes with a space behind each, and its words in two halves; `nil` where there are not two.
  private static func parts(of reply: String) -> (codes: String, head: String, tail: String)? {
    let words = reply.split(separator: " ").map(String.init)
    let codes = words.prefix { ReplyText($0.utf8).hasCode }
    let rest = words.dropFirst(codes.count)
    guard rest.count > 1, !codes.isEmpty else { return nil }
    let half = rest.startIndex + rest.count / 2
    return (
      codes.map { $0 + " " }.joined(), rest[..<half].joined(separator: " "),
      rest[half...].joined(separator: " ")
    )
  }

  private static func gbk(_ text: String) -> [UInt8]? {
    guard let descriptor = iconv_open("GBK", "UTF-8"), descriptor != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(descriptor) }
    var source = text.utf8.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: source.count * 2)
    var (left, room) = (source.count, target.count)
    let status = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var input = source.baseAddress
        var output = target.baseAddress
        return iconv(descriptor, &input, &left, &output, &room)
      }
    }
    guard status != -1 else { return nil }
    return target.dropLast(room).map { UInt8(bitPattern: $0) }
  }
}

extension Collection<UInt8> where Index == Int {
  fileprivate func lastRange(of other: [UInt8]) -> Range<Int>? {
    indices.reversed().lazy.map { $0..<($0 + other.count) }
      .first { $0.upperBound <= endIndex && self[$0].elementsEqual(other) }
  }
}
