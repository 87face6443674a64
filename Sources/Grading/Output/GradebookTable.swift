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
    let columns = columns
    let sections = gradebook.lessons.indices.compactMap { lesson -> Listing.Section? in
      let grades = gradebook.grades.filter { $0.lesson == lesson }
      guard !grades.isEmpty else { return nil }
      let title = Phrase.verbatim(gradebook.lessons[lesson].id + "  ")
      return Listing.Section(
        title: title + gradebook.lessons[lesson].title
          + (gradebook.evidence.map { .dot + $0.words } ?? .empty),
        rows: grades.map { grade in columns.map { $0.cell(grade) } })
    }
    guard !sections.isEmpty else { return "" }
    return table(Listing(headings: columns.map(\.heading), sections: sections))
  }

  private struct Column {
    let heading: Phrase
    let cell: (Grade) -> Phrase

    init(_ heading: Phrase, cell: @escaping (Grade) -> Phrase) {
      (self.heading, self.cell) = (heading, cell)
    }

    /// Empty where nothing could be judged.
    init(_ heading: Phrase, judged cell: @escaping (Grade) -> String) {
      self.init(heading) { $0.isJudged ? .verbatim(cell($0)) : .empty }
    }
  }

  /// What is the same for all, and what nobody has, takes no room.
  private var columns: [Column] {
    let isAnyLate = gradebook.grades.contains { $0.late != nil }
    return [
      Column(.id) { .verbatim($0.student.id.isEmpty ? "?" : $0.student.id) },
      Column(.name) { .verbatim(name(in: $0)) },
      Column(.score, cell: score),
    ]
      + (gradebook.isMixed ? [Column(.evidence) { $0.evidence?.word ?? .empty }] : [])
      + [
        Column(.steps, judged: { Self.signs(of: $0.steps) }),
        Column(.minutes, judged: { Figures.minutes($0.milliseconds) }),
        Column(.wrong, judged: { "\($0.mistakes)" }),
      ] + (isAnyLate ? [Column(.late) { $0.late.map(Phrase.shortDelay) ?? .empty }] : [])
      + [Column(.flags) { .verbatim($0.flags.isEmpty ? "" : "\($0.flags.count)") }]
  }

  /// By tens, so that many can go on below.
  private static func signs(of steps: [StepGrade]) -> String {
    stride(from: 0, to: steps.count, by: 10).map { start in
      steps[start..<min(start + 10, steps.count)].map(\.standing.sign).joined()
    }.joined(separator: " ")
  }

  /// Of a file that nobody is known for, the file's.
  private func name(in grade: Grade) -> String {
    let student = grade.student
    guard !grade.isJudged, student.id.isEmpty, student.name.isEmpty else { return student.name }
    return grade.recordings.first?.path.split(separator: "/").last.map(String.init) ?? ""
  }

  private func score(of grade: Grade) -> Phrase {
    guard grade.isJudged else { return grade.recordings.isEmpty ? .nothing : .notGraded }
    return .verbatim(
      [gradebook.score(of: grade), gradebook.maximum(of: grade)].map(JSONObject.number)
        .joined(separator: "/"))
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
        let kind = Phrase.verbatim("[") + flag.kind.words + .verbatim("] ")
        return lines(named + kind + flag.reason + place(of: flag), indent: 2)
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

extension Gradebook {
  /// That of all grades; `nil` where they differ.
  var evidence: Evidence? {
    let all = Set(grades.lazy.compactMap(\.evidence))
    return all.count == 1 ? all.first : nil
  }

  /// Grades rest on evidence of both kinds, and each says on which.
  var isMixed: Bool { evidence == nil && grades.contains(where: \.isJudged) }
}

extension Evidence {
  /// In a column of a table.
  var word: Phrase {
    switch self {
    case .record: Phrase(en: "record", zh: "本人")
    case .server: Phrase(en: "server", zh: "服务器")
    }
  }
}

extension Phrase {
  fileprivate static let id = Phrase(en: "student", zh: "学号")
  fileprivate static let name = Phrase(en: "name", zh: "姓名")
  static let evidence = Phrase(en: "by", zh: "依据")
  fileprivate static let steps = Phrase(en: "steps", zh: "步骤")
  fileprivate static let wrong = Phrase(en: "wrong", zh: "错误")
  fileprivate static let notGraded = Phrase.verbatim("?")
  fileprivate static let nothing = Phrase(en: "–", zh: "未交")
  fileprivate static let lookAt = Phrase(
    en: "To look at (no points are taken away):", zh: "请留意（不扣分）：")
  fileprivate static let couldNotRead = Phrase(en: "Could not be read:", zh: "无法读取：")
}
