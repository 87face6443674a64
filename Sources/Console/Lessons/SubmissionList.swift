import Glibc
import Language
import Lessons
package import Presentation
import Transcripts

extension Listing {
  /// What is handed in: below each lesson its recordings.
  package static func submission(_ submission: Submission) -> Listing {
    Listing(
      headings: [Phrase(en: "date", zh: "日期"), Phrase(en: "recording", zh: "会话记录")],
      sections: submission.items.map { item in
        let rows = item.recordings.map(\.cells)
        return Section(title: item.summary, rows: rows.isEmpty ? [[.empty, .noRecording]] : rows)
      })
  }
}

extension Submission.Item {
  /// The lesson, and what its recordings show.
  fileprivate var summary: Phrase {
    guard let lesson, let judge, let points else { return .verbatim(id) + .noLessonFile }
    let shown = (
      steps: "\(passed.count)/\(lesson.steps.count)", points: "\(judge.points)/\(lesson.points)"
    )
    return .verbatim("\(id)  ") + lesson.title
      + Phrase(
        en: ": steps \(shown.steps), points \(shown.points)",
        zh: "：步骤 \(shown.steps)，得分 \(shown.points)")
      + (points > judge.points ? .progressHas(points) : .empty)
  }
}

extension Submission.Recording {
  fileprivate var cells: [Phrase] {
    switch state {
    case .taken(let started, _): [.verbatim(Self.localTime(started)), .verbatim(name)]
    case .gone: [.empty, .gone(name)]
    case .unreadable: [.empty, .unreadable(name)]
    }
  }

  /// `2026-11-23 15:00` where the student is, from ISO 8601 in UTC.
  private static func localTime(_ iso: String) -> String {
    let numbers = iso.split { !$0.isNumber }.compactMap { Int32($0) }
    guard numbers.count >= 6, (1970...9_999).contains(numbers[0]) else { return iso }
    var moment = tm()
    (moment.tm_year, moment.tm_mon, moment.tm_mday) = (
      numbers[0] - 1_900, numbers[1] - 1, numbers[2]
    )
    (moment.tm_hour, moment.tm_min, moment.tm_sec) = (numbers[3], numbers[4], numbers[5])
    var seconds = timegm(&moment)
    localtime_r(&seconds, &moment)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &moment)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension Phrase {
  fileprivate static let noLessonFile = Phrase(
    en: "  (no points are shown without the lesson's file)", zh: "  （没有这一课的文件，无法显示得分）")
  fileprivate static func progressHas(_ points: Points) -> Phrase {
    Phrase(en: " (your progress has \(points))", zh: "（进度里是 \(points) 分）")
  }
  fileprivate static let noRecording = Phrase(
    en: "no recording: not handed in", zh: "没有会话记录，不提交")
  fileprivate static func gone(_ name: String) -> Phrase {
    Phrase(en: "\(name) is gone: not handed in", zh: "\(name) 已不在，不提交")
  }
  fileprivate static func unreadable(_ name: String) -> Phrase {
    Phrase(en: "\(name) cannot be read: not handed in", zh: "\(name) 无法读取，不提交")
  }
}
