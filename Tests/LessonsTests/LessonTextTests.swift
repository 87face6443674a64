import Glibc
import Language
import Lessons
import Teaching
import TestSupport
import Testing

/// Nine levels of nine aliases each: 400 octets that stand for 9⁹ nodes.
private let bomb =
  "a: &a [x, x, x, x, x, x, x, x, x]\n"
  + zip("bcdefghi", "abcdefgh").map { name, last in
    "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ") + "]\n"
  }.joined()

private func said(_ text: String) throws -> String {
  try lesson("  - {id: a, say: {en: \(text), zh: 字}, expect: {closed: true}}\n").said
}

extension Lesson {
  fileprivate var said: String {
    guard case .act(let say, _, _)? = steps.first?.task else { return "" }
    return say.english
  }
}

private func problem(_ text: String) -> String? {
  do throws(LessonError) {
    _ = try parse(text)
    return nil
  } catch {
    return "\(error.line):\(error.column) \(error.problem.english)"
  }
}

private let refusal =
  "YAML anchors and aliases (& and *) are not allowed here; quote the text."

/// Nanoseconds of the processor's time: other programs do not count.
private func cost(_ body: () -> Void) -> Int {
  func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
  let start = now()
  body()
  return now() - start
}

/// What the largest harmless file costs. What is slow depends on the machine.
private let usualCost = cost {
  _ = problem("- [" + String(repeating: "b,", count: 125_000) + "]")
}

struct `A stranger's file` {
  @Test func `costs no time as an alias bomb`() {
    let time = cost { #expect(problem(bomb) != nil) }
    #expect(time < usualCost)
  }

  @Test(arguments: [
    "lesson: &a one", "lesson: *a", "- &a", "- *a", "&a lesson: one", "*a : one", "[&a x]",
    "{&a x: y}",
    "{x: *a}", "? &a", "lesson: !!str &a one", "lesson: &a \"one\"", "lesson: &a\n  x: 1",
    "&a\nx: y",
    "lesson: &a [x]", "steps: [&a [x], *a]", "lesson: &a {x: 1}", "--- &a\nlesson: one", "\t&a x",
    "say: |\r\n  text\r\nlesson: &a one\r\n", "say: >-\n text\nlesson: *a", "\"x\": *a",
    "'it''s': &a x",
    "x: \"\\\"\"\ny: &a z", "# \"\nx: *a", "x: y # '\nz: *a", "x: a\"b\nz: *a", "x: 'a\n b'\nz: *a",
    "x:\u{85}  *a", "- - - *a", "lesson: 'a\u{301}'\nversion: *a",
  ])
  func `has no anchor and no alias`(text: String) {
    #expect(problem(text) != nil)
    #expect(problem(text + "\nx: *a") != nil)
  }

  @Test(arguments: [
    ("lesson: &a one", "1:9"), ("lesson: one\nversion: *a\n", "2:10"),
    ("lesson: one\ntitle: &t {en: A, zh: 一}", "2:8"), ("lesson: &a\n  x: 1", "1:9"),
    ("title: {en: *x, zh: 一}", "1:13"),
    ("what: {is: [this, *x]}", "1:19"), ("字: 字\n? *k\n: 1", "2:3"), ("steps: [&a [x]]", "1:9"),
  ])
  func `is told where an anchor stands`(text: String, place: String) {
    let places = errors(text).filter { $0.hasSuffix(refusal) }.map { $0.prefix { $0 != " " } }
    #expect(places.contains { $0 == place }, "\(errors(text))")
  }

  @Test(arguments: [
    ("R & D", "R & D"), ("\"&\"", "&"), ("'*'", "*"), ("\"*bold* & more\"", "*bold* & more"),
    ("a*b&c", "a*b&c"), ("2 * 3", "2 * 3"), ("AT&T", "AT&T"), ("\"a: &b\"", "a: &b"),
    ("it's & that", "it's & that"), ("\"say \\\"*\\\"\"", "say \"*\""), ("'it''s *'", "it's *"),
  ])
  func `may have both signs in its texts`(text: String, meaning: String) throws {
    #expect(try said(text) == meaning)
  }

  @Test func `may have both signs in block texts and comments`() throws {
    let text = """
      # &a *b
      lesson: one
      version: 1
      title: {en: One, zh: 一}   # *c
      steps:
        - id: a
          say:
            en: |
              &a *b
            zh: >
              *字
          expect: {closed: true}
      """
    #expect(try parse(text).said == "&a *b")
    #expect(try parse(text.replacing("\n", with: "\r\n")).said == "&a *b")
  }

  @Test func `may begin with a byte order mark`() throws {
    let text =
      "lesson: one\nversion: 1\ntitle: {en: A, zh: 一}\nsteps:\n" + step("a", "{closed: true}")
    #expect(try parse("\u{FEFF}" + text) == parse(text))
  }

  @Test func `has 256 KB at most`() {
    let octets = [UInt8](repeating: 0x23, count: (256 << 10) + 1)
    #expect(throws: LessonError.self) { try LessonFile.parse(octets, name: "big.yaml") }
    #expect(
      problem(String(repeating: "#", count: 256 << 10)) == "1:1 There is no lesson in the file.")
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[[", "x: [", "- - [{"])
  func `may nest as it likes and harms nothing`(opening: String) {
    let text = String(repeating: opening, count: 250_000 / opening.utf8.count)
    let time = cost { #expect(problem(text) != nil) }
    #expect(time < 10 * usualCost)
  }

  @Test func `may be any heap of YAML's signs`() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<Tries.of(500, all: 2_000) {
      let signs = (0..<20).compactMap { _ in Self.signs.randomElement(using: &generator) }
      #expect(problem(signs.joined()) != nil)
    }
  }

  private static let signs = [
    "&", "*", "&a ", "*a", ": ", "- ", "? ", "[", "]", "{", "}", ",", "\"", "'", "|", ">", "#", "!",
    "!!str ", "%YAML 1.1", "---", "...", "\\", "\\uD800", "\\xff", "\t", "\r", "\n", "字", "<<: ",
    "\u{85}", "!a%ed%a0%80 ", "lesson: ",
  ]

  @Test(arguments: Course.entries)
  func `may be any piece of a lesson`(entry: Course.Entry) throws {
    for length in stride(from: 0, to: entry.octets.count, by: Tries.of(1_021, all: 149)) {
      try check(Array(entry.octets.prefix(length)))
    }
  }

  @Test(arguments: Course.entries)
  func `may be any damaged lesson`(entry: Course.Entry) throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<Tries.of(20, all: 100) {
      var octets = entry.octets
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let place = Int.random(in: 0..<octets.count, using: &generator)
        let other = octets.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: octets[place] = other
        case 1: octets[place] = UInt8.random(in: 0...255, using: &generator)
        case 2: octets.insert(other, at: place)
        default: octets.remove(at: place)
        }
      }
      try check(octets)
    }
  }

  /// It is a lesson, or what is wrong stands in the file.
  private func check(_ octets: [UInt8]) throws {
    do throws(LessonError) { _ = try LessonFile.parse(octets, name: "x") } catch {
      let lengths = Self.lineLengths(octets)
      for error in error.all {
        // The place after the last line is one too.
        try #require((1...lengths.count + 1).contains(error.line))
        let length = lengths.indices.contains(error.line - 1) ? lengths[error.line - 1] : 0
        try #require((1...length + 1).contains(error.column))
      }
    }
  }

  /// The C library looks for line ends: a loop over octets would take as long as the parser.
  private static func lineLengths(_ octets: [UInt8]) -> [Int] {
    octets.withUnsafeBytes { octets in
      var lengths: [Int] = []
      var rest = octets[...]
      while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
        let end = memchr(start, 0x0A, rest.count)
      {
        lengths.append(UnsafeRawPointer(end) - start)
        rest = rest.dropFirst(lengths[lengths.count - 1] + 1)
      }
      return lengths + [rest.count]
    }
  }

  @Test func `nests a hundred deep at most`() throws {
    func nested(_ depth: Int) -> String {
      "x: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(problem(nested(99))?.hasPrefix("1:1 There is no key x here.") == true)
    #expect(problem(nested(100)) == "1:103 Lists and mappings are nested too deeply here.")
  }

  @Test func `may nest as deep as it likes`() {
    for depth in [10, 400, 900] {
      let text = "x: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      #expect(problem(text) != nil)
      let block = String(repeating: "- ", count: depth) + "x"
      #expect(problem(block) != nil)
    }
  }

  @Test(arguments: ["\\e[2J", "\\x07", "\\u0085", "\\0", "\\u202E", "\\u2066", "\\r"])
  func `brings no control to a screen`(escape: String) {
    let title = "lesson: one\nversion: 1\nsteps: [a]\ntitle: {en: \"a\(escape)\", zh: 一}"
    #expect(
      errors(title).contains(
        "4:13 The text has a control character, which must not reach a screen."))
  }

  @Test func `is told where it is not UTF-8 and where a raw control stands`() {
    #expect(throws: LessonError.self) { try LessonFile.parse([0x61, 0x0A, 0xFF], name: "x") }
    #expect(
      problem("lesson: one\nx: 字\u{1}")
        == "2:5 The text has a control character, which must not reach a screen.")
  }

  private func errors(_ text: String) -> [String] {
    do throws(LessonError) {
      _ = try parse(text)
      return []
    } catch {
      return error.all.map { "\($0.line):\($0.column) \($0.problem.english)" }
    }
  }
}
