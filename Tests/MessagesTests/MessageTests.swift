import Messages
import Testing

@Suite struct MessageTests {
  @Test func `the empty line separates header and body`() {
    let message = Message.parse(crlf("Subject: ketchup", "To: bob", "", "Do you like it?", ""))
    #expect(message.header.map(\.name) == ["Subject", "To"])
    #expect(message.header.map(\.text) == ["ketchup", "bob"])
    #expect(message.body == crlf("Do you like it?", "")[...])
  }

  @Test func `a text whose first line is no header field is all body`() {
    for first in ["Do you like ketchup?", "How about: pickles?", ": x", " folded: no", "你好: x"] {
      let octets = crlf(first, "How about pickles?")
      let message = Message.parse(octets)
      #expect(message.header.isEmpty, "\(first)")
      #expect(Array(message.body) == octets, "\(first)")
    }
  }

  @Test func `a line that is not a field ends the header and begins the body`() {
    let message = Message.parse(crlf("Subject: a", "no field", "To: b"))
    #expect(message.header.map(\.name) == ["Subject"])
    #expect(text(message.body) == "no field\r\nTo: b\r\n")
  }

  @Test func `bare line feeds are read too`() {
    let message = Message.parse(Array("A: 1\n 2\nB: 3\n\nbody\n".utf8))
    #expect(message.header.map(\.text) == ["1 2", "3"])
    #expect(text(message.body) == "body\n")
  }

  @Test func `a folded value keeps its octets and unfolds to one line`() {
    let message = Message.parse(crlf("Subject: one", "  two", "\tthree", "", ""))
    let field = message.header.first(named: "sUBJECT")
    #expect(field.map { text($0.value) } == " one\r\n  two\r\n\tthree")
    #expect(field?.text == "one  two\tthree")
  }

  @Test func `fields are found in order, in any letter case`() {
    let message = Message.parse(crlf("Received: 1", "received: 2", "RECEIVED : 3", ""))
    #expect(message.header.all(named: "Received").map(\.text) == ["1", "2", "3"])
    #expect(message.header.first(named: "received")?.text == "1")
    #expect(message.header.first(named: "From") == nil)
  }

  @Test func `no octets are an empty message`() {
    let message = Message.parse([])
    #expect(message.header.isEmpty)
    #expect(message.body.isEmpty)
  }

  @Test func `header and body hold every octet between them wherever the text is cut`() {
    let octets = crlf("A: b", "\tc", "D: e", "", "body", ".")
    for end in 0...octets.count {
      let message = Message.parse(Array(octets[..<end]))
      #expect(octets[..<end].suffix(message.body.count) == message.body)
      #expect(message.octets == end)
    }
  }

  @Test func `fields beyond the limit are skipped and the body is still found`() {
    let fields = Array(repeating: Array("a:\r\n".utf8), count: Message.fieldLimit + 10)
    let message = Message.parse(fields.flatMap { $0 } + crlf("", "body"))
    #expect(message.header.count == Message.fieldLimit)
    #expect(text(message.body) == "body\r\n")
  }
}
