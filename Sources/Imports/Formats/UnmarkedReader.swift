import Language
import Protocols
import Transcripts

/// A session without marks, as a terminal shows it: telnet, nc, or a log of both sides' lines
/// (smtp4dev's). Who said a line is told by the dialogue, never by the line alone: what looks like a
/// reply may be text of a message.
struct UnmarkedReader: FormatReader {
  static func recognises(_ head: Head) -> Bool {
    let others = ImportFormat.allCases.filter { $0 != .session }
    if others.contains(where: { $0.reader.recognises(head) }) { return false }
    // Binary octets are another format.
    if head.octets.contains(0) { return false }
    return head.contains(isOwn)
  }

  static func isOwn(_ line: ArraySlice<UInt8>) -> Bool { TerminalLine(line) != nil || isWire(line) }

  /// A reply, or a request of HTTP.
  private static func isWire(_ line: ArraySlice<UInt8>) -> Bool {
    ReplyLine(Line(octets: Array(line))) != nil || line.hasPrefix("HTTP/1.") || isRequest(line)
  }

  static func isRequest(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.split(separator: .space)
    return words.count >= 2 && SessionBuilder.httpMethods.contains(words[0].string)
      && (words.count == 2 || words[2].hasPrefix("HTTP/"))
  }

  static func read(
    _ source: Source, with settings: Import, into reading: inout ImportReading
  ) throws(ImportFailure) {
    var part = Part()
    func end(_ part: inout Part) throws(ImportFailure) {
      try part.read(&reading)
      part = Part()
    }
    for line in source.lines {
      switch TerminalLine(line.octets) {
      case .command(let host, let port):
        try end(&part)
        part.peer = Peer(host: host, port: port)
      case .trying(let address):
        // The command that dials stands above it.
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
          peer.address = trying.contains(":") ? "[\(trying)]:\(port)" : "\(trying):\(port)"
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
        UnmarkedReader.isWire(line.octets) || Verb(line.octets.prefix { !$0.isBlank }) != nil
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

  init?(_ line: ArraySlice<UInt8>) {
    // Most lines are none of these, and a pattern costs time.
    let begins = ["Trying ", "Conn", "Ncat: ", "Escape ", "telnet"]
    let isCommand = line.count < 300 && (line.contains("telnet ") || line.contains("nc "))
    let mayBe =
      isCommand || begins.contains { line.starts(with: $0.utf8) } || line.contains("refused")
      || line.contains("ncat ") || line.contains("netcat ")
    guard line.count < 300, mayBe, line.allSatisfy({ $0 >= 0x20 }) else { return nil }
    let text = line.string
    if let match = text.wholeMatch(
      of: /(?:.*[$#>%] )?(?:telnet|nc|ncat|netcat)(?: -[A-Za-z]+)* ([^ -]\S*)(?: (\d{1,5}))?/)
    {
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
    } else if text == "Connection closed by foreign host." {
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
  fileprivate static let beforeSession = Phrase(
    en: "stands before the conversation begins", zh: "在对话开始之前")
}
