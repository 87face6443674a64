import Presentation
import TestSupport
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ([0x1B, 0x5B, 0x32, 0x4A], "␛[2J"), ([0x00], "␀"), ([0x09], "␉"), ([0x7F], "␡"),
    ([0x61, 0x0D, 0x62], "a␍b"), ([0xC2, 0x9B], "\\x9B"), ([0xFF, 0x61], "\\xFFa"),
    ([0xE4, 0xBD], "\\xE4\\xBD"), ([0xC0, 0x80], "\\xC0\\x80"),
    ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"),
    ([0xE2, 0x80, 0xAE], "\\u{202E}"), ([0xE2, 0x81, 0xA6], "\\u{2066}"),
    ([0xE2, 0x80, 0x8B], "\\u{200B}"), ([0xEF, 0xBB, 0xBF], "\\u{FEFF}"),
    ([0xE2, 0x80, 0xA8], "\\u{2028}"), ([0xE3, 0x85, 0xA4], "\\u{3164}"),
    ([0xF3, 0xA0, 0x84, 0x80], "\\u{E0100}"),
    // GBK: some of its octets are valid UTF-8.
    (
      [0xB2, 0xE2, 0xCA, 0xD4, 0xD2, 0xBB, 0xCF, 0xC2, 0x21],
      "\\xB2\\xE2\\xCA\\xD4\\xD2\\xBB\\xCF\\xC2!"
    ),
    (Array("a\u{FE0F}".utf8), "a\\u{FE0F}"),
    (Array("❤\u{FE0F}\u{FE0F}".utf8), "❤\u{FE0F}\\u{FE0F}"),
  ])
  func `unsafe characters are shown as signs`(octets: [UInt8], shown: String) {
    let text = SafeText(octets)
    #expect(text.text == shown)
    #expect(!text.isExact)
  }

  @Test(arguments: [
    "", "220 hamburger.edu", "你好，世界", "naïve — “ok”", "🍔", "שלום", "␛", "❤\u{FE0F}",
  ])
  func `safe text keeps every octet`(text: String) {
    let safe = SafeText(text.utf8)
    #expect(Array(safe.text.utf8) == Array(text.utf8))
    #expect(safe.isExact)
  }

  @Test func `from any octets the text is safe, and exact means equal`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let octets = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        Harm.octets.randomElement(using: &generator) ?? 0
      }
      let safe = SafeText(octets)
      #expect(!safe.text.unicodeScalars.contains(where: Harm.isHarmful), "\(octets)")
      #expect(safe.isExact == (Array(safe.text.utf8) == octets), "\(octets)")
    }
  }
}

/// Octets that are troublesome together, and scalars that must never be shown.
enum Harm {
  static let octets: [UInt8] =
    [0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x20, 0x41, 0x5B, 0x7F, 0xFF, 0xC0]
    + "é你🍔\u{202E}\u{FEFF}\u{9B}\u{2028}\u{E0041}".utf8

  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isBidiControl || [0x200B, 0xFEFF].contains(scalar.value)
    }
  }
}
