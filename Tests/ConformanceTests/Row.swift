import Protocols
import Testing

/// One requirement: what a standard asks of a server, what is sent to see it, and what must come.
struct Row: Sendable, CustomTestStringConvertible {
  /// Document and section: `5321 4.1.1.1`.
  let rule: String
  let requirement: String
  let after: Position
  let sent: Sent
  let answers: [Answer]
  /// Where the conversation stands afterwards. A refusal leaves it where it was.
  let then: Position?
  let letters: [Letter]
  let host: Host

  init(
    _ rule: String, _ requirement: String, _ after: Position, _ sent: Sent, _ answers: Answers,
    then: Position? = nil, stores letters: [Letter] = [], at host: Host = .usual
  ) {
    self.rule = rule
    self.requirement = requirement
    self.after = after
    self.sent = sent
    self.answers = answers.all
    let isRefused = !answers.all.isEmpty && answers.all.allSatisfy(\.isRefusal)
    self.then = then ?? (isRefused ? after : nil)
    self.letters = letters
    self.host = host
  }

  var testDescription: String { "RFC \(rule): \(requirement)" }
}

/// The servers that rows are tried on: hamburger.edu, with bob and carol.
enum Host: Hashable, Sendable, CaseIterable {
  case usual
  /// Takes mail for any name.
  case takesAll
  /// Hangs up after the third refusal.
  case strict
  /// Lets bob log in, even in clear, and takes the parameters of DSN.
  case login

  static let maxSize = 70_000

  var policy: ServerPolicy {
    var policy = ServerPolicy(
      domain: "hamburger.edu", mailboxes: ["bob", "carol"], takesAnyMailbox: self == .takesAll,
      maxSize: Self.maxSize, maxRecipients: 100, maxErrors: self == .strict ? 2 : 100,
      users: Users(self == .login ? ["bob": "ketchup"] : [:]))
    if self == .login { (policy.login, policy.offersDSN) = (.inClear, true) }
    return policy
  }
}

/// What a client sends. A string is a line without its CR LF; an array is several lines in one
/// write.
struct Sent: Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  var octets: [UInt8]

  init(stringLiteral line: String) { octets = Array((line + "\r\n").utf8) }
  init(arrayLiteral lines: String...) { self = .lines(lines) }
  private init(octets: [UInt8]) { self.octets = octets }

  static func lines(_ lines: [String]) -> Sent {
    Sent(octets: lines.flatMap { Array(($0 + "\r\n").utf8) })
  }
  /// As it stands, line ends included.
  static func raw(_ text: String) -> Sent { Sent(octets: Array(text.utf8)) }
  static func raw(_ octets: [UInt8]) -> Sent { Sent(octets: octets) }

  static func + (left: Sent, right: Sent) -> Sent { Sent(octets: left.octets + right.octets) }
}

/// A message that reached mailboxes.
struct Letter: Sendable, Hashable, Comparable, CustomStringConvertible {
  let users: [String]
  let text: [UInt8]
  /// The reverse-path that was stored with it; `nil`: any.
  let sender: String?

  init(_ users: [String], _ text: [UInt8], from sender: String? = nil) {
    self.users = users
    self.text = text
    self.sender = sender
  }

  init(_ users: [String] = ["bob"], _ text: String, from sender: String? = nil) {
    self.init(users, Array(text.utf8), from: sender)
  }

  var description: String {
    "\(String(decoding: text.prefix(200), as: UTF8.self).debugDescription) for \(users)"
      + (sender.map { " from \($0)" } ?? "")
  }

  static func < (left: Letter, right: Letter) -> Bool {
    left.text == right.text
      ? left.users.joined() < right.users.joined()
      : left.text.lexicographicallyPrecedes(right.text)
  }

  static func bob(_ text: String, from sender: String? = nil) -> Letter {
    Letter(["bob"], text, from: sender)
  }
}
