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
    let rows = fitting(
      gradebook.grades.map { grade in columns.map { $0.cell(grade) } },
      below: columns.map(\.heading))
    let sections = gradebook.lessons.indices.compactMap { lesson -> Listing.Section? in
      let places = gradebook.grades.indices.filter { gradebook.grades[$0].lesson == lesson }
      guard !places.isEmpty else { return nil }
      let title = Phrase.verbatim(gradebook.lessons[lesson].id + "  ")
      return Listing.Section(
        title: title + gradebook.lessons[lesson].title
          + (gradebook.evidence.map { .dot + $0.words } ?? .empty),
        rows: places.map { rows[$0] })
    }
    guard !sections.isEmpty else { return "" }
    return table(
      Listing(headings: columns.map(\.heading), sections: sections, narrowest: Self.narrowest))
  }

  /// Names, and then ids, are cut where a row would be wider than the screen. Where even that is not
  /// enough for columns, nothing is cut.
  private func fitting(_ phrases: [[Phrase]], below headings: [Phrase]) -> [[Phrase]] {
    var rows = phrases.map { row in row.map { SafeText.of($0[options.language]) } }
    let head = headings.map { $0[options.language] }
    let widths = head.indices.map { column in
      ([head[column]] + rows.map { $0[column] }).map { DisplayWidth.of($0) }.max() ?? 0
    }
    // The table's margins, and two cells between columns.
    var excess = widths.reduce(6 + 2 * (widths.count - 1), +) - options.width
    guard excess > 0 else { return phrases }
    for (column, narrowest) in [(Self.nameColumn, Self.narrowest), (Self.idColumn, Self.longID)]
    where excess > 0 {
      let width = min(widths[column], max(narrowest, widths[column] - excess))
      for row in rows.indices {
        let isFile = column == Self.nameColumn && rows[row][Self.idColumn] == Self.unknown
        let text = rows[row][column]
        rows[row][column] =
          isFile ? Wrapping.cutBefore(text, to: width) : Wrapping.cut(text, to: width)
      }
      excess -= widths[column] - width
    }
    guard excess <= Self.mostToBreak else { return phrases }
    return rows.map { $0.map(Phrase.verbatim) }
  }

  private static let (idColumn, nameColumn) = (0, 1)
  private static let narrowest = 8
  private static let longID = 16
  /// Signs of steps and times take two lines rather than that each cell takes one.
  private static let mostToBreak = 12
  /// In place of an id.
  private static let unknown = "?"

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
      Column(.id) { .verbatim($0.student.id.isEmpty ? Self.unknown : $0.student.id) },
      Column(.name) { .verbatim(name(in: $0)) },
      Column(.score, cell: score),
    ]
      + (gradebook.isMixed ? [Column(.evidence) { $0.evidence?.word ?? .empty }] : [])
      + [
        Column(.steps, judged: { Self.signs(of: $0.steps) }),
        Column(.minutes, judged: { Figures.minutes($0.milliseconds) }),
        Column(.wrong, judged: { "\($0.mistakes)" }),
      ] + (isAnyLate ? [Column(.late) { $0.late.map(Phrase.delay) ?? .empty }] : [])
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
    guard student.id.isEmpty, student.name.isEmpty else { return student.name }
    let recording = grade.recordings.first ?? grade.flags.lazy.compactMap(\.recording).first
    return recording?.name.split(separator: "/").last.map(String.init) ?? ""
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
