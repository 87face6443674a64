extension Behaviour {
  /// Why a behaviour's wording cannot be read.
  package struct WordingError: Error, Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
      /// No behaviour begins with this word.
      case unknown(String)
      /// Something after it is missing or wrong; the example shows the right form.
      case wrong(example: String)
    }
    /// Which word is wrong, counted from 0.
    package let word: Int
    package let matter: Matter
  }

  /// The words with which a behaviour may begin, in the order in which help shows them.
  private enum Word: String, CaseIterable {
    case down, slow, greylist, full, closing
    case strip8Bit = "strip-8bit"
    case postfixGET = "postfix-get"
    case hideSTARTTLS = "hide-starttls"
    case lenientEnd = "lenient-end"
    case checkSenders = "check-senders"
    case recipients, reject, drop

    var example: Behaviour {
      switch self {
      case .down: .down
      case .slow: .slow(3_000)
      case .greylist: .greylist
      case .full: .full
      case .closing: .closing
      case .strip8Bit: .strip8Bit
      case .postfixGET: .postfixGET
      case .hideSTARTTLS: .hideSTARTTLS
      case .lenientEnd: .lenientEnd
      case .checkSenders: .checkSenders
      case .recipients: .recipients(100)
      case .reject: .reject(.verb(.rcpt), code: 550, nth: 2)
      case .drop: .drop(.verb(.data), isAfterReply: true, nth: nil)
      }
    }
  }

  /// For help and completion.
  package static let names = Word.allCases.map(\.rawValue)

  /// One of each, in the order of `names`.
  package static let examples = Word.allCases.map(\.example)

  /// `reject RCPT 550 2nd`, `drop after DATA`, `slow 3s`, `greylist`: as `description` writes it.
  package init(_ words: [String]) throws(WordingError) {
    let name = words.first?.lowercased() ?? ""
    guard let word = Word(rawValue: name) else {
      throw WordingError(word: 0, matter: .unknown(name))
    }
    var reader = BehaviourWordReader(words.dropFirst(), example: word.example.description)
    switch word {
    case .down, .greylist, .full, .closing, .strip8Bit, .postfixGET, .hideSTARTTLS, .lenientEnd,
      .checkSenders:
      self = word.example
    case .slow: self = .slow(try reader.duration())
    case .recipients: self = .recipients(try reader.number(1...100_000))
    case .reject:
      self = .reject(
        try reader.request(), code: try reader.number(400...599), nth: try reader.ordinal())
    case .drop:
      let isAfterReply = try reader.one(of: ["at": false, "after": true])
      self = .drop(
        try reader.request(), isAfterReply: isAfterReply, nth: try reader.ordinal())
    }
    guard reader.isAtEnd else { throw reader.wrong(example: description) }
  }
}

extension Behaviour: CustomStringConvertible {
  package var description: String {
    switch self {
    case .down: Word.down.rawValue
    case .slow(let milliseconds):
      "\(Word.slow.rawValue) "
        + (milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms")
    case .greylist: Word.greylist.rawValue
    case .full: Word.full.rawValue
    case .closing: Word.closing.rawValue
    case .strip8Bit: Word.strip8Bit.rawValue
    case .postfixGET: Word.postfixGET.rawValue
    case .hideSTARTTLS: Word.hideSTARTTLS.rawValue
    case .lenientEnd: Word.lenientEnd.rawValue
    case .checkSenders: Word.checkSenders.rawValue
    case .recipients(let count): "\(Word.recipients.rawValue) \(count)"
    case .reject(let request, let code, let nth):
      "\(Word.reject.rawValue) \(request.word) \(code)" + Self.ordinal(nth)
    case .drop(let request, let isAfterReply, let nth):
      "\(Word.drop.rawValue) \(isAfterReply ? "after" : "at") \(request.word)"
        + Self.ordinal(nth)
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
  /// As behaviours name it: a verb, `connect`, or `dot` for the end of a message.
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

/// Reads the words after a behaviour's first, one by one.
private struct BehaviourWordReader {
  private var words: ArraySlice<String>
  /// Shows the right form.
  private let example: String

  init(_ words: ArraySlice<String>, example: String) {
    self.words = words
    self.example = example
  }

  var isAtEnd: Bool { words.isEmpty }

  func wrong(example: String) -> Behaviour.WordingError {
    .init(word: words.startIndex, matter: .wrong(example: example))
  }

  private mutating func take<Value>(
    _ read: (String) -> Value?
  ) throws(Behaviour.WordingError) -> Value {
    guard let value = words.first.flatMap(read) else { throw wrong(example: example) }
    words.removeFirst()
    return value
  }

  mutating func number(_ range: ClosedRange<Int>) throws(Behaviour.WordingError) -> Int {
    try take { Int($0).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// `3s`, `250ms`, at most ten minutes; in milliseconds.
  mutating func duration() throws(Behaviour.WordingError) -> Int {
    try take { word in
      let word = word.lowercased()
      let isMilliseconds = word.hasSuffix("ms")
      let digits =
        isMilliseconds ? word.dropLast(2) : word.hasSuffix("s") ? word.dropLast() : word[...]
      guard let value = Int(digits), (0...600_000).contains(value) else { return nil }
      let milliseconds = isMilliseconds ? value : value * 1_000
      return milliseconds <= 600_000 ? milliseconds : nil
    }
  }

  mutating func request() throws(Behaviour.WordingError) -> AnsweredRequest {
    try take { AnsweredRequest(word: $0) }
  }

  mutating func one<Value>(
    of choices: [String: Value]
  ) throws(Behaviour.WordingError) -> Value {
    try take { choices[$0.lowercased()] }
  }

  /// `2nd` or `2`; without one it means always.
  mutating func ordinal() throws(Behaviour.WordingError) -> Int? {
    if isAtEnd { return nil }
    return try take { word in
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      let suffix = word.dropFirst(digits.count).lowercased()
      guard let value = Int(digits), (1...100_000).contains(value),
        ["", "st", "nd", "rd", "th"].contains(suffix)
      else { return nil }
      return value
    }
  }
}
