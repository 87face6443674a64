/// What one reply must be: `250`, `501|553`, `250 2.1.5`, `553 5.6` (5.6 with any detail), `501 -`
/// (no enhanced code).
///
/// `hello` and `ehlo` are the replies that accept these commands; after EHLO every reply must have
/// an enhanced code, after HELO those whose row says so.
struct Answer: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  enum Kind { case hello, ehlo, other }

  let description: String
  let codes: [Int]
  let enhanced: String?
  let kind: Kind

  init(stringLiteral text: String) {
    description = text
    let words = text.split(separator: " ")
    switch text {
    case "hello": kind = .hello
    case "ehlo": kind = .ehlo
    default: kind = .other
    }
    let codes = (words.first ?? "").split(separator: "|").compactMap { Int($0) }
    self.codes = kind == .other ? codes : [250]
    enhanced = words.count > 1 ? String(words[1]) : nil
  }

  var isRefusal: Bool { codes.allSatisfy { $0 >= 400 && $0 != 421 } }
}

/// One answer, or one for each command of a group.
struct Answers: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  let all: [Answer]

  init(stringLiteral text: String) { all = [Answer(stringLiteral: text)] }
  init(arrayLiteral answers: Answer...) { all = answers }
  init(_ all: [Answer]) { self.all = all }

  static func each(_ answer: Answer, _ count: Int) -> Answers {
    Answers(Array(repeating: answer, count: count))
  }
  static func + (left: Answers, right: Answers) -> Answers { Answers(left.all + right.all) }
}
