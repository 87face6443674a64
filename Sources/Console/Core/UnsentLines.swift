import Language
import Protocols
import Teaching
import Transcripts

/// A script goes on when its connection has broken off, and its lines were meant for the server: read as the console's
/// own words, a message's text could dial, or leave.
struct UnsentLines {
  /// The connection ended, and its client had not said QUIT.
  var isOn = false
  /// It was HTTP, whose scripts hold no free text: what is a word of the console's own is meant for it.
  fileprivate var isWeb = false
  /// The server's lines end here, though it was byhand that closed: the server had said goodbye and stayed.
  var isServersDoing = false
  fileprivate(set) var count = 0
  fileprivate var hasSaidQuit = false
  /// What the next line would have been.
  fileprivate var forecast: LineForecast?

  /// No word of a message is meant for the console.
  fileprivate var isInText: Bool { forecast?.isInText ?? false }

  /// A line that was not sent.
  fileprivate mutating func pass(_ line: String) {
    count += 1
    forecast?.take(Line(line))
  }
}

extension ConsoleCore {
  /// What the facts of one event mean for the lines of a script that come after it.
  mutating func noteEnding(_ facts: [Fact]) {
    for fact in facts {
      switch fact.matter {
      case .opened: unsent = UnsentLines()
      case .found(.smtp(.request(.command(.quit), _, _))): unsent.hasSaidQuit = true
      case .closed(let side, _, let phase) where side == .server || unsent.isServersDoing:
        unsent.isWeb = phase == nil
        unsent.forecast = log.session.conversations[fact.conversation]?.dialogue.forecast
        unsent.isOn = !settings.isInteractive && !unsent.hasSaidQuit
      default: break
      }
    }
  }

  /// Whether a line belongs to the conversation that is gone. A new call ends it.
  mutating func isUnsent(_ text: String) -> Bool {
    guard unsent.isOn else { return false }
    if unsent.isInText { return true }
    let words = text.split(separator: " ").map(String.init)
    if unsent.isWeb, Commands.bare(words.first?.lowercased() ?? "") != nil, !isCalling(words) {
      return false
    }
    guard isCalling(words) else { return true }
    tellUnsent()
    return false
  }

  private func isCalling(_ words: [String]) -> Bool {
    let isCall = ["telnet", "connect"].contains(words.first?.lowercased() ?? "")
    return isCall && DialTarget(Array(words.dropFirst())) != nil
  }

  /// The first is quoted, the others are counted.
  mutating func noteUnsent(_ text: String) {
    unsent.pass(text)
    guard unsent.count == 1 else { return }
    say(holdsSecret(Array(text.utf8)) ? .secretNotSent : .notSent(String(text.prefix(200))))
  }

  /// By itself, or by what the conversation has come to.
  func holdsSecret(_ line: [UInt8]) -> Bool {
    TypedSecret.mayStand(in: line) || conversation?.dialogue.takesForSecret(line) == true
  }

  mutating func tellUnsent() {
    if unsent.count > 1 { say(.notSent(more: unsent.count - 1)) }
    unsent = UnsentLines()
  }
}

extension Phrase {
  fileprivate static func notSent(_ line: String) -> Phrase {
    Phrase(
      en: "Not sent, for the connection has ended: \(line)", zh: "连接已经结束，这一行没有发送：\(line)")
  }
  fileprivate static let secretNotSent = Phrase(
    en: "Not sent, for the connection has ended: a line that may hold a secret.",
    zh: "连接已经结束，这一行没有发送：可能含有机密的一行。")
  fileprivate static func notSent(more count: Int) -> Phrase {
    Phrase(en: "Not sent either: \(count) more line(s).", zh: "另有 \(count) 行也没有发送。")
  }
}
