import FoundationEssentials
import TestSupport
import Testing
import Transcripts

struct JSONMembersTests {
  private func read(_ text: String) -> JSONMembers? {
    var members = JSONMembers(in: Array(text.utf8))
    return members.read(0..<text.utf8.count) ? members : nil
  }

  @Test(arguments: [
    #"{"a":1,"b":"x"}"#, #"{"b":"x","a":1}"#, " {\t\"a\" : 1 ,\r\"b\":\"x\" } ",
    #"{"\u0061":1,"c":{"a":[2,{"b":"y"}]},"\u0062":"\u0078"}"#,
    #"{"a":1,"a":2,"b":"x","b":["y"]}"#, #"{"a":1.0,"b":"x"}"#, #"{"a":10e-1,"b":"x"}"#,
  ])
  func `members are found by name, in whatever way they are written`(text: String) throws {
    let members = try #require(read(text))
    #expect(members.integer("a") == 1)
    #expect(members.word("b") == "x")
    #expect(members.text("b") == [0x78])
    #expect(members.word("a") == nil && members.integer("b") == nil && members.flag("z") == nil)
  }

  @Test(arguments: [
    "", " ", "{", "{}{}", "{},", "[]", "null", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#,
    #"{"a":01}"#, #"{"a":1.}"#, #"{"a":.5}"#, #"{"a":-}"#, #"{"a":+1}"#, #"{"a":1e}"#, #"{a:1}"#,
    #"{"a":tru}"#, #"{"a":nul}"#, #"{"a":NaN}"#, #"{'a':1}"#, #"{"a":"x}"#, #"{"a":"\x"}"#,
    #"{"a":"\u12"}"#, #"{"a":"\u12G4"}"#, "{\"a\":\"\t\"}", "{\"a\":\"\0\"}", #"{"a":[1 2]}"#,
    #"{"a":[1,]}"#, #"{"a":{"b"]}"#, #"{"a":1 "b":2}"#, #"{/**/"a":1}"#, "\u{FEFF}{}",
  ])
  func `what is not one JSON object is refused`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `what is not UTF-8 is refused wherever it stands`() {
    for broken in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xBD]] as [[UInt8]] {
      for (before, after) in [
        ("{\"a\":\"", "\"}"), ("{\"", "\":1}"), ("{\"z\":[{\"y\":\"", "\"}]}"),
      ] {
        let octets = Array(before.utf8) + broken + Array(after.utf8)
        var members = JSONMembers(in: octets)
        let isRead = members.read(octets.indices)
        #expect(!isRead)
      }
    }
  }

  @Test func `half of a surrogate pair is not text, and harms no other member`() throws {
    for half in [#"\ud83d"#, #"\ud83dx"#, #"\ud83d\u0041"#, #"\ude00"#, #"\ud83d\n"#] {
      let members = try #require(read(#"{"a":"\#(half)","b":"x"}"#))
      #expect(members.word("a") == nil && members.text("a") == nil)
      #expect(members.word("b") == "x")
    }
    #expect(read(#"{"a":"\ud83d\ude00"}"#)?.word("a") == "😀")
  }

  @Test func `nesting is bounded`() {
    func nested(_ depth: Int) -> String {
      #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(read(nested(50)) != nil)
    #expect(read(nested(100_000)) == nil)
  }

  /// Keys and values as another program may write them.
  @Test(arguments: 1...UInt64(Tries.of(30, all: 100)))
  func `a random object reads as Foundation reads it`(seed: UInt64) throws {
    var writer = RandomJSON(seed: seed)
    for _ in 0..<20 {
      let text = writer.object()
      let members = try #require(read(text), "\(text)")
      let reference = try JSONDecoder().decode(Reference.self, from: Data(text.utf8))
      for name in ["a", "b", "ab", "é"] as [StaticString] {
        let key = Reference.Key(stringValue: name.description)
        #expect(members.word(name) == reference.value(key), "\(name) of \(text)")
        #expect(
          members.text(name) == reference.value(key).map { (word: String) in Array(word.utf8) })
        #expect(members.integer(name) == reference.value(key), "\(name) of \(text)")
        #expect(members.flag(name) == reference.value(key), "\(name) of \(text)")
        #expect(members.words(name) == reference.value(key), "\(name) of \(text)")
        let objects: [Reference]? = reference.value(key)
        #expect(members.objects(name)?.count == objects?.count, "\(name) of \(text)")
        for (object, other) in zip(members.objects(name) ?? [], objects ?? []) {
          #expect(object.word("a") == other.value(Reference.Key(stringValue: "a")))
        }
      }
    }
  }
}

private struct Reference: Decodable {
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>

  init(from decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: Key.self)
  }

  func value<Value: Decodable>(_ key: Key) -> Value? {
    try? container.decode(Value.self, forKey: key)
  }
}

/// Writes JSON of any shape, with space and escapes where they are allowed.
private struct RandomJSON {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func space() -> String {
    String(
      (0..<max(0, number(-6...2))).map { _ in " \t\r\n".randomElement(using: &generator) ?? " " })
  }

  private mutating func list(_ count: Int, _ item: (inout RandomJSON) -> String) -> String {
    (0..<count).map { _ in space() + item(&self) + space() }.joined(separator: ",")
  }

  mutating func object(depth: Int = 0) -> String {
    let members = list(number(0...6)) { json in
      let key = json.string(
        ["a", "b", "ab", "é", "", "other"].randomElement(using: &json.generator))
      return key + json.space() + ":" + json.space() + json.value(depth + 1)
    }
    return "{" + (members.isEmpty ? space() : members) + "}"
  }

  private mutating func value(_ depth: Int) -> String {
    switch number(0...(depth > 4 ? 6 : 9)) {
    case 0: "null"
    case 1: "true"
    case 2: "false"
    case 3: String(number(-1_000_000...1_000_000))
    case 4:
      [
        "0", "-0", "1.5", "2.0", "1e2", "12e-1", "1E+3", "9223372036854775807",
        "9223372036854775808", "123456789012345678901234567890", "1e400",
      ][number(0...10)]
    case 5, 6: string(nil)
    case 7: "[" + list(number(0...3)) { $0.string(nil) } + "]"
    case 8:
      "["
        + list(number(0...3)) {
          $0.number(0...3) > 0 ? $0.object(depth: depth + 1) : $0.value(depth + 1)
        } + "]"
    default: object(depth: depth + 1)
    }
  }

  private mutating func string(_ text: String?) -> String {
    let text =
      text
      ?? String(
        (0..<number(0...8)).compactMap { _ in
          "abAB09 \"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}é你😀\u{2028}".randomElement(
            using: &generator)
        })
    return "\"" + text.unicodeScalars.map { escaped($0) }.joined() + "\""
  }

  private mutating func escaped(_ scalar: Unicode.Scalar) -> String {
    let short: [Unicode.Scalar: String] = [
      "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n",
      "\r": "\\r", "\t": "\\t",
    ]
    if let escape = short[scalar], number(0...1) == 0 { return escape }
    let mustBeEscaped = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
    guard mustBeEscaped || number(0...9) == 0 else { return String(scalar) }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16, uppercase: number(0...1) == 0)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
