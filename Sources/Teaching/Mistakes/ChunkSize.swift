import Language
import Protocols

/// BDAT's count beside what was sent (RFC 3030 §2).
enum ChunkSize {
  /// The announced number of octets ended before the text did, or inside a line that was not meant
  /// as text: what is left is read as a command.
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(nil, _) = heard.request, heard.context.smtp?.isBehindChunk == true else {
      return nil
    }
    return Note(.mistake, rule: Rule("RFC 3030", "2"), column: 1, text: .doesNotFit)
  }

  /// A line was typed, and it is not the end of the chunk.
  static func note(onChunk octets: [UInt8], rest: Int) -> Note? {
    guard rest > 0, octets.last == .lineFeed else { return nil }
    return Note(.transport, rule: Rule("RFC 3030", "2"), isRemark: true, text: .missing(rest))
  }

  /// What a beginner would wait for in vain: a chunk gets no 354.
  static func note(on heard: HeardRequest) -> Note? {
    guard case .command(.bdat(let size, _)) = heard.request, size > 0 else { return nil }
    return Note(
      .mistake, rule: Rule("RFC 3030", "2"), isRemark: true, text: .announced(size))
  }
}

extension Phrase {
  fileprivate static let doesNotFit = Phrase(
    en:
      "BDAT's number does not fit the text: the chunk ended before this, so this is read as a command. Each line's end counts for two octets, CR and LF.",
    zh: "BDAT 声明的字节数与正文对不上：这一块在此之前就结束了，所以这里被当成命令。每个行结束符算两个字节（CR 和 LF）。")

  fileprivate static func missing(_ rest: Int) -> Phrase {
    let octets = rest == 1 ? "octet" : "octets"
    return Phrase(
      en: "The server still waits for \(grouped(rest)) \(octets) of the chunk, line ends counted.",
      zh: "服务器还在等这一块剩下的 \(grouped(rest)) 个字节，行结束符也算在内。")
  }

  fileprivate static func announced(_ size: Int) -> Phrase {
    Phrase(
      en:
        "No 354 comes: the next \(grouped(size)) octets are text, line ends counted, and then comes the reply. Dots are not doubled, and no dot ends it.",
      zh: "不会有 354：接下来的 \(grouped(size)) 个字节（包括行结束符）都是正文，然后才有响应。行首的句点不必写成两个，末尾也不需要单独一行句点。")
  }
}
