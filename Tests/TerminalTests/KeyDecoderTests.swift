import Testing

@testable import Terminal

private func decoded(_ chunks: [[UInt8]]) -> String {
  var decoder = KeyDecoder()
  var text = String.UnicodeScalarView()
  for chunk in chunks {
    decoder.take(chunk)
    while let scalar = decoder.next() { text.append(scalar) }
  }
  return String(text)
}

private let text = "MAIL é 你好 𝄞\n"

@Test func `UTF-8 is decoded wherever it is split`() {
  let bytes = Array(text.utf8)
  for cut in 0...bytes.count {
    #expect(decoded([Array(bytes[..<cut]), Array(bytes[cut...])]) == text)
  }
  #expect(decoded(bytes.map { [$0] }) == text)
}

@Test(
  arguments: [
    [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xE4, 0xBD],
  ] as [[UInt8]])
func `invalid UTF-8 is dropped, and what follows is kept`(wrong: [UInt8]) {
  #expect(decoded([[0x61] + wrong + [0x62]]) == "ab")
}

@Test(arguments: ["\r", "\n", "\r\n"])
func `each line end is one LF, even when it is split`(ending: String) {
  let bytes = Array("a\(ending)\(ending)b\(ending)".utf8)
  #expect(Array(decoded([bytes]).unicodeScalars) == Array("a\n\nb\n".unicodeScalars))
  #expect(Array(decoded(bytes.map { [$0] }).unicodeScalars) == Array("a\n\nb\n".unicodeScalars))
}

@Test func `typed-ahead keys can be discarded`() {
  var decoder = KeyDecoder()
  decoder.take([0x61, 0xE4, 0xBD])
  _ = decoder.clear()
  decoder.take([0xA0, 0x62])
  #expect(decoder.next() == "b")
  #expect(decoder.next() == nil)
}
