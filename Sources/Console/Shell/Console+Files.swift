import Files
import Language
import Lessons
import PracticeWorld
import Presentation
import Protocols
import Replay
import Teaching
import Transcripts

extension Console {
  func save(_ transcript: [UInt8], to path: String, isWhole: Bool) {
    // An earlier save of this session is a prefix of the new one and may be replaced. Any other
    // file is kept.
    if File.exists(path), File.whole(path).map({ isBeginning($0, of: transcript) }) != true {
      return say(.alreadyExists(path))
    }
    do throws(StoreError) { try File.replace(path, with: transcript) } catch {
      return say(.notSaved(path))
    }
    say(isWhole ? .saved(path) : .savedInPart(path))
  }

  /// The first line may differ by the student, who may have been named since then.
  private func isBeginning(_ saved: [UInt8], of transcript: [UInt8]) -> Bool {
    guard let end = saved.firstIndex(of: .lineFeed),
      let newEnd = transcript.firstIndex(of: .lineFeed),
      var header = try? Transcript(Array(saved[...end])).header
    else { return false }
    header.student = log.header.student
    return header == log.header && transcript[newEnd...].starts(with: saved[end...])
  }

  /// The largest recording that a lesson is resumed from, in octets. Others hold more than a lesson
  /// has.
  private static let recallLimit = 16 << 20

  /// Reads a recording of an earlier session, from the folder of the recordings.
  func recall(_ name: String) {
    // The name comes from a file.
    guard let recordings, !name.contains("/"), name.hasSuffix(".jsonl"),
      let octets = File.whole("\(recordings)/\(name)", atMost: Self.recallLimit),
      let transcript = try? Transcript(octets)
    else { return take(.recalled(nil)) }
    take(.recalled(transcript.events))
  }

  func replayFile(_ path: String) {
    do throws(RecordingFile.Failure) {
      let transcript = try RecordingFile.transcript(at: path)
      for warning in transcript.warningPhrases { say(warning) }
      replay(
        transcript.events, recordedBy: transcript.header.side,
        isIncomplete: transcript.warningCount > 0)
    } catch {
      say(error.phrase(path))
    }
  }

  /// `nil` where there is none, which has been said then.
  func lesson(at path: String) -> Lesson? {
    do throws(LessonPath.Failure) { return try LessonPath.lesson(at: path) } catch {
      switch error {
      case .unreadable(let path): say(.notRead(.verbatim(path)))
      case .wrong(let errors): errors.forEach { say(.verbatim($0.text(language))) }
      }
      return nil
    }
  }

  func replay(
    _ events: [Event], recordedBy recorder: Side = .client, isIncomplete: Bool = false
  ) {
    let lessons = options.library.adding(lesson?.lesson)
    var source = ReplaySource(events, recordedBy: recorder, lessons: lessons)
    source.isIncomplete = isIncomplete
    ReplayPlayer(as: screen.form, screen.options, print: keyboard.print).play(source)
  }

  /// Reads files that are sent as mail. `limit` is their largest total size in octets.
  func read(_ paths: [String], limit: Int, for purpose: FilePurpose) {
    var files: [MailFile] = []
    var left = limit
    do throws(MailFile.Failure) {
      for path in paths {
        let file = try MailFile(path, limit: left)
        files.append(file)
        left -= file.octets.count
      }
    } catch { return say(error.phrase) }
    take(.filesRead(files, purpose))
  }
}

extension Phrase {
  fileprivate static func saved(_ path: String) -> Phrase {
    Phrase(en: "Saved to \(path).", zh: "已保存到 \(path)。")
  }
  fileprivate static func savedInPart(_ path: String) -> Phrase {
    Phrase(
      en: "Saved to \(path): only the session's beginning, for it is longer than 64 MiB.",
      zh: "已保存到 \(path)：会话超过 64 MiB，只保存了开头部分。")
  }
  fileprivate static func alreadyExists(_ path: String) -> Phrase {
    Phrase(
      en: "\(path) exists already, and does not belong to this session. Choose another name.",
      zh: "\(path) 已经存在，而且不是本次会话的记录。请换一个文件名。")
  }
  fileprivate static func notSaved(_ path: String) -> Phrase {
    Phrase(en: "\(path) cannot be written.", zh: "无法写入 \(path)。")
  }
}
