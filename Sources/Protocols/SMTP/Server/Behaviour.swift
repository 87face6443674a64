/// One way in which a practice server is told to behave, so that a class can see what mail does then. Deterministic: the same
/// clients get the same answers.
package enum Behaviour: Hashable, Sendable {
  /// Nobody listens: connections are refused.
  case down
  /// Every reply takes so many milliseconds.
  case slow(Int)
  /// 450 to a sender and recipient seen for the first time from a client (RFC 6647).
  case greylist
  /// Every mailbox is full: 452 (RFC 3463 X.2.2).
  case full
  /// 421 to whatever is said (RFC 5321 §3.8).
  case closing
  /// Says nothing of 8BITMIME, and takes the eighth bit away, as servers of the lecture's time did (RFC 6152 §1).
  case strip8Bit
  /// 221 and gone for a client that speaks HTTP, as Postfix does.
  case postfixGET
  /// 452 to each recipient of a message after so many (RFC 5321 §4.5.3.1.10).
  case recipients(Int)
  /// This code to this request: always, or the nth time it comes.
  case reject(AnsweredRequest, code: Int, nth: Int?)
  /// The connection is dropped: instead of the reply, or after it.
  case drop(AnsweredRequest, isAfterReply: Bool, nth: Int?)
}

extension Behaviour {
  /// What is wrong with a behaviour as somebody wrote it.
  package struct WordingError: Error, Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
      /// No behaviour begins with this word.
      case unknown(String)
      /// Something is missing after it, or cannot stand there; the example is right.
      case wrong(example: String)
    }
    /// Which word, from 0.
    package let word: Int
    package let matter: Matter
  }

  /// `reject RCPT 550 2nd`, `drop after DATA`, `slow 3s`, `greylist`: as `description` writes it.
  package init(_ words: [String]) throws(WordingError) {
    var reader = WordReader(words)
    let name = reader.next()?.lowercased() ?? ""
    switch name {
    case "down": self = .down
    case "greylist": self = .greylist
    case "full": self = .full
    case "closing": self = .closing
    case "strip-8bit": self = .strip8Bit
    case "postfix-get": self = .postfixGET
    case "slow": self = .slow(try reader.duration("slow 3s"))
    case "recipients": self = .recipients(try reader.number(1...100_000, "recipients 100"))
    case "reject":
      let example = "reject RCPT 550 2nd"
      self = .reject(
        try reader.request(example), code: try reader.number(400...599, example),
        nth: try reader.ordinal(example))
    case "drop":
      let example = "drop after DATA"
      let isAfterReply = try reader.one(of: ["at": false, "after": true], example)
      self = .drop(
        try reader.request(example), isAfterReply: isAfterReply, nth: try reader.ordinal(example))
    default: throw WordingError(word: 0, matter: .unknown(name))
    }
    if !reader.isAtEnd { throw reader.wrong(String(describing: self)) }
  }

  /// The words with which a behaviour may begin, for help and completion.
  package static let names = [
    "down", "slow", "greylist", "full", "closing", "strip-8bit", "postfix-get", "recipients",
    "reject", "drop",
  ]
}

extension Behaviour: CustomStringConvertible {
  package var description: String {
    switch self {
    case .down: "down"
    case .slow(let milliseconds):
      milliseconds % 1_000 == 0 ? "slow \(milliseconds / 1_000)s" : "slow \(milliseconds)ms"
    case .greylist: "greylist"
    case .full: "full"
    case .closing: "closing"
    case .strip8Bit: "strip-8bit"
    case .postfixGET: "postfix-get"
    case .recipients(let count): "recipients \(count)"
    case .reject(let request, let code, let nth):
      "reject \(request.word) \(code)" + Self.ordinal(nth)
    case .drop(let request, let isAfterReply, let nth):
      "drop \(isAfterReply ? "after" : "at") \(request.word)" + Self.ordinal(nth)
    }
  }

  private static func ordinal(_ nth: Int?) -> String {
    guard let nth else { return "" }
    switch (nth % 10, nth % 100) {
    case (1, let rest) where rest != 11: return " \(nth)st"
    case (2, let rest) where rest != 12: return " \(nth)nd"
    case (3, let rest) where rest != 13: return " \(nth)rd"
    default: return " \(nth)th"
    }
  }
}

extension AnsweredRequest {
  /// As behaviours name it: a verb, `connect`, or `dot` for the line that ends a message.
  fileprivate var word: String {
    switch self {
    case .connection: "connect"
    case .verb(let verb): verb.rawValue
    case .endOfData: "dot"
    case .unknownCommand, .authResponse: "?"
    }
  }

  fileprivate init?(word: String) {
    switch word.lowercased() {
    case "connect": self = .connection
    case "dot", ".": self = .endOfData
    default:
      guard let verb = Verb(word.utf8) else { return nil }
      self = .verb(verb)
    }
  }
}

/// Takes a behaviour's words, one by one.
private struct WordReader {
  private let words: [String]
  private var position = 0

  init(_ words: [String]) { self.words = words }

  var isAtEnd: Bool { position == words.count }

  mutating func next() -> String? {
    guard !isAtEnd else { return nil }
    defer { position += 1 }
    return words[position]
  }

  func wrong(_ example: String) -> Behaviour.WordingError {
    .init(word: position, matter: .wrong(example: example))
  }

  private mutating func take<Value>(
    _ example: String, _ read: (String) -> Value?
  ) throws(Behaviour.WordingError) -> Value {
    guard !isAtEnd, let value = read(words[position]) else { throw wrong(example) }
    position += 1
    return value
  }

  mutating func number(
    _ range: ClosedRange<Int>, _ example: String
  ) throws(Behaviour.WordingError) -> Int {
    try take(example) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// `3s`, `250ms`, at most ten minutes; in milliseconds.
  mutating func duration(_ example: String) throws(Behaviour.WordingError) -> Int {
    try take(example) { word in
      let word = word.lowercased()
      let isMilliseconds = word.hasSuffix("ms")
      let digits =
        isMilliseconds ? word.dropLast(2) : word.hasSuffix("s") ? word.dropLast() : word[...]
      guard let value = Int(digits), (0...600_000).contains(value) else { return nil }
      let milliseconds = isMilliseconds ? value : value * 1_000
      return milliseconds <= 600_000 ? milliseconds : nil
    }
  }

  mutating func request(_ example: String) throws(Behaviour.WordingError) -> AnsweredRequest {
    try take(example) { AnsweredRequest(word: $0) }
  }

  mutating func one<Value>(
    of choices: [String: Value], _ example: String
  ) throws(Behaviour.WordingError) -> Value {
    try take(example) { choices[$0.lowercased()] }
  }

  /// `2nd`, `2`; nothing means always.
  mutating func ordinal(_ example: String) throws(Behaviour.WordingError) -> Int? {
    if isAtEnd { return nil }
    return try take(example) { word in
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      let suffix = word.dropFirst(digits.count).lowercased()
      guard let value = Int(digits), (1...100_000).contains(value),
        ["", "st", "nd", "rd", "th"].contains(suffix)
      else { return nil }
      return value
    }
  }
}
