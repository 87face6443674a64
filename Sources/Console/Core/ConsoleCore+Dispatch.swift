import Language
import Lessons
import PracticeWorld
import Presentation
import Protocols
import Teaching
import Transcripts

/// Decides whether a typed line goes to the console or to the server.
extension ConsoleCore {
  mutating func dispatch(_ octets: [UInt8]) {
    let text = String(decoding: octets, as: UTF8.self)
    if takeAtStudentQuestion(text) || takeAtLogin(text) { return }
    // `::x` is a line for the server.
    let isForConsole = text.hasPrefix(":") && !text.hasPrefix("::")
    if !isForConsole, takeAtQuestion(text) { return }
    if text.hasPrefix("::") {
      if isUnsent(text) { return noteUnsent(text) }
      guard isConnected || connection.isDialling else {
        return say(.notConnected(firstCall))
      }
      return sendInTurn(Array(octets.dropFirst()))
    }
    if isForConsole { return command(text, octets) }
    // After its goodbye the server answers nothing more, so the line goes to the console.
    guard hasServerSaidGoodbye, settings.isInteractive else { return sendOrExplain(octets) }
    closeAfterGoodbye()
    hangUp(then: .line(octets))
  }

  /// Sends a line to the server. Without a connection, the console runs it or explains it.
  mutating func sendOrExplain(_ octets: [UInt8]) {
    let text = String(decoding: octets, as: UTF8.self)
    if isConnected || connection.isDialling {
      return sendInTurn(octets, remark: MissingColon.note(onSent: text, in: self))
    }
    if isUnsent(text) { return noteUnsent(text) }
    if let note = MissingColon.note(onUnsent: text) {
      remember(octets)
      return say(note)
    }
    runWithoutColon(text, octets)
  }

  /// Runs `:word …`, which works in every state.
  private mutating func command(_ text: String, _ octets: [UInt8]) {
    let words = Self.words(of: text.dropFirst())
    if let name = words.first?.lowercased(), let command = Commands.named(name) {
      if command.isSecret, words.count > 2 {
        mask(":\(words[0]) …")
      } else {
        remember(octets)
      }
      command.run(Self.arguments(of: command, in: text, words), &self)
      if command.isAct { handle(.learner(.asked(console: asked(command, words)))) }
      return
    }
    // `:-)` is mail.
    if conversation?.guidance.typed == .content {
      return sendInTurn(octets, remark: Note(.console, text: .sentAsText))
    }
    remember(octets)
    say(.unknownCommand(words.first ?? "", similar: Commands.similar(to: words.first ?? "")))
  }

  private static func arguments(
    of command: ConsoleCommand, in text: String, _ words: [String]
  ) -> [String] {
    if command.takesFiles { return Array(FileWords.split(String(text.dropFirst())).dropFirst()) }
    guard command.takesRest else { return Array(words.dropFirst()) }
    let rest = text.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
    return rest.isEmpty ? [] : [String(rest)]
  }

  /// Split also at an input method's space: no console command contains one. Its letters and digits
  /// mean ASCII.
  private static func words(of text: Substring) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { String($0).halfWidthLetters }
  }

  private static let askedLimit = 200

  private func asked(_ command: ConsoleCommand, _ words: [String]) -> String {
    String(([command.name] + words.dropFirst()).joined(separator: " ").prefix(Self.askedLimit))
  }

  /// Before a connection is open, a few commands need no colon.
  private mutating func runWithoutColon(_ text: String, _ octets: [UInt8]) {
    let words = Self.words(of: text[...])
    guard let first = words.first else { return }
    remember(octets)
    // The student meant the server, which has closed already, and wants to stay in the practice
    // world. In a lesson QUIT ends a connection, never the program.
    let isQuit = first.uppercased() == Verb.quit.rawValue
    if lesson != nil ? isQuit : first == Verb.quit.rawValue && settings.isInteractive {
      if connection.number != nil { return say(.alreadyClosed) }
      if lesson != nil { return say(.noConnection(for: first, call(at: 25))) }
    }
    if let command = Commands.withoutColon(first.lowercased()) {
      return command.run(Array(words.dropFirst()), &self)
    }
    if Verb(first.utf8) != nil { return say(.noConnection(for: first, call(at: 25))) }
    if HTTPRequestFault.methods.contains(first.uppercased()) {
      return say(.noConnection(for: first, call(at: 80)))
    }
    let similar = Commands.similar(to: first).map {
      Commands.withoutColon($0) == nil ? ":\($0)" : $0
    }
    say(.unknownWord(similar: similar, firstCall))
  }

  /// The line that opens the connection which is due: a web server's again after HTTP.
  private var firstCall: String {
    // A lesson knows better where to go.
    if lesson?.call != nil { return call(at: 25) }
    return NextSteps(in: conversation, naming: log.participants).due.first?.line ?? call(at: 25)
  }

  /// The line that connects to the first server, at this port where a lesson's step names no other.
  private func call(at port: Int) -> String {
    if case .line(let line)? = lesson?.call { return line }
    return "telnet \(firstServer) \(port)"
  }

  /// The server at which a student in this world starts; in a lesson the one where its step is done,
  /// which stays `HOST` as long as the student is to find it.
  var firstServer: String {
    switch lesson?.call {
    case .line(let line):
      DialTarget(Self.words(of: line[...]).dropFirst().map { $0 })?.host ?? "HOST"
    case .hidden: "HOST"
    case nil: world.hosts.first?.name ?? HostDescription.lectureWorld[0].name
    }
  }

  /// A mailbox in this world, for examples.
  var firstMailbox: String { world.hosts.first?.description.mailboxes.first ?? "postmaster" }

  /// Sends a line as typed. If a reply is still due, the line waits for it.
  mutating func sendInTurn(_ octets: [UInt8], remark: Note? = nil) {
    maskSecret(in: octets)
    let line = OutgoingLine(octets: octets, remark: remark)
    if holdsBack(line) { return }
    if isCommandLine { remember(octets) }
    put(line)
  }

  /// Sends a line now, or when its turn has come.
  mutating func put(_ line: OutgoingLine) {
    // Lines are sent in the order in which they were typed.
    guard outbox.isEmpty, !isServersTurn || sendsAhead else {
      outbox.append(line)
      flushOutbox()
      if !outbox.isEmpty { sayWaiting(line.octets) }
      return
    }
    transmit(line, isEchoed: settings.isInteractive && redo == nil)
  }

  private mutating func sayWaiting(_ octets: [UInt8]) {
    if let hint = HTTPMethodAtSMTP.hint(for: octets, in: conversation) {
      say(hint)
    } else if isLineUnfinished {
      say(.lineHasNoEnd)
    } else if settings.isInteractive {
      say(connection.unfinished > 0 ? .unfinished(connection.unfinished) : .waitsForReply)
    }
  }

  /// Sends one line to the server.
  mutating func transmit(_ line: OutgoingLine, isEchoed: Bool) {
    garbled.end()
    noteStartTLS(line.octets)
    let forecast = conversation?.dialogue.forecast
    perform(.send(connection.send(line, after: forecast, isEchoed: isEchoed)))
  }

  /// Sends octets to which nothing is added.
  mutating func transmit(exactly octets: [UInt8]) {
    garbled.end()
    let forecast = conversation?.dialogue.forecast
    perform(.send(connection.send(exactly: octets, after: forecast, by: nil, isShown: true)))
  }

  /// A secret that was typed in the open does not stay on the screen.
  private mutating func maskSecret(in octets: [UInt8]) {
    let isResponse = conversation?.guidance.typed == .secret
    guard let start = isResponse ? 0 : TypedSecret.start(in: octets) else { return }
    mask(String(decoding: octets.prefix(start), as: UTF8.self) + "…")
  }

  private mutating func mask(_ text: String) {
    if settings.isInteractive, redo == nil { perform(.mask(text)) }
  }

  /// Whether the next line is a command, not part of a message or an answer inside AUTH.
  private var isCommandLine: Bool {
    conversation.map { [.command, .headerField].contains($0.guidance.typed) } ?? false
  }

  /// The history never contains a secret, even one that was typed in the wrong place.
  private mutating func remember(_ octets: [UInt8]) {
    // What a resumed lesson types again, the student has not typed now.
    if redo != nil || holdsSecret(octets) { return }
    perform(.remember(String(decoding: octets, as: UTF8.self)))
  }
}

extension Phrase {
  fileprivate static let sentAsText = Phrase(
    en: "Sent as text of the message; the console has no command of this name.",
    zh: "已作为邮件正文发送；控制台没有这个命令。")
  fileprivate static let waitsForReply = Phrase(
    en: "The server has not answered yet; this line waits for its reply. (:drop hangs up)",
    zh: "服务器还没有响应；这一行会等到它响应后再发。（:drop 挂断）")

  fileprivate static let alreadyClosed = Phrase(
    en: "The connection has ended already, so QUIT goes nowhere. :quit leaves byhand.",
    zh: "连接已经结束，QUIT 没有发送。要离开 byhand，请输入 :quit。")

  fileprivate static func noConnection(for word: String, _ call: String) -> Phrase {
    Phrase(
      en: "\(word) is for a server, but no connection is open. First: \(call)",
      zh: "\(word) 是发给服务器的，但还没有建立连接。请先输入：\(call)")
  }

  fileprivate static func unknownCommand(_ word: String, similar: [String]) -> Phrase {
    let close = similar.map { ":\($0)" }.joined(separator: " ")
    return similar.isEmpty
      ? Phrase(
        en: "There is no command :\(word). :help lists them all; ::\(word) sends \":\(word)\".",
        zh: "没有命令 :\(word)。:help 列出全部命令；::\(word) 会把“:\(word)”发出去。")
      : Phrase(
        en: "There is no command :\(word). Did you mean \(close)?",
        zh: "没有命令 :\(word)。你是不是想输入 \(close)？")
  }

  fileprivate static func notConnected(_ call: String) -> Phrase {
    Phrase(
      en: "Not connected. Begin with: \(call)   (or: help, lesson, quit)",
      zh: "尚未连接。请先输入：\(call)  （或 help、lesson、quit）")
  }

  fileprivate static func unknownWord(similar: [String], _ call: String) -> Phrase {
    similar.isEmpty
      ? .notConnected(call)
      : Phrase(
        en: "Did you mean \(similar.joined(separator: ", "))? Begin with: \(call)",
        zh: "你是不是想输入 \(similar.joined(separator: "、"))？请先输入：\(call)")
  }
}
