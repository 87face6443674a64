import Imports
import Language
import Transcripts

/// Why a file, or one recording of it, cannot be graded.
enum HandedInFault: Error, Hashable, Sendable {
  case missing, noPermission, noPlainFile, unreadable
  case empty, notRecognised
  case tooLarge(Int)
  case newerVersion(Int)
  case tooManyEvents(Int)
  case importing(ImportFailure)
  /// One of a file of recordings, by its place in the file, from 1.
  case broken(recording: Int)
}

extension HandedInFault {
  init(_ failure: Transcript.Failure) {
    self =
      switch failure {
      case .empty: .empty
      case .notATranscript: .notRecognised
      case .newerVersion(let version): .newerVersion(version)
      case .tooManyEvents(let limit): .tooManyEvents(limit)
      case .tooLarge(let limit): .tooLarge(limit)
      }
  }

  var phrase: Phrase {
    switch self {
    case .missing: Phrase(en: "there is no such file", zh: "没有这个文件")
    case .noPermission: Phrase(en: "no permission to read it", zh: "没有读取权限")
    case .noPlainFile:
      Phrase(
        en: "a link, a device or a folder that cannot be read: passed over",
        zh: "是链接、设备，或无法读取的文件夹：已跳过")
    case .unreadable: Phrase(en: "it cannot be read", zh: "无法读取")
    case .empty: Phrase(en: "the file is empty", zh: "文件是空的")
    case .notRecognised:
      Phrase(
        en: "not a recording, nor any log that byhand can import", zh: "不是会话记录，也不是 byhand 能导入的日志")
    case .tooLarge(let limit):
      Phrase(
        en: "too large: more than \(limit >> 20) MB of one recording",
        zh: "太大：一份会话记录超过了 \(limit >> 20) MB")
    case .newerVersion(let version):
      Phrase(
        en: "a recording of a newer byhand (version \(version) of the format)",
        zh: "由更新版本的 byhand 记录（格式版本 \(version)）")
    case .tooManyEvents(let limit):
      Phrase(en: "more than \(grouped(limit)) events", zh: "超过 \(grouped(limit)) 个事件")
    case .importing(let failure): failure.gist
    case .broken(let place):
      Phrase(
        en: "recording \(place) of the file is cut off or damaged: it has to be handed in again",
        zh: "文件里的第 \(place) 份会话记录不完整或已损坏，需要重新提交")
    }
  }
}

extension ImportFailure {
  /// In a few words.
  fileprivate var gist: Phrase {
    switch self {
    case .nothingFound(let format, _):
      Phrase(
        en: "taken for \(format.rawValue), but no conversation was found in it",
        zh: "按 \(format.rawValue) 读取，但没有找到对话")
    case .broken(let line, let column, let why):
      Phrase(
        en: "line \(line), column \(column): \(why.english)",
        zh: "第 \(line) 行第 \(column) 列：\(why.chinese)")
    case .tooLarge, .tooManyEvents, .tooManyConversations:
      Phrase(en: "too large to import", zh: "太大，无法导入")
    case .notUnpacked(let why), .captureFailed(let why): why
    case .noTshark:
      Phrase(
        en: "a capture, which tshark takes apart, and tshark is not installed",
        zh: "是抓包文件，需要 tshark 解析，但没有安装 tshark")
    case .empty, .notRecognised: HandedInFault.notRecognised.phrase
    }
  }
}
