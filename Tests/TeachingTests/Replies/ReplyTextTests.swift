import Protocols
import Teaching
import Testing

struct ReplyTextTests {
  private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

  /// A reply, and what is left to be matched.
  @Test(arguments: [
    ("550 5.1.1 User  Unknown", "user unknown"), ("550 User\tUnknown", "user unknown"),
    ("550-5.1.1 User\r\n550 5.1.1 unknown", "user unknown"),
    ("550-User\n550 unknown", "user unknown"),
    ("550-5.1.1 User\\r\\n550 5.1.1 unknown", "user unknown"),
    ("550 5.1.1 User 550-5.1.1 unknown", "user unknown"),
    ("S: 550 5.1.1 User unknown", "user unknown"),
    ("smtp; 550 5.1.1 User unknown", "user unknown"),
    ("550 user unknown (#5.1.1)", "user unknown"), ("550 邮箱\r\n550 已满", "邮箱已满"),
    ("550 ＵＳＥＲ unknown", "user unknown"), ("550 ADRESSE BLOQUÉE", "adresse bloquée"),
    ("550", ""), ("550 5.1.1", ""),
  ])
  func `codes and line ends are taken off, letters are folded`(reply: String, expected: String) {
    #expect(text(ReplyText(reply.utf8).text) == expected)
  }

  @Test(arguments: [
    ("User <x@y.zz> unknown", "user unknown"), ("User x@y.zz unknown", "user unknown"),
    ("User 8F3A2C91 unknown", "user unknown"), ("User [192.0.2.1] unknown", "user unknown"),
    ("User 192.0.2.1 unknown", "user unknown"), ("User (AS1234) unknown", "user unknown"),
    ("<x@y.zz>... User unknown", "user unknown"), ("用户<x@y.zz>不存在", "用户不存在"),
    ("用户 x@y.zz 不存在", "用户不存在"), ("host <x y", nil), ("no id", nil),
  ])
  func `addresses and IDs are left out of a second form`(words: String, expected: String?) {
    #expect(ReplyText("550 \(words)".utf8).elided.map(text) == expected)
  }

  @Test(
    arguments: [
      ("550 5.1.1 x", 550, "5.1.1"), ("550-5.7.26 x", 550, "5.7.26"),
      ("550 x (#5.1.1)", 550, "5.1.1"),
      ("550 x 4.1.1", 550, nil), ("450 5.7.1 x", 450, "5.7.1"), ("5.1.1 x", nil, "5.1.1"),
      ("host a said: 550 5.1.1 x", 550, "5.1.1"), ("550 5.1.1= x", 550, "5.1.1"),
      ("550: x", 550, nil), ("SIZE", nil, nil), ("5501 x", nil, nil), ("999 x", nil, nil),
      ("2026-11-23 x", nil, nil), ("", nil, nil),
    ] as [(String, Int?, String?)])
  func `codes are found where servers and logs put them`(
    reply: String, code: Int?, enhanced: String?
  ) {
    let text = ReplyText(reply.utf8)
    #expect(text.code?.value == code)
    #expect(text.enhanced?.description == enhanced)
  }

  @Test func `text is UTF-8, else GBK, else Latin-1, and may end within a character`() {
    #expect(ReplyText.decoded([0xD3, 0xCA, 0xCF, 0xE4]) == "邮箱")
    #expect(ReplyText.decoded([0xCE, 0xB1, 0xD4, 0xEC]) == "伪造")
    #expect(ReplyText.decoded([0xD3, 0xCA, 0xCF]) == "邮")
    #expect(ReplyText.decoded(Array("邮箱".utf8).dropLast()) == "邮")
    #expect(ReplyText.decoded([0x65, 0xE9]) == "e")
    #expect(ReplyText.decoded([0xE9, 0x20, 0x65]) == "é e")
  }
}
