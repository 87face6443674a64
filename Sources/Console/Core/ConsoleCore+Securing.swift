import Language
import Protocols
import Teaching
import Transcripts

/// How the student wants a connection protected.
package struct SecurityWish: Hashable, Sendable {
  package enum Mode: String, Hashable, Sendable, CaseIterable {
    /// In clear, until the student types STARTTLS.
    case none
    /// byhand types EHLO and STARTTLS, and ends where the server does not offer it.
    case starttls
    /// TLS from the first octet on (RFC 8314 §3).
    case implicit
  }

  package var mode = Mode.none
  /// The name or address for which the server's certificate must be.
  package var name: String
  /// Goes on although the certificate is not believed.
  package var isInsecure = false
}

/// Whether TLS is about to protect the student's connection. Nothing is sent meanwhile: it would go
/// out in clear, and the server would throw it away (RFC 3207 §4.1).
enum Securing: Hashable, Sendable {
  case none
  /// STARTTLS has been sent, or the handshake comes first.
  case awaited
  /// byhand types what leads to it; the reply to this is due.
  case automatic(Step)
  /// The connection is not protected as it was wanted, and ends.
  case failed

  enum Step: Hashable, Sendable { case greeting, ehlo, startTLS }

  var isUnderWay: Bool {
    switch self {
    case .awaited, .automatic: true
    case .none, .failed: false
    }
  }

  init(_ wish: SecurityWish) {
    switch wish.mode {
    case .none: self = .none
    case .starttls: self = .automatic(.greeting)
    case .implicit: self = .awaited
    }
  }
}

extension ConsoleCore {
  /// A line is about to be sent.
  mutating func noteStartTLS(_ line: [UInt8]) {
    guard securing == .none, conversation?.guidance.typed != .content,
      (try? CommandParser.parse(line)) == .startTLS
    else { return }
    securing = .awaited
  }

  mutating func followSecuring(_ facts: [Fact]) {
    for fact in facts where fact.conversation == connection.number {
      switch fact.matter {
      case .secured(.secured): securing = .none
      case .secured(.failed): securing = .failed
      case .closed where securing.isUnderWay: securing = .failed
      case .found(.smtp(.exchange(let exchange))): follow(exchange)
      default: break
      }
    }
  }

  private mutating func follow(_ exchange: SMTPExchange) {
    switch (securing, exchange.request.kind, exchange.reply.severity) {
    case (.automatic(.greeting), .connection, .completion):
      type("EHLO \(nameForHello)", then: .ehlo)
    case (.automatic(.ehlo), .verb(.ehlo), .completion):
      guard case .smtp(let dialogue)? = conversation?.dialogue, dialogue.has(.startTLS) else {
        return giveUpSecuring(.notOffered)
      }
      type(Verb.startTLS.rawValue, then: .startTLS)
    case (.automatic(.startTLS), .verb(.startTLS), .completion): securing = .awaited
    case (.automatic, _, _): giveUpSecuring(.refused)
    // The server would not: the connection stays in clear, and the student goes on.
    case (.awaited, .verb(.startTLS), let severity) where severity != .completion:
      securing = .none
    default: break
    }
  }

  private mutating func type(_ line: String, then step: Securing.Step) {
    securing = .automatic(step)
    perform(.send(connection.send([Array(line.utf8)], by: .console, isShown: true)))
  }

  private mutating func giveUpSecuring(_ reason: Phrase) {
    say(reason)
    securing = .failed
  }

  /// The console was started to connect, and TLS has not come about: it ends. At the console the
  /// student stays, without the connection.
  mutating func endUnsecured() {
    guard securing == .failed else { return }
    if case .waiting(let turn) = activity, case .connected = turn.end { return }
    securing = .none
    if isConnected { hangUp(then: .read) }
  }

  /// RFC 5321 §4.1.4: a client without a name of its own gives its address.
  private var nameForHello: String {
    guard let opening = conversation?.opening, !opening.isPractice,
      let local = opening.local, let colon = local.lastIndex(of: ":")
    else { return log.participants.clientName ?? "localhost" }
    let address = String(local[..<colon])
    return address.hasPrefix("[") ? "[IPv6:" + address.dropFirst() : "[\(address)]"
  }
}

extension Phrase {
  fileprivate static let notOffered = Phrase(
    en:
      "The server does not list STARTTLS, so nothing more is sent. Either it has no TLS here (port 465 may have), or somebody on the way took the word out of the list (RFC 3207 §6).",
    zh:
      "服务器没有列出 STARTTLS，所以不再发送任何内容。要么它在这里没有 TLS（465 端口可能有），要么途中有人把这个词从列表里去掉了（RFC 3207 §6）。"
  )
  fileprivate static let refused = Phrase(
    en: "The connection cannot be protected as --tls starttls asks, so nothing more is sent.",
    zh: "无法按 --tls starttls 的要求保护这个连接，所以不再发送任何内容。")
}
