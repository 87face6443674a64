import Messages
import Testing

@Suite struct ReadingTests {
  // MARK: Layers

  @Test func `the servers' lines are separate from the sender's`() {
    let layers = MessageLayers(
      crlf(
        "Return-Path: <a@b.example>", "Delivered-To: c@d.example", "Received: from x",
        "\tby y; date", "From: a", "Received: mine", "", "text"))
    #expect(text(layers.trace).hasSuffix("\tby y; date\r\n"))
    #expect(text(layers.header) == "From: a\r\nReceived: mine\r\n")
    #expect(text(layers.separator) == "\r\n")
    #expect(text(layers.body) == "text\r\n")
  }

  @Test(arguments: [
    "", "x", "\r\n", "A: b", "A: b\r\n", "A: b\r\n\r\n", "text\r\nmore",
    "Received: x\r\n\r\nketchup",
    " folded\r\nA: b", "A: b\r\nno field\r\n\r\nx", "A: b\n\nx\n",
  ])
  func `the layers are the message, and agree with its parse`(message: String) {
    let octets = Array(message.utf8)
    let layers = MessageLayers(octets)
    let parsed = Message.parse(octets)
    #expect(
      Array(layers.trace) + layers.header + layers.separator + layers.body == octets)
    #expect(Array(layers.body) == Array(parsed.body))
  }

  // MARK: Text

  private func read(_ lines: String...) -> ReadableText {
    let octets = lines.flatMap { line -> [UInt8] in Array(line.utf8) + [13, 10] }
    return ReadableText(Message.parse(octets))
  }

  @Test func `of alternatives the plain text is read, of HTML the words`() {
    let alternative = read(
      "Content-Type: multipart/alternative; boundary=b", "", "--b", "", "plain", "--b",
      "Content-Type: text/html", "", "<p>rich</p>", "--b--")
    #expect(alternative.lines == ["plain"] && alternative.source == .plain)
    #expect(alternative.files.isEmpty)
    let page = read(
      "Content-Type: text/html", "",
      "<html><head><style>p{}</style><script>alert('</p>')</script></head><body>",
      "<h1>Caf&eacute; &amp; <i>crepes</i></h1><p>One<br>two &#x4f60; <img src='http://x'>",
      "three<!-- not --></p><ul><li>a<li>b</ul>1 < 2 &unknown;")
    #expect(
      page.lines == [
        "Café & crepes", "", "One", "two 你 three", "", "- a", "- b", "1 < 2 &unknown;",
      ])
    #expect(page.source == .html)
  }

  @Test func `a line stands between two parts of text, and none round a single one`() {
    let report = read(
      "Content-Type: multipart/report; boundary=b", "", "--b", "", "not delivered", "--b",
      "Content-Type: text/rfc822-headers", "", "Subject: x", "--b--")
    #expect(report.lines == ["not delivered"] + ReadableText.separator + ["Subject: x"])
    #expect(read("Subject: x", "", "only").lines == ["only"])
  }

  @Test func `text that a browser does not show is not read`() {
    let page = read(
      "Content-Type: text/html", "", "<title>t</title><template><p>no</template>1&nbsp;&nbsp;2",
      "<td>3<td>4</p>&#10;5<!-->6--></a b='>'>7<p")
    #expect(page.lines == ["1 2 3 4", "", "56-->7"])
  }

  @Test func `files are listed with name, type and size, and are not read as text`() {
    let message = read(
      "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "Look:", "--b",
      "Content-Type: image/png; name=a.png", "Content-Transfer-Encoding: base64", "", "AQID",
      "--b", "Content-Type: text/plain", "Content-Disposition: attachment; filename=n.txt", "",
      "inside", "--b--")
    #expect(message.lines == ["Look:"])
    #expect(message.files.map(\.name) == ["a.png", "n.txt"])
    #expect(message.files.map(\.type) == ["image/png", "text/plain"])
    #expect(message.files.map(\.octets) == [3, 6])
    #expect(message.files.map(\.number) == [2, 3])
  }

  @Test func `a flowed paragraph is joined, and a quotation is not joined to it`() {
    let message = read(
      "Content-Type: text/plain; format=flowed", "", "one ", "two", " stuffed", "> q1 ", "> q2",
      "-- ", "Alice")
    #expect(message.lines == ["one two", "stuffed", "> q1 q2", "-- ", "Alice"])
    let glued = read("Content-Type: text/plain; format=flowed; delsp=yes", "", "one ", "two")
    #expect(glued.lines == ["onetwo"])
  }

  @Test func `an unknown charset is named`() {
    let message = read("Content-Type: text/plain; charset=x-klingon", "", "x")
    #expect(message.source == .unknownCharset("x-klingon"))
    #expect(message.lines.isEmpty)
  }

  @Test func `nothing in a text can move a cursor or reverse a line`() {
    let message = read("", "a\u{1B}[2J\u{7}b\u{202E}c\u{0}d\re\tf", "end")
    #expect(message.lines == ["a␛[2J␇b\u{FFFD}c␀d", "e       f", "end"])
    let long = HarmlessText.lines("e" + String(repeating: "\u{301}", count: 9_000), limit: 10)
    #expect(long[0].unicodeScalars.count == 11)
  }

  @Test func `hostile HTML is read in linear time`() {
    for piece in ["<", "<!--", "<script>", "<a '", "&", "<p", "</"] {
      let page = String(repeating: piece, count: 40_000)
      let message = Message.parse(Array("Content-Type: text/html\r\n\r\n\(page)".utf8))
      #expect(ReadableText(message).omitted >= 0)
    }
  }
}
