import Testing

@testable import Terminal

private func place(of text: String, columns: Int) -> [Int] {
  _ = Locale.isReady
  var layout = Layout(columns: columns)
  layout.draw(text.unicodeScalars)
  return [layout.row, layout.column]
}

@Test func `after a full row the cursor is at the start of the next`() {
  #expect(place(of: "abcd", columns: 5) == [0, 4])
  #expect(place(of: "abcde", columns: 5) == [1, 0])
  #expect(place(of: "abcdef", columns: 5) == [1, 1])
}

@Test func `a wide character is not split at the margin`() {
  #expect(place(of: "你好", columns: 4) == [1, 0])
  #expect(place(of: "a你好", columns: 4) == [1, 2])
}

@Test func `a cursor on a wide character is where the character is drawn`() {
  _ = Locale.isReady
  var layout = Layout(columns: 4)
  layout.draw("abc".unicodeScalars)
  let cursor = layout.cursor(before: "你")
  #expect([cursor.row, cursor.column] == [1, 0])
  #expect(layout.cursor(before: "d") == layout)
  #expect(layout.cursor(before: nil) == layout)
}

@Test func `control characters are drawn as libedit draws them`() {
  #expect(place(of: "a\tb", columns: 20) == [0, 9])
  #expect(place(of: "\u{1}", columns: 20) == [0, 2])
  #expect(place(of: "a\nb", columns: 20) == [1, 1])
  #expect(place(of: "\u{301}", columns: 20) == [0, 0])
}

@Test func `at an odd width each row of wide characters is one cell shorter`() {
  #expect(place(of: String(repeating: "你", count: 20), columns: 40) == [1, 0])
  #expect(place(of: String(repeating: "你", count: 20), columns: 21) == [1, 20])
  #expect(place(of: "C: " + String(repeating: "你", count: 20), columns: 10) == [4, 4])
}
