import Messages
import Testing

@Suite struct SystemCharsetTests {
  @Test(arguments: [
    ("=?GB2312?B?xOO6ww==?=", "你好"), ("=?gbk?Q?=C4=E3=BA=C3?=", "你好"),
    ("=?GB18030?B?xOO6ww==?=", "你好"), ("=?big5?B?p0Gmbg==?=", "你好"),
    ("=?windows-1252?Q?=80?=", "€"), ("=?ISO-8859-15?Q?=A4?=", "€"),
    ("=?UTF-8?B?5L2g5aW9?=", "你好"),
    // 镕 is in GBK, not in the GB 2312 that mailers name.
    ("=?gb2312?Q?=E9F?=", "镕"),
  ])
  func `Chinese and other encoded words are read`(written: String, meant: String) {
    #expect(EncodedWord.decoded(Array(written.utf8), charsets: .system) == meant)
  }

  @Test func `each octet that cannot be read becomes U+FFFD`() {
    #expect(Charsets.system.decoded([0x41, 0xFF, 0xFF, 0x42], as: "gbk") == "A\u{FFFD}\u{FFFD}B")
    #expect(Charsets.system.decoded([0x41, 0xC4], as: "gbk") == "A\u{FFFD}")
    #expect(Charsets.system.decoded([], as: "gbk") == "")
  }

  @Test(arguments: ["x-klingon", "UTF-8//TRANSLIT", "../../tmp/x", "", "gbk//IGNORE"])
  func `no other name reaches the system`(name: String) {
    #expect(Charsets.system.decoded([0x41], as: name) == nil)
  }

  @Test func `long texts are decoded whole`() {
    let octets = Array(repeating: [0xC4, 0xE3] as [UInt8], count: 30_000).flatMap { $0 }
    #expect(
      Charsets.system.decoded(octets, as: "gbk") == String(repeating: "你", count: 30_000))
  }
}
