import Language
import Protocols

/// BDAT's count beside what was sent (RFC 3030 §2).
enum ChunkSize {
  /// More was typed than BDAT had announced: the rest is read as a command.
  static func check(_ heard: HeardRequest) -> Note? {
    guard case .malformed(nil, _) = heard.request, heard.context.smtp?.isBehindChunk == true else {
      return nil
    }
    return Note(.mistake, rule: Rule("RFC 3030", "2"), column: 1, text: .tooSmall)
  }

  /// What a beginner would wait for in vain: a chunk gets no 354.
  static func note(on heard: HeardRequest) -> Note? {
    guard case .command(.bdat(let size, _)) = heard.request, size > 0 else { return nil }
    return Note(
      .mistake, rule: Rule("RFC 3030", "2"), isRemark: true, text: .announced(size))
  }
}

extension Phrase {
  fileprivate static let tooSmall = Phrase(
    en:
      "BDAT's number was too small: the chunk ended before this, so this is read as a command. Each line's end counts for two octets, CR and LF.",
    zh: "BDAT 声明的字节数太小：这一块在此之前就结束了，所以这一行被当成命令。每个行结束符算两个字节（CR 和 LF）。")

  fileprivate static func announced(_ size: Int) -> Phrase {
    Phrase(
      en:
        "No 354 comes: the next \(grouped(size)) octets are text, line ends counted, and then comes the reply. Dots are not doubled, and no dot ends it.",
      zh: "不会有 354：接下来的 \(grouped(size)) 个字节（包括行结束符）都是正文，然后才有响应。句点不用多加，也不用句点结束。")
  }
}
