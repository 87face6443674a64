import FoundationEssentials
import Protocols
import TestSupport
import Testing

/// A dialogue as people write it: lines that begin with `C: ` or `S: `, and comments that begin
/// with `#`.
struct GoldenDialogue: CustomTestStringConvertible, Sendable {
  enum Failure: Error { case neitherSide(String), noDialogues }

  let name: String
  private(set) var lines: [DialogueLine] = []
  private(set) var policy = ServerPolicy(domain: "hamburger.edu", mailboxes: ["bob", "carol"])
  private(set) var answer = ServerAnswer.stored

  var testDescription: String { name }

  init(name: String, text: String) throws {
    self.name = name
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# policy: ") {
        for word in line.dropFirst(10).split(separator: " ") { set(String(word)) }
      } else if let line = DialogueLine(line) {
        lines.append(line)
      } else if !line.hasPrefix("#") {
        throw Failure.neitherSide(String(line))
      }
    }
  }

  private mutating func set(_ word: String) {
    let parts = word.split(separator: "=")
    let number = parts.last.flatMap { Int($0) } ?? 0
    switch parts.first {
    case "size": policy.maxSize = number
    case "recipients": policy.maxRecipients = number
    case "errors": policy.maxErrors = number
    case "tls": policy.offersTLS = true
    case "login": policy.login = parts.last.flatMap { Login(rawValue: String($0)) } ?? .never
    case "dsn": policy.offersDSN = true
    case "catch-all": policy.takesAnyMailbox = true
    case "store": answer = .full
    default: break
    }
  }

  /// All of `Tests/Dialogues`.
  static func all() throws -> [GoldenDialogue] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Dialogues")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".smtp") }.sorted()
    guard !names.isEmpty else { throw Failure.noDialogues }
    return try names.map { name in
      let octets = try Data(contentsOf: folder.appending(path: name))
      return try GoldenDialogue(name: name, text: String(decoding: octets, as: UTF8.self))
    }
  }

  /// What both sides say when this dialogue's client speaks to a server session.
  func replayed() -> [DialogueLine] {
    var server = Server(policy: policy, answer: answer)
    var heard = server.greeting().map { DialogueLine(.server, $0) }
    for line in lines where line.side == .client {
      heard.append(line)
      heard += server.replies(to: line.line)
        .map { DialogueLine(.server, $0) }
    }
    return heard
  }
}
