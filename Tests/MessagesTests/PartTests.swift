import Messages
import Testing

@Suite struct PartTests {
  @Test(arguments: [
    (#"TEXT/Plain; Charset="UTF-8""#, "text/plain", "charset", "UTF-8"),
    (#"multipart/mixed; x=1; boundary="a;b \"c\"""#, "multipart/mixed", "boundary", #"a;b "c""#),
    ("text/plain (a (nested) comment); charset=us-ascii (x)", "text/plain", "charset", "us-ascii"),
    ("text/html;;charset = latin1 ;", "text/html", "charset", "latin1"),
    (#"text/html; charset="open"#, "text/html", "charset", "open"),
    ("nonsense", "text/plain", "charset", "us-ascii"),
    ("a b/c", "text/plain", "charset", "us-ascii"),
  ])
  func `a content type is read`(written: String, name: String, parameter: String, value: String) {
    let type = ContentType(written)
    #expect(type.name == name)
    #expect(type.value[parameter] == value)
  }

  private static let letter = crlf(
    "From: alice@crepes.fr", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=outer",
    "", "preamble", "--outer", "Content-Type: multipart/alternative; boundary=outerinner", "",
    "--outerinner", "", "plain", "--outerinner", "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable", "", "caf=C3=A9", "--outerinner--", "epilogue",
    "--outer  ", "Content-Type: image/png; name=\"../p.png\"", "Content-Transfer-Encoding: base64",
    "Content-Disposition: attachment; filename*=UTF-8''%E4%BD%A0.png", "Content-ID: <a@b>", "",
    "AQID", "--outer--", "epilogue")

  @Test func `the parts make a tree and the line ending before a boundary is the boundary's`() {
    let root = Message.parse(Self.letter).root
    #expect(root.children.map(\.contentType.name) == ["multipart/alternative", "image/png"])
    #expect(root.leaves.map(\.contentType.name) == ["text/plain", "text/html", "image/png"])
    #expect(root.leaves[0].decoded == Array("plain".utf8))
    #expect(root.leaves[1].text() == "café")
  }

  @Test func `an attachment has a name, an id and its octets`() {
    let leaves = Message.parse(Self.letter).root.leaves
    #expect(leaves.last?.filename() == "你.png")
    #expect(leaves.last?.contentID == "a@b")
    #expect(leaves.last?.isAttachment == true)
    #expect(leaves.last?.decoded == [1, 2, 3])
  }

  @Test(arguments: [
    ("attachment; filename=\"../../etc/passwd\"", "passwd"),
    ("attachment; filename=\"C:\\\\a\\\\b.txt\"", "b.txt"),
    ("attachment; filename=\"=?UTF-8?B?5L2g?=.txt\"", "你.txt"),
    ("attachment; filename*0*=utf-8''a%20; filename*1=\"b%20.txt\"", "a b%20.txt"),
    ("attachment; filename=\"..\"", nil),
    ("attachment", nil),
  ])
  func `a file's name is not a path`(disposition: String, name: String?) {
    let message = Message.parse(crlf("Content-Disposition: \(disposition)", ""))
    #expect(message.root.filename() == name)
  }

  @Test func `a message without a type is one part of plain text`() {
    let root = Message.parse(crlf("Do you like ketchup?")).root
    #expect(root.leaves == [root])
    #expect(root.text() == "Do you like ketchup?\r\n")
  }

  @Test func `an unknown encoding leaves the octets`() {
    let root = Message.parse(crlf("Content-Transfer-Encoding: uuencode", "", "x=41")).root
    #expect(root.encoding == nil)
    #expect(text(root.decoded) == "x=41\r\n")
  }

  @Test func `a last part without a closing boundary ends with the text`() {
    let octets = crlf(
      "Content-Type: multipart/mixed; boundary=b", "", "--b", "", "one", "--b", "", "two")
    #expect(Message.parse(octets).root.children.map { text($0.decoded) } == ["one", "two\r\n"])
  }

  @Test(arguments: [
    "multipart/mixed", "multipart/mixed; boundary=\"\"", "multipart/mixed; boundary=absent",
  ])
  func `a multipart without its boundary is a leaf`(type: String) {
    let root = Message.parse(crlf("Content-Type: \(type)", "", "--b", "", "x")).root
    #expect(root.children.isEmpty)
    #expect(text(root.decoded) == "--b\r\n\r\nx\r\n")
  }

  @Test func `depth and number of parts are bounded`() {
    let head = "Content-Type: multipart/mixed; boundary=b"
    let many = crlf(head, "") + (0..<3_000).flatMap { _ in crlf("--b", "", "x") }
    #expect(Message.parse(many).root.leaves.count == MIMEPart.countLimit)
    var deep: [UInt8] = []
    for level in 0..<200 {
      deep += crlf("Content-Type: multipart/mixed; boundary=b\(level)", "", "--b\(level)")
    }
    var depth = 0
    var part: MIMEPart? = Message.parse(deep).root
    while let next = part?.children.first {
      part = next
      depth += 1
    }
    #expect(depth == MIMEPart.depthLimit)
  }

  @Test func `a message cut anywhere has a tree`() {
    for end in Self.letter.indices {
      let leaves = Message.parse(Array(Self.letter[..<end])).root.leaves
      #expect(!leaves.isEmpty)
      for leaf in leaves { #expect(leaf.decoded.count <= end) }
    }
  }
}
