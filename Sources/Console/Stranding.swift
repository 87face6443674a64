import Language
import Protocols
import Teaching
import Transcripts

/// A script goes on when its connection has broken off, and its lines were meant for the server: read as the console's
/// own words, a message's text could dial, or leave.
struct Stranded {
  /// The connection ended, and its client had not said QUIT.
  var isOn = false
  /// It was HTTP, whose scripts hold no free text: what is a word of the console's own is meant for it.
  fileprivate var isWeb = false
  /// The server's lines end here, though it was byhand that closed: the server had said goodbye and stayed.
  var isServersDoing = false
  fileprivate(set) var count = 0
  fileprivate var hasSaidQuit = false
  /// The next line is a message's: after DATA, up to the lone dot. No word of it is meant for the console.
  fileprivate var isInText = false

  /// A line that was not sent.
  fileprivate mutating func pass(_ line: String) {
    count += 1
    if isInText {
      isInText = line != "."
    } else {
      isInText = line.uppercased() == "DATA"
    }
  }
}

extension Console {
  /// What the facts of one event mean for the lines of a script that come after it.
  func noteStranding(_ facts: [Fact]) {
    for fact in facts {
      switch fact.matter {
      case .opened: stranded = Stranded()
      case .found(.smtp(.request(.command(.quit), _, _))): stranded.hasSaidQuit = true
      case .found(.smtp(.request(.command(.data), _, _))): stranded.isInText = true
      case .found(.smtp(.request(.endOfData, _, _))): stranded.isInText = false
      case .found(.smtp(.exchange(let exchange))) where exchange.request.kind == .verb(.data):
        // DATA refused is followed by no text, where the script sees its answer. One that lost its connection sees none.
        stranded.isInText = [.content, .closed].contains(exchange.after)
      case .closed(let side, _, let phase) where side == .server || stranded.isServersDoing:
        stranded.isWeb = phase == nil
        stranded.isOn = !keyboard.echoesLines && !stranded.hasSaidQuit
      default: break
      }
    }
  }

  /// Whether a line belongs to the conversation that is gone. A new call ends it.
  func isStranded(_ text: String) -> Bool {
    guard stranded.isOn else { return false }
    if stranded.isInText { return true }
    let words = text.split(separator: " ").map(String.init)
    if stranded.isWeb, Commands.bare(words.first?.lowercased() ?? "") != nil, !isCalling(words) {
      return false
    }
    guard isCalling(words) else { return true }
    tellStranded()
    return false
  }

  private func isCalling(_ words: [String]) -> Bool {
    let isCall = ["telnet", "connect"].contains(words.first?.lowercased() ?? "")
    return isCall && Dialling(Array(words.dropFirst())) != nil
  }

  /// The first is quoted, the others are counted.
  func strand(_ text: String) {
    stranded.pass(text)
    guard stranded.count == 1 else { return }
    say(holdsSecret(Array(text.utf8)) ? .secretNotSent : .notSent(String(text.prefix(200))))
  }

  /// By itself, or by what the conversation has come to.
  func holdsSecret(_ line: [UInt8]) -> Bool {
    TypedSecret.mayStand(in: line) || conversation?.dialogue.takesForSecret(line) == true
  }

  func tellStranded() {
    if stranded.count > 1 { say(.notSent(more: stranded.count - 1)) }
    stranded = Stranded()
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
