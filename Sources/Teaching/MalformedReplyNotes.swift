import Language
import Protocols

/// Notes on server lines that are not replies.
enum MalformedReplyNotes {
  static func note(on line: Line) -> Note {
    Note(.reply, rule: .smtp("4.2"), text: phrase(for: line.octets))
  }

  static let inconsistent = Note(
    .reply, rule: .smtp("4.2.1"),
    text: Phrase(
      en:
        "All lines of a reply must have the same code; this one differs. A client may go by any line; byhand goes by the last.",
      zh: "同一个响应的各行必须使用相同的状态码；这一行不同。客户端可以按任何一行处理，byhand 按最后一行。"))

  /// A line that came in parts: a note with its first part, and one with its last.
  static func note(onPart part: Line, octets: Int) -> Note? {
    let text: Phrase? =
      if part.ending != .none {
        Phrase(
          en: "The line ends here: \(octets) octets in all, shown in parts.",
          zh: "这一行到此结束：共 \(octets) 个字节，分段显示。")
      } else if part.octets.count < Framer.longestLine {
        otherProtocol(inAll: octets, of: part)
          + Phrase(
            en:
              "The connection ended in the middle of this line, after \(octets) octets. The line does not count.",
            zh: "连接在这一行中间断开，此行已收到 \(octets) 个字节。它不算数。")
      } else if octets == part.octets.count {
        Phrase(
          en: "This line has not ended yet: what has come so far is shown in parts.",
          zh: "这一行还没有结束：已收到的内容分段显示。")
      } else { nil }
    return text.map { Note(.reply, rule: .smtp("4.5.3.1.5"), text: $0) }
  }

  /// A TLS alert, for example, is a few octets without a line end. A later part of a line says
  /// nothing.
  private static func otherProtocol(inAll octets: Int, of part: Line) -> Phrase {
    guard octets == part.octets.count, let other = otherProtocol(part.octets) else {
      return .empty
    }
    return .otherProtocol(other) + Phrase(en: " ", zh: "")
  }

  /// The protocol that begins like this.
  static func otherProtocol(_ octets: [UInt8]) -> String? {
    let marks = [
      ("HTTP/", "HTTP"), ("SSH-", "SSH"), ("+OK", "POP3"), ("-ERR", "POP3"), ("* ", "IMAP"),
    ]
    if let mark = marks.first(where: { octets.starts(with: $0.0.utf8) }) { return mark.1 }
    // A TLS record: its type (alert, handshake), then version 3.x (RFC 8446 §5.1).
    return octets.count > 1 && [0x15, 0x16].contains(octets[0]) && octets[1] == 3 ? "TLS" : nil
  }

  private static func phrase(for octets: [UInt8]) -> Phrase {
    if let other = otherProtocol(octets) { return .otherProtocol(other) }
    let digits = octets.prefix { $0.isDigit }
    if digits.count == 3, octets.count == 3 || [.space, UInt8(ascii: "-")].contains(octets[3]) {
      return .noSuchCode
    }
    return .noReply
  }
}

extension Phrase {
  fileprivate static let noReply = Phrase(
    en: "This is not an SMTP reply: a reply begins with three digits, then a space or a hyphen.",
    zh: "这不是 SMTP 响应：响应以三位数字开头，后面是空格或连字符。")
  fileprivate static let noSuchCode = Phrase(
    en: "This is not an SMTP reply: the first digit of a code is 2, 3, 4 or 5.",
    zh: "这不是 SMTP 响应：状态码的首位数字只能是 2、3、4 或 5。")

  fileprivate static func otherProtocol(_ name: String) -> Phrase {
    Phrase(
      en:
        "This is not an SMTP reply. It looks like \(name): another kind of server listens on this port.",
      zh: "这不是 SMTP 响应，看上去是 \(name)：监听这个端口的是另一种服务器。")
  }
}
