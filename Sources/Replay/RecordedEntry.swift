package import Language
package import Presentation
import Teaching

/// A recorded session, in the list to choose from.
package struct RecordedEntry: Hashable, Sendable {
  package let path: String
  /// `2026-11-23 15:00`, UTC; empty where the recording does not say.
  package let date: String
  /// The first host that was called.
  package let host: String?
  /// The first lesson that was begun.
  package let lesson: String?
  package let milliseconds: Int
  package let events: Int
  package let student: String?

  package init(
    path: String, date: String, host: String?, lesson: String?, milliseconds: Int, events: Int,
    student: String?
  ) {
    self.path = path
    self.date = date
    self.host = host
    self.lesson = lesson
    self.milliseconds = milliseconds
    self.events = events
    self.student = student
  }

  /// `12:05`, with hours where there are any.
  package var length: String {
    let seconds = max(0, milliseconds) / 1_000
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60)
    let tail = Self.twoDigits(minutes) + ":" + Self.twoDigits(seconds % 60)
    return hours > 0 ? "\(hours):\(tail)" : tail
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// - Parameter showsNames: of the student and the file.
  func cells(_ number: Int, showsNames: Bool) -> [String] {
    let names = [student ?? "", String(path.split(separator: "/").last ?? "")]
    return
      (["\(number)", date, host ?? "", lesson ?? "", length, grouped(events)]
      + (showsNames ? names : [])).map { SafeText.of($0) }
  }

  static func headings(showsNames: Bool) -> [Phrase] {
    [
      Phrase(en: "no.", zh: "序号"), Phrase(en: "date (UTC)", zh: "日期（UTC）"),
      Phrase(en: "host", zh: "主机"),
      Phrase(en: "lesson", zh: "课"), Phrase(en: "length", zh: "时长"),
      Phrase(en: "events", zh: "事件"),
    ] + (showsNames ? [Phrase(en: "student", zh: "学生"), Phrase(en: "file", zh: "文件")] : [])
  }
}

extension Listing {
  /// Recorded sessions, numbered from 1.
  package static func recordings(_ entries: [RecordedEntry], showsNames: Bool) -> Listing {
    Listing(
      headings: RecordedEntry.headings(showsNames: showsNames),
      rows: entries.enumerated().map { index, entry in
        entry.cells(index + 1, showsNames: showsNames).map { .verbatim($0) }
      })
  }
}

extension Phrase {
  package static let howToReplay = Phrase(
    en:
      "byhand replay --session 1 replays the first of them; in a terminal they can be chosen from.",
    zh: "用 byhand replay --session 1 回放第一份；在终端里可以直接选择。")
  package static let nothingRecorded = Phrase(
    en:
      "No session has been recorded here yet. Every session of the console is, unless --no-record is given.",
    zh: "这里还没有会话记录。控制台的每次会话都会记录，除非加上 --no-record。")
  /// - Parameter lesson: Only sessions in which this one was begun are counted.
  package static func noSuchRecording(_ count: Int, ofLesson lesson: String? = nil) -> Phrase {
    if let lesson {
      let lesson = SafeText.of(lesson)
      return Phrase(
        en: "There is no such recorded session; the lesson \(lesson) was begun in \(count).",
        zh: "没有这份会话记录；开始过 \(lesson) 这一课的共有 \(count) 份。")
    }
    return Phrase(
      en: "There is no such recorded session; there are \(count). byhand replay lists them.",
      zh: "没有这份会话记录；共有 \(count) 份。byhand replay 会列出它们。")
  }
}
