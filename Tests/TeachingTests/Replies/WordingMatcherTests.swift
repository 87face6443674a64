import Protocols
import Teaching
import TestSupport
import Testing

struct WordingMatcherTests {
  private func matcher(_ wordings: [String]) throws -> WordingMatcher {
    let rows = wordings.map { "policy | - | \($0) | any | seen\n" }
    return WordingMatcher(try WordingTable(rows.joined().utf8))
  }

  /// A wording, texts that match it, and texts that do not.
  @Test(
    arguments: [
      ("spam", ["Spam", "no spam.", "(SPAM)", "是spam吗"], ["antispam", "spamhaus", "spa m"]),
      ("blacklist*", ["blacklisted", "a blacklist"], ["dnsblacklist"]),
      ("*list", ["blacklist"], ["listed"]),
      ("user * unknown", ["user unknown", "user x unknown"], ["unknown user", "user unknowns"]),
      ("a * a", ["a a", "a b a"], ["a", "aa"]),
      ("over quota", ["over  quota", "Over\tQuota"], ["overquota"]),
      ("邮箱已满", ["该邮箱已满。", "邮箱 已满"], ["邮箱未满"]),
      ("dt:spm", ["DT:SPM 163 smtp"], ["dt: spm"]), ("can't", ["can’t"], ["cant"]),
    ] as [(String, [String], [String])])
  func `a wording matches as a person reads it`(
    wording: String, good: [String], bad: [String]
  ) throws {
    let matcher = try matcher([wording])
    for text in good { #expect(matcher.search(ReplyText.folded(text)).rows == [0], "\(text)") }
    for text in bad { #expect(matcher.search(ReplyText.folded(text)).rows == [], "\(text)") }
  }

  @Test func `of rows that match, the one with most letters decides, then the first`() throws {
    let table = """
      policy | - | blocked | any | seen
      reputation | - | blocked by list | any | seen
      spam-content | - | blocked by spam | any | seen
      greylisted | 4xx | blocked by list | any | seen
      """
    let matcher = WordingMatcher(try WordingTable(table.utf8))
    let decided = { (reply: String) in
      matcher.decidingRow(for: ReplyText(reply.utf8))?.diagnosis
    }
    #expect(decided("550 blocked") == .policy)
    #expect(decided("550 blocked by spam, blocked by list") == .reputation)
    #expect(decided("450 blocked by list") == .greylisted)
    #expect(decided("550 fine") == nil)
  }

  /// Small alphabets make many overlaps.
  @Test(arguments: 0..<200)
  func `it finds what going back and forth would find`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    func text(_ length: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: length, using: &random)).map { _ in
          "ab".randomElement(using: &random) ?? "a"
        })
    }
    let wordings = (0..<6).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in text(1...3) }
    }
    let matcher = try matcher(wordings.map { "*" + $0.joined(separator: "*") + "*" })
    for _ in 0..<10 {
      let line = text(0...12)
      let expected = wordings.indices.filter { index in
        var rest = line[...]
        return wordings[index].allSatisfy { piece in
          guard let found = rest.firstRange(of: piece) else { return false }
          rest = rest[found.upperBound...]
          return true
        }
      }
      #expect(matcher.search(Array(line.utf8)).rows.sorted() == expected, "\(line) \(wordings)")
    }
  }

  @Test(arguments: [
    "a", "a*b ", "user ", "550-5.7.1 ", "<a@", "((((", "@", "mailbox quota spam blocked ", "邮箱",
  ])
  func `no reply is slow: the work grows as its length does`(pattern: String) {
    func steps(_ count: Int) -> Int {
      let reply = ReplyText(("550 " + String(repeating: pattern, count: count)).utf8)
      let matcher = WordingMatcher.embedded
      return matcher.search(reply.text).steps + (reply.elided.map { matcher.search($0).steps } ?? 0)
    }
    let (short, long) = (steps(100), steps(10_000))
    #expect(long <= 110 * max(short, 100))
  }
}
