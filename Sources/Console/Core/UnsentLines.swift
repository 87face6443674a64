import Language
import Protocols
import Teaching
import Transcripts

/// When a script's connection breaks off, its remaining lines were meant for the server. Run as
/// console commands, the text of a message could dial or quit.
struct UnsentLines {
  /// The connection ended before the client said QUIT.
  var isActive = false
  /// The connection spoke HTTP. Its scripts contain no free text, so console commands in them are
  /// meant for the console.
  fileprivate var isHTTP = false
  /// byhand closed the connection after the server's goodbye, so the server counts as the side that
  /// ended it.
  var hasClosedAfterGoodbye = false
  fileprivate(set) var count = 0
  fileprivate var hasSaidQuit = false
  /// What kind of line the server would have expected next.
  fileprivate var forecast: LineForecast?

  /// The next line would be message text, so it is never a console command.
  fileprivate var isInText: Bool { forecast?.isInText ?? false }

  /// Counts a line that was not sent.
  fileprivate mutating func add(_ line: String) {
    count += 1
    forecast?.take(Line(line))
  }
}

extension ConsoleCore {
  /// Updates what happens to a script's further lines.
  mutating func noteEnding(_ facts: [Fact]) {
    for fact in facts {
      switch fact.matter {
      case .opened: unsent = UnsentLines()
      case .found(.smtp(.request(.command(.quit), _, _))): unsent.hasSaidQuit = true
      case .closed(let side, _, let phase) where side == .server || unsent.hasClosedAfterGoodbye:
        unsent.isHTTP = phase == nil
        unsent.forecast = log.session.conversations[fact.conversation]?.dialogue.forecast
        unsent.isActive = !settings.isInteractive && !unsent.hasSaidQuit
      default: break
      }
    }
  }

  /// Whether a line belongs to the connection that has ended. A new `telnet` command ends this
  /// state.
  mutating func isUnsent(_ text: String) -> Bool {
    guard unsent.isActive else { return false }
    if unsent.isInText { return true }
    let words = text.split(separator: " ").map(String.init)
    if unsent.isHTTP, Commands.withoutColon(words.first?.lowercased() ?? "") != nil,
      !isDialCommand(words)
    {
      return false
    }
    guard isDialCommand(words) else { return true }
    sayUnsent()
    return false
  }

  private func isDialCommand(_ words: [String]) -> Bool {
    let isCall = ["telnet", "connect"].contains(words.first?.lowercased() ?? "")
    return isCall && DialTarget(Array(words.dropFirst())) != nil
  }

  /// The first such line is quoted, the others are counted.
  mutating func noteUnsent(_ text: String) {
    unsent.add(text)
    guard unsent.count == 1 else { return }
    say(holdsSecret(Array(text.utf8)) ? .secretNotSent : .notSent(String(text.prefix(200))))
  }

  /// Whether the line contains a secret, by its own form or by the state of the conversation.
  func holdsSecret(_ line: [UInt8]) -> Bool {
    TypedSecret.mayStand(in: line) || conversation?.dialogue.takesForSecret(line) == true
  }

  mutating func sayUnsent() {
    if unsent.count > 1 { say(.notSent(more: unsent.count - 1)) }
    unsent = UnsentLines()
  }
}

extension Phrase {
  fileprivate static func notSent(_ line: String) -> Phrase {
    Phrase(
      en: "Not sent, because the connection has ended: \(line)", zh: "连接已经结束，这一行没有发送：\(line)")
  }
  fileprivate static let secretNotSent = Phrase(
    en: "Not sent, because the connection has ended: a line that may be a secret.",
    zh: "连接已经结束，这一行没有发送：可能含有机密的一行。")
  fileprivate static func notSent(more count: Int) -> Phrase {
    Phrase(
      en: "Not sent either: \(count) more line\(count == 1 ? "" : "s").", zh: "另有 \(count) 行也没有发送。")
  }
}
