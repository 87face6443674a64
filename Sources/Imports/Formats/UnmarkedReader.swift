import Language
import Protocols
import Transcripts

/// A session without marks, as a terminal shows it: telnet, nc, or a log of both sides' lines
/// (smtp4dev's). Who said a line is told by the dialogue, never by the line alone: what looks like a
/// reply may be text of a message.
struct UnmarkedReader: FormatReader {
  /// What telnet itself says, a request of HTTP, a greeting with another line of the wire below it,
  /// a command with its reply. A number at the beginning of a line is not enough.
  static func firstOwnLine(of head: Head) -> Int? {
    // Binary octets are another format.
    if head.octets.contains(0) { return nil }
    let lines = head.lines.enumerated().filter { !$0.element.allSatisfy(\.isBlank) }
    for (place, (number, line)) in lines.enumerated() {
      let next = place + 1 < lines.count ? lines[place + 1].element : nil
      if TerminalLine(line) != nil || isRequest(line) { return number }
      if line.hasPrefix("HTTP/1.") { return number }
      let isAnswered = next.map(isReply) == true
      if isReply(line), line.hasPrefix("220"), line.count > 4,
        isAnswered || next.map(isCommand) ?? (place == 0)
      {
        return number
      }
      if isCommand(line), isAnswered { return number }
    }
    // The server's side alone.
    let isServer =
      lines.count > 1 && lines.allSatisfy { isReply($0.element) && $0.element.count > 4 }
    return isServer ? lines[0].offset : nil
  }

  fileprivate static func isReply(_ line: ArraySlice<UInt8>) -> Bool {
    ReplyLine(Line(octets: Array(line))) != nil
  }

  fileprivate static func isCommand(_ line: ArraySlice<UInt8>) -> Bool {
    Verb(line.prefix { !$0.isBlank }) != nil
  }

  /// A reply, or a request of HTTP.
  private static func isWire(_ line: ArraySlice<UInt8>) -> Bool {
    isReply(line) || line.hasPrefix("HTTP/1.") || isRequest(line)
  }

  static func isRequest(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.split(separator: .space)
    return words.count >= 2 && SessionBuilder.httpMethods.contains(words[0].string)
      && (words.count == 2 || words[2].hasPrefix("HTTP/"))
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    if let line = source.lines.prefix(20).first(where: { $0.hasPrefix("Follow: tcp,") }) {
      throw .broken(line: line.number, column: 1, .followedAsText)
    }
    var screen = Screen(source)
    var part = Part()
    func end(_ part: inout Part) throws(ImportFailure) {
      try part.read(&reading)
      part = Part()
    }
    for line in source.lines {
      // Each line is tried with both sides, which takes its time.
      guard line.number <= Import.unmarkedLimit else { throw .tooManyEvents(line: line.number) }
      let line = screen.line(line)
      switch TerminalLine(line.octets) {
      case .command(let host, let port):
        try end(&part)
        part.peer = Peer(host: host, port: port)
      case .trying(let address):
        // The command that connects stands above it.
        if !part.lines.isEmpty { try end(&part) }
        part.trying = address
      case .connected(let host, let port): part.connect(host, port)
      case .refused: part.isRefused = true
      case .closed(let side):
        part.closed = side
        try end(&part)
      case .information: break
      case nil:
        if part.isFollowed(by: line) { try end(&part) }
        part.lines.append(line)
      }
    }
    try end(&part)
    if screen.hasChanged { reading.remarks.add(.screen) }
  }

  /// One connection's lines.
  private struct Part {
    var lines: [SourceLine] = []
    var peer = Peer()
    var trying: String?
    var isConnected = false
    var isRefused = false
    var closed: Side?

    /// A log of one connection after another: behind a goodbye another server greets.
    func isFollowed(by line: SourceLine) -> Bool {
      line.hasPrefix("220") && ["221", "421"].contains(lines.last?.octets.prefix(3).string)
    }

    mutating func connect(_ host: String, _ port: Int?) {
      isConnected = true
      if peer.host == nil { peer.host = host }
      if peer.port == nil { peer.port = port }
    }

    func read(_ reading: inout ImportReading) throws(ImportFailure) {
      var peer = peer
      if let trying {
        let host = peer.host ?? trying
        if peer.host == nil { peer.host = host }
        if let port = peer.port {
          peer.address = Peer.address(trying, port)
        }
      }
      if isRefused, !isConnected {
        reading.session.fail(peer, .refused)
        return
      }
      let lines = spoken(&reading)
      guard !lines.isEmpty || isConnected else { return }
      reading.session.begin(peer)
      if Self.isHTTP(lines) {
        try UnmarkedHTTP(lines).say(&reading)
      } else {
        try UnmarkedSMTP(lines).say(&reading)
      }
      if let closed { reading.session.close(by: closed) }
    }

    /// Without what stands before the first line of the wire, and empty lines behind the last.
    private func spoken(_ reading: inout ImportReading) -> ArraySlice<SourceLine> {
      let first = lines.firstIndex { line in
        UnmarkedReader.isWire(line.octets) || UnmarkedReader.isCommand(line.octets)
      }
      for line in lines[..<(first ?? lines.endIndex)] where !line.octets.allSatisfy(\.isBlank) {
        reading.remarks.lose(line, .beforeSession)
      }
      guard let first else { return [] }
      var spoken = lines[first...]
      while spoken.last?.octets.isEmpty == true { spoken.removeLast() }
      return spoken
    }

    private static func isHTTP(_ lines: ArraySlice<SourceLine>) -> Bool {
      guard let first = lines.first else { return false }
      return first.hasPrefix("HTTP/1.") || UnmarkedReader.isRequest(first.octets)
    }
  }
}

/// What telnet, nc and a shell say themselves.
enum TerminalLine {
  /// `$ telnet hamburger.edu 25`
  case command(host: String, port: Int?)
  case trying(String)
  case connected(host: String, port: Int?)
  case refused
  case closed(Side)
  case information

  /// `遗失对主机的连接`, as Windows writes it in Chinese.
  private static let lostInGBK: [UInt8] = [
    0xD2, 0xC5, 0xCA, 0xA7, 0xB6, 0xD4, 0xD6, 0xF7, 0xBB, 0xFA, 0xB5, 0xC4, 0xC1, 0xAC, 0xBD, 0xD3,
  ]

  init?(_ line: ArraySlice<UInt8>) {
    /// `C:\Users\alice>`
    func isPrompt(_ line: ArraySlice<UInt8>) -> Bool {
      line.count < 300 && line.last == UInt8(ascii: ">") && line.first?.isLetterOrDigit == true
        && line.dropFirst().hasPrefix(":\\")
    }
    // Most lines are none of these, and a pattern costs time.
    let begins = ["Trying ", "Conn", "Ncat: ", "Escape ", "telnet", "遗失对主机的连接", "失去了跟主机的连接"]
    if line.hasPrefix("Press any key to continue") || isPrompt(line) {
      self = .information
      return
    }
    if line.starts(with: Self.lostInGBK) {
      self = .closed(.server)
      return
    }
    let words: [StaticString] = ["telnet ", "nc ", "ncat ", "netcat ", "refused"]
    guard line.count < 300, line.allSatisfy({ $0 >= 0x20 }),
      begins.contains(where: { line.starts(with: $0.utf8) }) || words.contains(where: line.contains)
    else { return nil }
    let text = line.string
    if let match = text.wholeMatch(
      of:
        /(?:.*[$#>%] |[A-Z]:\\[^>]*>)?(?:telnet|nc|ncat|netcat)(?: -[A-Za-z]+)* ([^ -]\S*)(?: (\d{1,5}))?/
    ) {
      self = .command(host: String(match.1), port: match.2.flatMap { Int($0) })
    } else if let match = text.wholeMatch(of: /Trying (\S+?)\.\.\.\s*/) {
      self = .trying(String(match.1))
    } else if let match = text.wholeMatch(of: /Connected to (\S+?)\.?/) {
      self = .connected(host: String(match.1), port: nil)
    } else if let match = text.wholeMatch(of: /Ncat: Connected to (\S+):(\d{1,5})\./) {
      self = .connected(host: String(match.1), port: Int(match.2))
    } else if let match = text.prefixMatch(
      of: /Connection to (\S+) (?:\(\S+\) )?(\d{1,5}) port .*succeeded!/)
    {
      self = .connected(host: String(match.1), port: Int(match.2))
    } else if text.hasPrefix("telnet: Unable to connect to remote host")
      || text.hasSuffix(": Connection refused") || text == "Ncat: Connection refused."
    {
      self = .refused
    } else if text == "Connection closed by foreign host."
      || text.hasPrefix("Connection to host lost") || text.hasPrefix("遗失对主机的连接")
      || text.hasPrefix("失去了跟主机的连接")
    {
      self = .closed(.server)
    } else if text == "Connection closed." {
      self = .closed(.client)
    } else if text.hasPrefix("Escape character is ") || text.hasPrefix("telnet> ")
      || text.hasPrefix("Ncat: Version ")
    {
      self = .information
    } else {
      return nil
    }
  }
}

extension Phrase {
  fileprivate static let followedAsText = Phrase(
    en: """
      "Follow TCP Stream" saved as text does not tell the sides for certain; save it as YAML, or \
      use tshark -r FILE -q -z follow,tcp,yaml,0
      """,
    zh: """
      以文本保存的“追踪 TCP 流”不能准确区分双方；请保存为 YAML，\
      或使用 tshark -r 文件 -q -z follow,tcp,yaml,0
      """)
  fileprivate static let beforeSession = Phrase(
    en: "stands before the conversation begins", zh: "在对话开始之前")
}
