import Messages
import Testing

@Suite struct DecodingTests {
  @Test(arguments: [
    ("=?UTF-8?B?5L2g5aW9?=", "你好"),
    ("=?utf-8?q?caf=C3=A9_noir?=", "café noir"),
    ("=?ISO-8859-1?Q?Andr=E9?= Pirard", "André Pirard"),
    ("=?US-ASCII*en?Q?Keith?=", "Keith"),
    // RFC 2047 §8's own examples of white space.
    ("=?ISO-8859-1?Q?a?= b", "a b"),
    ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
    ("=?ISO-8859-1?Q?a?=  \t =?ISO-8859-1?Q?b?=", "ab"),
    ("=?ISO-8859-1?Q?a_b?=", "a b"),
    ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?_b?=", "a b"),
    // One character parted between two words.
    ("=?UTF-8?B?5L2g5Q==?= =?UTF-8?B?pb0=?=", "你好"),
    ("=?UTF-8?Q?a?= =?ISO-8859-1?Q?=E9?=", "aé"),
    ("x =?UTF-8?Q?a?= y =?UTF-8?Q?b?= z", "x a y b z"),
  ])
  func `encoded words are decoded`(written: String, meant: String) {
    #expect(EncodedWord.decoded(Array(written.utf8)) == meant)
  }

  @Test(arguments: [
    "plain", "", "=", "=?", "=?utf-8", "=?utf-8?q?", "=?utf-8?q?x", "=?utf-8?q?x?", "a=b=?c",
    "=?utf-8?x?abc?=", "=??q?x?=", "=?utf-8?q?two words?=", "=?x-unknown?Q?=41?= b",
    "=?gb2312?B?xOO6ww==?= =?gb2312?B?xOO6ww==?=",
  ])
  func `anything else stays as it is`(written: String) {
    #expect(EncodedWord.decoded(Array(written.utf8)) == written)
  }

  @Test func `a further decoder is asked for other charsets`() {
    let charsets = Charsets { name, octets in name == "gb2312" ? "\(octets.count)" : nil }
    let word = Array("=?GB2312?B?xOO6ww==?=".utf8)
    #expect(EncodedWord.decoded(word, charsets: charsets) == "4")
  }

  @Test func `a field of unfinished words is read in linear time`() {
    let hostile = String(repeating: "=?utf-8?q?", count: 50_000)
    #expect(EncodedWord.decoded(Array(hostile.utf8)) == hostile)
  }

  @Test(arguments: [
    ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9v\r\nYmE=\r\n", "fooba"), ("Zm 9*v", "foo"),
    ("Zg", "f"), ("Zg==Zg==", "ff"), ("=", ""), ("", ""), ("Z", ""),
  ])
  func `base64 skips what is not in its alphabet`(written: String, meant: String) {
    #expect(text(TransferEncoding.base64.decoded(Array(written.utf8)[...])) == meant)
  }

  @Test(arguments: [
    ("a=3Db", "a=b"), ("soft=\r\nly", "softly"), ("soft=  \r\nly", "softly"),
    ("blanks \t \r\nend", "blanks\r\nend"), ("=e4=bd=a0", "你"), ("bad =G1 =", "bad =G1 "),
    ("=4", "=4"), ("a\nb=\nc", "a\nbc"), (" \r\n\r\n", "\r\n\r\n"),
  ])
  func `quoted-printable keeps what is malformed`(written: String, meant: String) {
    #expect(text(TransferEncoding.quotedPrintable.decoded(Array(written.utf8)[...])) == meant)
  }
}
