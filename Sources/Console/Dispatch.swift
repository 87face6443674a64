import Language
import PracticeWorld
import Protocols
import Teaching
import Transcripts

/// A typed line goes one of two ways: to the console, or to the wire.
extension Console {
  func dispatch(_ octets: [UInt8]) {
    let text = String(decoding: octets, as: UTF8.self)
    if text.hasPrefix("::") {
      if isStranded(text) { return strand(text) }
      guard isConnected || line.isDialling else { return say(.notConnected(to: firstServer)) }
      return speak(Array(octets.dropFirst()))
    }
    if text.hasPrefix(":") { return command(text, octets) }
    if lesson?.answer(text, console: self) == true { return }
    // Nobody answers a line behind the farewell: it is the console's.
    if isOver, keyboard.echoesLines {
      leave()
      awaitEnd()
    }
    let meant = WideColon.command(in: text)
    if isConnected || line.isDialling {
      speak(octets)
      return meant.map { say(WideColon.sent($0)) } ?? ()
    }
    if isStranded(text) { return strand(text) }
    if let meant {
      remember(octets)
      return say(WideColon.notSent(meant))
    }
    bare(text, octets)
  }

  /// `:word …`, in every state.
  private func command(_ text: String, _ octets: [UInt8]) {
    let words = text.dropFirst().split(whereSeparator: \.isWhitespace).map(String.init)
    if let name = words.first?.lowercased(), let command = Commands.named(name) {
      remember(octets)
      let all = command.takesFiles ? FileWords.split(String(text.dropFirst())) : words
      return command.run(Array(all.dropFirst()), self)
    }
    // `:-)` is mail.
    if conversation?.guidance.typed == .content {
      speak(octets)
      return say(.sentAsText)
    }
    remember(octets)
    say(.unknownCommand(words.first ?? "", near: Commands.near(words.first ?? "")))
  }

  /// Before a connection is open, a few words need no colon.
  private func bare(_ text: String, _ octets: [UInt8]) {
    // An input method's space, too: no word of the console's holds one.
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return }
    remember(octets)
    // Meant for a server that has gone: nobody who took leave of it wants to lose the practice world as well.
    if first == Verb.quit.rawValue, keyboard.echoesLines, line.number != nil {
      return say(.alreadyClosed)
    }
    if let command = Commands.bare(first.lowercased()) {
      return command.run(Array(words.dropFirst()), self)
    }
    if Verb(first.utf8) != nil { return say(.noConnection(for: first, to: firstServer, port: 25)) }
    if HTTPRequestFault.methods.contains(first.uppercased()) {
      return say(.noConnection(for: first, to: firstServer, port: 80))
    }
    say(.unknownWord(near: Commands.near(first), server: firstServer))
  }

  /// Where a student of this world begins.
  var firstServer: String { world.hosts.first?.name ?? "hamburger.edu" }

  /// To the wire, as typed. Before its turn it waits for the reply that is due.
  func speak(_ octets: [UInt8]) {
    if isCommandLine { remember(octets) }
    // Whoever was there first is sent first.
    if isServersTurn || !outbox.isEmpty, !pipelines {
      outbox.append(octets)
      flushOutbox()
      if !outbox.isEmpty { tellWaiting(octets) }
      return
    }
    for waiting in outbox { transmit(waiting, isEchoed: false) }
    outbox = []
    transmit(octets, isEchoed: keyboard.echoesLines)
  }

  private func tellWaiting(_ octets: [UInt8]) {
    if let hint = HTTPMethodAtSMTP.hint(for: octets, in: conversation) {
      say(hint)
    } else if keyboard.echoesLines {
      say(line.unfinished > 0 ? .unfinished(line.unfinished) : .waitsForReply)
    }
  }

  /// One line to the server.
  func transmit(_ octets: [UInt8], isEchoed: Bool) {
    garbling.end()
    line.send(octets, isEchoed: isEchoed, isByConsole: false)
  }

  /// No line of a message, and no answer inside AUTH.
  private var isCommandLine: Bool {
    conversation.map { [.command, .headerField].contains($0.guidance.typed) } ?? false
  }

  /// History never holds a secret, nor one that was typed where it does not belong.
  private func remember(_ octets: [UInt8]) {
    if holdsSecret(octets) { return }
    keyboard.remember(String(decoding: octets, as: UTF8.self))
  }
}

extension Phrase {
  fileprivate static let sentAsText = Phrase(
    en: "Sent as text of the message; no command of the console has this name.",
    zh: "已作为报文正文发送；控制台没有这个命令。")
  fileprivate static let waitsForReply = Phrase(
    en: "The server has not answered yet; this line waits for its reply. (:drop hangs up)",
    zh: "服务器还没有响应；这一行会等到它响应后再发。（:drop 挂断）")

  fileprivate static let alreadyClosed = Phrase(
    en: "The connection has ended already, so QUIT goes nowhere. :quit leaves byhand.",
    zh: "连接已经结束，QUIT 没有发送。要离开 byhand，请输入 :quit。")

  fileprivate static func noConnection(for word: String, to host: String, port: Int) -> Phrase {
    Phrase(
      en: "\(word) goes to a server, and no connection is open. First: telnet \(host) \(port)",
      zh: "\(word) 是发给服务器的，但还没有建立连接。请先输入：telnet \(host) \(port)")
  }

  fileprivate static func unknownCommand(_ word: String, near: [String]) -> Phrase {
    let close = near.map { ":\($0)" }.joined(separator: " ")
    return near.isEmpty
      ? Phrase(
        en: "No command :\(word). :help lists them all; ::\(word) sends \":\(word)\".",
        zh: "没有命令 :\(word)。:help 列出全部命令；::\(word) 会把“:\(word)”发出去。")
      : Phrase(
        en: "No command :\(word). Did you mean \(close)?", zh: "没有命令 :\(word)。你是不是想输入 \(close)？")
  }

  fileprivate static func notConnected(to host: String) -> Phrase {
    Phrase(
      en: "Not connected. Begin with: telnet \(host) 25   (or: help, lesson, quit)",
      zh: "尚未连接。请先输入：telnet \(host) 25  （或 help、lesson、quit）")
  }

  fileprivate static func unknownWord(near: [String], server host: String) -> Phrase {
    near.isEmpty
      ? .notConnected(to: host)
      : Phrase(
        en: "Did you mean \(near.joined(separator: ", "))? Begin with: telnet \(host) 25",
        zh: "你是不是想输入 \(near.joined(separator: "、"))？请先输入：telnet \(host) 25")
  }
}
