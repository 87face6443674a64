import Language
import Protocols
import Transcripts

/// swaks: a hint of three characters, a space, the text. The arrow's head tells the direction.
struct SwaksReader: LineReader {
  private enum Hint { case sent, received, information, failure, raw }

  static func firstOwnLine(of head: Head) -> Int? { head.first(isOwn) }

  private static func isOwn(_ line: ArraySlice<UInt8>) -> Bool {
    switch hint(line) {
    case .sent, .received: true
    case .information:
      line.hasPrefix("=== Trying ") || line.hasPrefix("=== Connected to ")
    default: false
    }
  }

  private static func hint(_ line: ArraySlice<UInt8>) -> Hint? {
    let mark = line.prefix(3).string
    guard line.count <= 3 || line[line.startIndex + 3] == .space else { return nil }
    switch mark {
    case " ->", " ~>", "**>", "*~>": return .sent
    case "<- ", "<~ ", "<**", "<~*": return .received
    // Spaces at the end of a line get lost.
    case "<-" where line.count == 2, "<~" where line.count == 2: return .received
    case "===": return .information
    case "***": return .failure
    case "  >", "<  ": return .raw
    default: return nil
    }
  }

  private var tried = Peer()

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    let rest = line.octets.dropFirst(4)
    switch Self.hint(line.octets) {
    case .sent: reading.session.say(line: rest, from: .client)
    case .received: reading.session.say(line: rest, from: .server)
    case .information: inform(rest.string, &reading)
    case .failure: fail(line, &reading)
    // The same octets again, as a dump.
    case .raw: break
    case nil:
      if !line.octets.allSatisfy(\.isBlank) { reading.remarks.lose(line) }
    }
  }

  private mutating func inform(_ text: String, _ reading: inout ImportReading) {
    if text.hasPrefix("Trying ") {
      if let peer = Self.peer(in: text) {
        tried = peer
        reading.session.begin(peer)
      } else {
        reading.session.begin()
      }
    } else if text.hasPrefix("Connection closed") {
      reading.session.close()
    }
  }

  /// `Trying mail.example.org:25...`
  private static func peer(in text: String) -> Peer? {
    guard text.hasSuffix("..."), let colon = text.lastIndex(of: ":") else { return nil }
    let host = text[..<colon].dropFirst("Trying ".count)
    let port = text[colon...].dropFirst().dropLast(3)
    guard !host.isEmpty, (1...5).contains(port.utf8.count), port.utf8.allSatisfy(\.isDigit) else {
      return nil
    }
    return Peer(host: String(host), port: Int(port))
  }

  private func fail(_ line: SourceLine, _ reading: inout ImportReading) {
    let text = line.octets.dropFirst(4).string
    if text.hasPrefix("Error connecting to") {
      reading.session.fail(tried, .refused)
    } else if text.hasPrefix("Remote host closed connection") {
      reading.session.close(by: .server)
    } else {
      reading.remarks.add(line, .swaks)
    }
  }

  mutating func finish(_ reading: inout ImportReading) {
    if reading.session.isUnanswered { reading.remarks.add(.endsEarly) }
  }
}

extension Phrase {
  fileprivate static let swaks = Phrase(en: "swaks itself reports an error", zh: "swaks 自己报告了错误")
}
