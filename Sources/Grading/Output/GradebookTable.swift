import Language
import Lessons
package import Presentation
import Transcripts

/// A gradebook for a terminal: a table a lesson, then what to look at.
package struct GradebookTable {
  private let gradebook: Gradebook
  private let options: ViewOptions

  package init(_ gradebook: Gradebook, _ options: ViewOptions) {
    (self.gradebook, self.options) = (gradebook, options)
  }

  /// All of it, with line ends LF.
  package var text: String {
    [grades, legend, flags, unreadable].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Tables

  /// Below each lesson its students.
  package var grades: String {
    let sections = gradebook.lessons.indices.compactMap { lesson -> Listing.Section? in
      let grades = gradebook.grades.filter { $0.lesson == lesson }
      guard !grades.isEmpty else { return nil }
      return Listing.Section(
        title: .verbatim(gradebook.lessons[lesson].id + "  ") + gradebook.lessons[lesson].title,
        rows: grades.map(row))
    }
    guard !sections.isEmpty else { return "" }
    return table(
      Listing(
        headings: [.id, .name, .score, .steps, .minutes, .mistakes, .flags], sections: sections))
  }

  private func row(_ grade: Grade) -> [Phrase] {
    let student = grade.student
    let id = student.id.isEmpty ? "?" : student.id
    guard grade.isJudged else {
      let flags = grade.flags.isEmpty ? "" : "\(grade.flags.count)"
      // Of a file that nobody is known for, its name.
      let isNobody = student.id.isEmpty && student.name.isEmpty
      let name =
        isNobody
        ? grade.recordings.first?.path.split(separator: "/").last.map(String.init) ?? ""
        : student.name
      return [
        .verbatim(id), .verbatim(SafeText.of(name)),
        grade.recordings.isEmpty ? .nothing : .notGraded, .empty, .empty, .empty,
      ]
        + [.verbatim(flags)]
    }
    let score = [gradebook.score(of: grade), gradebook.maximum(of: grade)]
      .map(JSONObject.number).joined(separator: "/")
    return [
      id, student.name, score, grade.steps.map(\.standing.sign).joined(),
      GradebookCSV.minutes(grade.milliseconds), "\(grade.mistakes)",
      grade.flags.isEmpty ? "" : "\(grade.flags.count)",
    ].map(Phrase.verbatim)
  }

  private var legend: String {
    guard gradebook.grades.contains(where: \.isJudged) else { return "" }
    let signs = Standing.allCases.map { Phrase.verbatim("\($0.sign) ") + $0.words }
    return lines(
      Phrase(
        en: signs.map(\.english).joined(separator: "  "),
        zh: signs.map(\.chinese).joined(separator: "  ")), indent: 2)
  }

  // MARK: Flags

  /// A line for each, with its reason and the recording that shows it.
  package var flags: String {
    let flags = gradebook.grades.flatMap { grade in
      grade.flags.filter { $0.kind != .unreadable }.map { (student: grade.student, flag: $0) }
    }
    guard !flags.isEmpty else { return "" }
    return lines(.lookAt, indent: 0)
      + flags.map { student, flag in
        let who = [student.id, student.name].filter { !$0.isEmpty }.joined(separator: " ")
        let named: Phrase = who.isEmpty ? .empty : .verbatim(who + " ")
        return lines(
          named + .verbatim("[\(flag.kind.rawValue)] ") + flag.reason + place(of: flag), indent: 2)
      }.joined()
  }

  /// Files that could not be read, wholly or in part.
  package var unreadable: String {
    let flags = gradebook.grades.flatMap(\.flags).filter { $0.kind == .unreadable }
    guard !flags.isEmpty else { return "" }
    return lines(.couldNotRead, indent: 0)
      + flags.map { flag in
        let file = flag.recording.map { $0.name }
        let begin = file.map { Phrase(en: $0 + ": ", zh: $0 + "：") } ?? .empty
        return lines(begin + flag.reason, indent: 2)
      }.joined()
  }

  private func place(of flag: Flag) -> Phrase {
    guard let recording = flag.recording else { return .empty }
    let event = flag.event.map { "\($0)" }
    return Phrase(
      en: " (\(recording.name)\(event.map { ", event \($0)" } ?? ""))",
      zh: "（\(recording.name)\(event.map { "，事件 \($0)" } ?? "")）")
  }

  // MARK: Lines

  private func table(_ listing: Listing) -> String {
    OutputForm.terminal.view(options).table(listing)
  }

  private func lines(_ phrase: Phrase, indent: Int) -> String {
    // What goes on stands further in.
    let text = SafeText.of(phrase[options.language])
    let lines = Wrapping.lines(text, width: max(20, options.width - indent - 3))
    return lines.enumerated().map { number, line in
      String(repeating: " ", count: indent + (number > 0 ? 2 : 0)) + line + "\n"
    }.joined()
  }
}

extension Standing {
  /// One cell wide.
  package var sign: String {
    switch self {
    case .passed: "✓"
    case .half: "½"
    case .missed: "✗"
    case .notJudged: "·"
    }
  }
}

extension Phrase {
  fileprivate static let id = Phrase(en: "student", zh: "学号")
  fileprivate static let name = Phrase(en: "name", zh: "姓名")
  fileprivate static let steps = Phrase(en: "steps", zh: "步骤")
  fileprivate static let notGraded = Phrase(en: "?", zh: "无法评分")
  fileprivate static let nothing = Phrase(en: "–", zh: "未交")
  fileprivate static let lookAt = Phrase(
    en: "To look at (no points are taken away):", zh: "请留意（不扣分）：")
  fileprivate static let couldNotRead = Phrase(en: "Could not be read:", zh: "无法读取：")
}
