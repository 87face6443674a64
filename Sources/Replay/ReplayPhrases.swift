package import Language
package import Transcripts

/// What is said of a file that cannot be replayed, or not as a whole.
extension Phrase {
  static let nothingToReplay = Phrase(
    en: "There is nothing to replay: no connection was opened in this session.",
    zh: "没有可以回放的内容：这次会话没有建立过连接。")
  package static func notRead(_ path: String) -> Phrase {
    Phrase(en: "\(path) cannot be read.", zh: "无法读取 \(path)。")
  }
  package static func notATranscript(_ path: String) -> Phrase {
    Phrase(en: "\(path) is not a transcript of byhand.", zh: "\(path) 不是 byhand 的会话记录。")
  }
  package static func warning(_ warning: Transcript.Warning) -> Phrase {
    switch warning.matter {
    case .torn:
      Phrase(
        en: "Line \(warning.line) is incomplete: the recording stopped in the middle of it.",
        zh: "第 \(warning.line) 行不完整：记录在写这一行时中断了。")
    default:
      Phrase(
        en: "Line \(warning.line) cannot be read, and is skipped.",
        zh: "第 \(warning.line) 行无法读取，已跳过。")
    }
  }
}
