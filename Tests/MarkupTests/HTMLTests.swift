import Markup
import TestSupport
import Testing

@Suite struct HTMLTests {
  @Test func `text is escaped, markup is not`() {
    let name = #"<b> & "Bob" & 'Co'"#
    let bold: HTML = "<b>\(name)</b>"
    #expect(bold.text == "<b>&lt;b&gt; &amp; &quot;Bob&quot; &amp; &#39;Co&#39;</b>")
    let list: HTML = "<ul title=\"\(name)\">\([bold, bold])</ul>\(7)"
    #expect(
      list.text
        == "<ul title=\"&lt;b&gt; &amp; &quot;Bob&quot; &amp; &#39;Co&#39;\">"
        + "\(bold.text)\(bold.text)</ul>7")
    #expect((bold + "<hr>").text == "\(bold.text)<hr>")
    #expect(HTML().isEmpty && HTML().text == "")
  }

  @Test func `a literal chosen inside an interpolation is text`() {
    let html: HTML = "<p>\(Bool.random() ? "<hr>" : "<br>")</p>"
    #expect(["<p>&lt;hr&gt;</p>", "<p>&lt;br&gt;</p>"].contains(html.text))
  }

  private static let pieces = [
    "<", ">", "\"", "'", "&", "&lt;", "&#39;", "</p>", "<script>", "onload=x", "=", "/", "`", " ",
    "javascript:", "<!--", "-->", "]]>", "\u{2028}", "\u{202E}", "é", "e\u{301}", "👩‍👩‍👧", "\r\n",
    "<\u{301}", "\u{301}", "你好",
  ]

  @Test(arguments: 0..<20)
  func `no text ever becomes a tag, an attribute or a reference`(seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let text = (0..<Int.random(in: 0...20, using: &numbers))
        .map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
      let inner: HTML = "<b title=\"\(text)\">\(text)</b>"
      let page: HTML = "<p title=\"\(text[...])\">\(inner)\([inner])</p>"
      let read = StrictMarkup(page.text)
      #expect(read?.names == ["p", "b"], "\(page.text)")
      #expect(read?.attributes == ["title"])
      #expect(read?.depth == 2)
      // Reading the references back gives the text again, to the octet.
      let shown: HTML = "\(text)"
      #expect(Array(Self.unescaped(shown.text).utf8) == Array(text.utf8))
    }
  }

  /// `&` last: what it makes is not read again.
  private static func unescaped(_ markup: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(Array(markup.utf8)) { octets, pair in
        octets.split(separator: Array(pair.0.utf8), omittingEmptySubsequences: false)
          .joined(separator: Array(pair.1.utf8)).map { $0 }
      }.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
