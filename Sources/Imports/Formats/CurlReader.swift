import Language
import Protocols
import Transcripts

/// `curl -v`: `*` information, `>` sent, `<` received. A body is only counted: `} [29 bytes data]`
/// sent, `{ [29 bytes data]` received. Of several portions in a row only the first is shown; where
/// TLS is used, the five octets before each of its records are shown in its place.
struct CurlReader: LineReader {
  /// Its marks alone would be a quotation's too.
  static func firstOwnLine(of head: Head) -> Int? {
    head.first { line in
      let line = CurlLine(line)
      return line.mark == UInt8(ascii: "*") && CurlPeer.isConnection(line.text.string)
    }
  }

  private var peer = CurlPeer()
  /// A body that was counted, and by which side.
  private var hidden: (side: Side, count: Int)?
  /// The octets that follow are TLS's own.
  private var isHandshake = false
  private var isEncrypted = false

  mutating func take(_ line: SourceLine, _ reading: inout ImportReading) {
    let read = CurlLine(line.octets)
    if let time = read.time { reading.session.tell(timeOfDay: time) }
    switch read.mark {
    case UInt8(ascii: "*"):
      isHandshake = read.text.contains("TLS ")
      if read.text.contains("Connected to ") { isEncrypted = false }
      if isHandshake || read.text.contains("SSL connection") { isEncrypted = true }
      peer.inform(read.text.string, &reading)
    case UInt8(ascii: ">"):
      flush(&reading)
      reading.session.say(line: read.text, from: .client)
    case UInt8(ascii: "<"):
      flush(&reading)
      if reading.session.endText() { reading.remarks.add(line, isEncrypted ? .curlTLS : .curlDot) }
      reading.session.say(line: read.text, from: .server)
    case UInt8(ascii: "}"): count(read, from: .client, line, &reading)
    case UInt8(ascii: "{"): count(read, from: .server, line, &reading)
    default:
      if read.text.hasPrefix("curl: (") {
        reading.remarks.add(line, .curlError)
      } else if !read.isProgress, !line.octets.allSatisfy(\.isBlank) {
        reading.remarks.lose(line, .curlUnmarked)
      }
    }
  }

  mutating func finish(_ reading: inout ImportReading) { flush(&reading) }

  private static let recordHeader = 5

  private mutating func count(
    _ read: CurlLine, from side: Side, _ line: SourceLine, _ reading: inout ImportReading
  ) {
    guard let match = read.text.string.wholeMatch(of: /\[(\d{1,12}) bytes data\]/),
      let count = Int(match.1)
    else { return reading.remarks.lose(line) }
    if isHandshake || isEncrypted && count == Self.recordHeader { return }
    guard reading.session.expectsText(from: side) else { return }
    if let hidden, hidden.side != side { flush(&reading) }
    if hidden == nil { reading.remarks.add(line, .curlBody) }
    hidden = (side, (hidden?.count ?? 0) + count)
  }

  private mutating func flush(_ reading: inout ImportReading) {
    for side in Side.allCases {
      var count = hidden?.side == side ? hidden?.count ?? 0 : 0
      // In HTTP the header says how long the body is.
      if hidden?.side == side || isEncrypted,
        case .octets(let left)? = reading.session.dialogue?.framing(from: side)
      {
        count = left
      }
      if count > 0 { reading.session.passOver(min(count, 1_000_000_000), from: side) }
    }
    hidden = nil
  }
}

/// A line of curl's, without its time and the progress meter before it.
struct CurlLine {
  /// Milliseconds of the day, with `--trace-time`.
  let time: Int?
  /// `*`, `>`, `<`, `{`, `}`; `nil`: another line.
  let mark: UInt8?
  let text: ArraySlice<UInt8>
  let isProgress: Bool

  init(_ line: ArraySlice<UInt8>) {
    var line = line
    if let carriageReturn = line.lastIndex(of: .carriageReturn) {
      line = line[(carriageReturn + 1)...]
    }
    let rest = Self.behindProgress(line)
    isProgress =
      rest != nil || line.contains("% Total    % Received") || line.contains("Dload  Upload")
    line = rest ?? line
    time = TimeOfDay(line)?.milliseconds
    if time != nil { line = line.dropFirst(TimeOfDay.length + 1) }
    let isMarked =
      line.first.map { "*><{}".utf8.contains($0) } == true
      && (line.count == 1 || line[line.startIndex + 1] == .space)
    mark = isMarked ? line.first : nil
    text = isMarked ? line.dropFirst(2) : line
  }

  /// `  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying`
  private static func behindProgress(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line
    for _ in 0..<8 {
      rest = rest.drop { $0 == .space }
      let number = rest.prefix { $0.isDigit || $0 == .dot || "kMGTP".utf8.contains($0) }
      guard number.first?.isDigit == true else { return nil }
      rest = rest[number.endIndex...]
    }
    for _ in 0..<3 {
      rest = rest.drop { $0 == .space }
      let time = rest.prefix { $0.isDigit || $0 == .colon || $0 == .hyphen }
      guard time.contains(.colon) else { return nil }
      rest = rest[time.endIndex...]
    }
    rest = rest.drop { $0 == .space }
    return rest.drop { $0.isDigit || $0 == .dot || "kMGTP".utf8.contains($0) }
  }
}

/// `14:03:22.123456`
struct TimeOfDay {
  static let length = 15
  let milliseconds: Int

  init?(_ line: ArraySlice<UInt8>) {
    let octets = Array(line.prefix(Self.length + 1))
    guard octets.count > Self.length, octets[15] == .space, octets[2] == .colon,
      octets[5] == .colon, octets[8] == .dot
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      octets[range].allSatisfy(\.isDigit) ? octets[range].reduce(0) { $0 * 10 + Int($1 - 48) } : nil
    }
    guard let hours = number(0..<2), let minutes = number(3..<5), let seconds = number(6..<8),
      let microseconds = number(9..<15), hours < 24, minutes < 60, seconds < 61
    else { return nil }
    milliseconds = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + microseconds / 1_000
  }
}

/// What curl says of a connection's ends.
struct CurlPeer: Sendable {
  private var tried = Peer()
  private var failed = false

  static func isConnection(_ text: String) -> Bool {
    let text = text.drop { $0 == " " }
    return ["Trying ", "Connected to ", "Re-using ", "Could not resolve host: "].contains {
      text.hasPrefix($0)
    } || text.hasPrefix("Host ") && text.hasSuffix(" was resolved.")
  }

  mutating func inform(_ text: String, _ reading: inout ImportReading) {
    // curl indents some.
    let text = String(text.drop { $0 == " " })
    // Most lines match none of the patterns, and a pattern is slow to try.
    if text.hasPrefix("Trying "),
      let match = text.wholeMatch(of: /Trying \[?([0-9A-Fa-f.:]+?)\]?:(\d{1,5})\.\.\./)
    {
      tried = Peer(port: Int(match.2), address: Peer.address(match.1, match.2))
    } else if text.hasPrefix("Connected to "),
      let match = text.prefixMatch(of: /Connected to (\S+) \(([^)]*)\) port (\d{1,5})/)
    {
      let host = String(match.1)
      reading.session.begin(
        Peer(host: host, port: Int(match.3), address: Peer.address(match.2, match.3)))
    } else if text.hasPrefix("Failed to connect to "),
      let match = text.prefixMatch(
        of: /Failed to connect to (\S+) port (\d{1,5})[^:]*: ?(.*)/)
    {
      let isTimeout = match.3.lowercased().contains("timed out")
      reading.session.fail(
        Peer(host: String(match.1), port: Int(match.2)), isTimeout ? .timeout : .refused)
    } else if text.hasPrefix("Could not resolve host: "),
      let match = text.prefixMatch(of: /Could not resolve host: (\S+)/)
    {
      reading.session.fail(Peer(host: String(match.1)), .unknownHost)
    } else if text.contains("Closing connection"), reading.session.isOpen {
      reading.session.close()
    }
  }

}

extension Phrase {
  static let curlDot = Phrase(
    en: "curl does not show the dot that ends the message; put in before this reply",
    zh: "curl 不显示结束邮件的句点；已在这个响应之前补上")
  fileprivate static let curlTLS = Phrase(
    en: """
      over TLS, curl -v shows neither the message nor its length; its final dot was put in before \
      this reply. --trace shows it
      """,
    zh: "用 TLS 时，curl -v 既不显示邮件内容，也不显示长度；已在这个响应之前补上结束的句点。--trace 会显示内容")
  fileprivate static let curlBody = Phrase(
    en: """
      curl -v only counts a body, and of a long one its first portion; its octets are not in the \
      recording. --trace shows them
      """,
    zh: "curl -v 只给出正文的字节数（长的只有第一部分），记录里没有正文的内容；--trace 会显示内容")
  fileprivate static let curlError = Phrase(en: "curl itself reports an error", zh: "curl 自己报告了错误")
  fileprivate static let curlUnmarked = Phrase(
    en: "a line without curl's mark: a body shown on the same screen, perhaps",
    zh: "这一行没有 curl 的标记：可能是同一屏幕上显示的正文")
}
