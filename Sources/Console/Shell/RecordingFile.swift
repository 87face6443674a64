import Files
package import Language
import Replay
package import Transcripts

/// A transcript in a file that a person named. It is read as it comes, so that a file of any size
/// takes bounded memory.
package enum RecordingFile {
  package enum Failure: Error, Hashable, Sendable {
    case unreadable
    case transcript(Transcript.Failure)
  }

  /// - Parameter path: `-` is the standard input.
  package static func transcript(at path: String) throws(Failure) -> Transcript {
    do throws(Transcript.Failure) {
      var reader = TranscriptReader()
      let isRead = try File.read(path) { (block) throws(Transcript.Failure) in
        try reader.take(block)
      }
      if isRead { return try reader.finish() }
    } catch { throw .transcript(error) }
    throw .unreadable
  }
}

extension RecordingFile.Failure {
  package func phrase(_ path: String) -> Phrase {
    switch self {
    case .unreadable: .notRead(path)
    case .transcript(.empty): Phrase(en: "\(path) is empty.", zh: "\(path) 是空文件。")
    case .transcript(.notATranscript):
      Phrase(
        en: "\(path) is not a transcript of byhand. byhand import reads those of other tools.",
        zh: "\(path) 不是 byhand 的会话记录。其他工具的记录可以用 byhand import 读入。")
    case .transcript(.newerVersion(let version)):
      Phrase(
        en: "\(path) is a transcript of version \(version), which a newer byhand wrote.",
        zh: "\(path) 是版本 \(version) 的会话记录，由更新的 byhand 写成。")
    case .transcript(.tooManyEvents(let limit)):
      Phrase(
        en: "\(path) has more than \(grouped(limit)) events: too many to be kept in memory.",
        zh: "\(path) 的事件超过 \(grouped(limit)) 个，内存里放不下。")
    case .transcript(.tooLarge(let limit)):
      Phrase(
        en:
          "\(path) has more than \(grouped(limit)) octets of events: too many to be kept in memory.",
        zh: "\(path) 的事件超过 \(grouped(limit)) 字节，内存里放不下。")
    }
  }
}

extension Transcript {
  /// So many lines are named; of more, the number is said.
  private static let namedWarnings = 10

  /// What is said of the lines that could not be read.
  package var warningPhrases: [Phrase] {
    let more = warningCount - Self.namedWarnings
    return warnings.prefix(Self.namedWarnings).map(\.phrase) + (more > 0 ? [.moreLines(more)] : [])
  }
}

extension Transcript.Warning {
  package var phrase: Phrase {
    switch matter {
    case .torn:
      Phrase(
        en: "Line \(line) is incomplete: the recording stopped in the middle of it.",
        zh: "第 \(line) 行不完整：记录在写这一行时中断了。")
    case .unreadable:
      Phrase(
        en: "Line \(line) cannot be read, and is skipped.",
        zh: "第 \(line) 行无法读取，已跳过。")
    }
  }
}

extension Phrase {
  fileprivate static func moreLines(_ count: Int) -> Phrase {
    Phrase(
      en: "\(grouped(count)) more lines cannot be read, and are skipped.",
      zh: "另有 \(grouped(count)) 行无法读取，已跳过。")
  }
}
