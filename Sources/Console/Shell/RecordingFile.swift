import Files
package import Language
import Presentation
import Replay
package import Transcripts

/// A recording in a file that a person named: a transcript, or one of several that are handed in
/// together. It is read as it comes, so that a file of any size takes bounded memory.
package enum RecordingFile {
  package enum Failure: Error, Hashable, Sendable {
    case unreadable
    case recording(RecordingReader.Failure)
  }

  /// - Parameters:
  ///   - path: `-` is the standard input.
  ///   - choice: Which one is meant, where the file holds several.
  package static func transcript(
    at path: String, _ choice: RecordingChoice = RecordingChoice()
  ) throws(Failure) -> Transcript {
    do throws(RecordingReader.Failure) {
      var reader = RecordingReader(choice)
      let isRead = try File.read(path) { (block) throws(RecordingReader.Failure) in
        try reader.take(block)
      }
      if isRead { return try reader.finish() }
    } catch { throw .recording(error) }
    throw .unreadable
  }
}

extension RecordingFile.Failure {
  /// - Parameter name: What the file is called instead of its path, which may name a student.
  package func phrase(_ path: String, called name: Phrase? = nil) -> Phrase {
    let name = name ?? .verbatim(path)
    let (english, chinese) = (name.english, name.chinese)
    return switch self {
    case .unreadable where Folder.isFolder(at: path):
      Phrase(
        en: "\(english) is a folder. A file of a recording is needed.",
        zh: "\(chinese) 是文件夹，这里要写会话记录文件。")
    case .unreadable where path != "-" && !Folder.exists(at: path):
      Phrase(en: "\(english) does not exist.", zh: "\(chinese) 不存在。")
    case .unreadable: .notRead(name)
    case .recording(.transcript(let failure)): failure.phrase(name)
    case .recording(.several(let list)):
      Phrase(
        en:
          "\(english) holds several recordings. --session N or --lesson ID of byhand replay and byhand export takes one of them:",
        zh:
          "\(chinese) 里有多份会话记录。用 byhand replay 或 byhand export 的“--session 序号”或“--lesson 课名”选择一份：")
        + list.phrase
    case .recording(.noneOfThose(let list)):
      Phrase(
        en: "\(english) has no such recording. It holds:", zh: "\(chinese) 里没有这份会话记录。文件里有：")
        + list.phrase
    }
  }
}

extension Transcript.Failure {
  fileprivate func phrase(_ name: Phrase) -> Phrase {
    let (english, chinese) = (name.english, name.chinese)
    return switch self {
    case .empty: Phrase(en: "\(english) is empty.", zh: "\(chinese) 是空文件。")
    case .notATranscript:
      Phrase(
        en: "\(english) is not a transcript of byhand. byhand import reads those of other tools.",
        zh: "\(chinese) 不是 byhand 的会话记录。其他工具的记录可以用 byhand import 读入。")
    case .newerVersion(let version):
      Phrase(
        en: "\(english) is a transcript of version \(version), which a newer byhand wrote.",
        zh: "\(chinese) 是版本 \(version) 的会话记录，由更新的 byhand 写成。")
    case .tooManyEvents(let limit):
      Phrase(
        en: "\(english) has more than \(grouped(limit)) events: too many to be kept in memory.",
        zh: "\(chinese) 的事件超过 \(grouped(limit)) 个，内存里放不下。")
    case .tooLarge(let limit):
      Phrase(
        en:
          "\(english) has more than \(grouped(limit)) octets of events: too many to be kept in memory.",
        zh: "\(chinese) 的事件超过 \(grouped(limit)) 字节，内存里放不下。")
    }
  }
}

extension RecordingList {
  /// So many are named; of more, the number is said.
  private static let named = 50

  /// A line for each, in its order. Nobody is named.
  fileprivate var phrase: Phrase {
    let lines = entries.prefix(Self.named).map { Phrase.verbatim("\n") + $0.phrase }
    let more = count - lines.count
    let rest =
      Phrase.verbatim("\n")
      + Phrase(
        en: "… and \(grouped(more)) more", zh: "……还有 \(grouped(more)) 份")
    return lines.reduce(.empty, +) + (more > 0 ? rest : .empty)
  }
}

extension RecordingList.Entry {
  /// `2  2026-11-23 15:00  phases  123 events`
  fileprivate var phrase: Phrase {
    let place = Phrase.verbatim("  \(number)  ")
    // It comes from a file.
    func word(_ text: String, _ limit: Int) -> String { SafeText.of(String(text.prefix(limit))) }
    guard let started else {
      return place + Phrase(en: "cannot be read", zh: "无法读取")
    }
    let date = TranscriptHeader.minute(of: started) ?? word(started, 16)
    let lesson = lesson.map { "  " + word($0, 60) } ?? ""
    return place
      + Phrase(
        en: "\(date)\(lesson)  \(grouped(events)) events",
        zh: "\(date)\(lesson)  \(grouped(events)) 个事件")
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
