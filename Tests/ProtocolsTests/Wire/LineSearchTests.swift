import Protocols
import Testing

/// Sixteen octets are looked at together: what is found must not depend on its place among them.
@Suite struct LineSearchTests {
  @Test func `plain lines end where a loop over octets says`() {
    let alphabet: [UInt8] = [.carriageReturn, .lineFeed, .dot, UInt8(ascii: "a"), 0x8D, 0xFF]
    var seed: UInt64 = 1
    func next() -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return seed >> 33
    }
    for _ in 0..<5_000 {
      let plain = Int(next() % 40)
      let octets: [UInt8] = (0..<Int(next() % 80)).flatMap { index -> [UInt8] in
        if index < plain, next() % 8 != 0 { return [UInt8(ascii: "x")] }
        return next() % 3 == 0 ? Ending.crlf.octets : [alphabet[Int(next() % 6)]]
      }
      var framer = Framer()
      framer.append(octets)
      var pieces: [Piece] = []
      while let piece = framer.next(.text) { pieces.append(piece) }
      if let rest = framer.flush(.text) { pieces.append(rest) }
      #expect(pieces == expected(octets))
    }
  }

  /// Lines by the definition of `Framing.text`: plain ones together, the others each for itself, up
  /// to the last LF.
  private func expected(_ octets: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var plain: [UInt8] = []
    var line: [UInt8] = []
    func finish(_ piece: Piece?) {
      if !plain.isEmpty { pieces.append(.octets(plain)) }
      plain = []
      if let piece { pieces.append(piece) }
      line = []
    }
    for octet in octets {
      guard octet == .lineFeed else {
        line.append(octet)
        continue
      }
      let isEnded = line.last == .carriageReturn
      let text = isEnded ? Array(line.dropLast()) : line
      if isEnded, text.first != .dot, !text.contains(.carriageReturn) {
        plain += text + Ending.crlf.octets
        line = []
      } else {
        finish(.line(Line(octets: text, ending: isEnded ? .crlf : .lf)))
      }
    }
    finish(line.isEmpty ? nil : .line(Line(octets: line, ending: .none)))
    return pieces
  }
}
