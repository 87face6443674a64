import Language

/// The course's map for a given width: a row for each lesson where columns fit, else two or more.
/// An id is never broken, because it is typed.
struct CourseMapText {
  struct Line {
    let text: String
    var colour: Colour?
  }

  private(set) var lines: [Line] = []
  private let language: Language
  private let width: Int
  /// Where the ids begin: behind the number and the mark.
  private let idColumn: Int
  private let marks: Int

  /// - Parameter width: In cells, without anything that a view puts before each line.
  init(_ map: CourseMap, _ options: ViewOptions, width: Int) {
    (language, self.width) = (options.language, width)
    let language = language
    let entries = map.rows
    marks = entries.map { DisplayWidth.of($0.mark?[language] ?? "") }.max() ?? 0
    idColumn = Self.numberColumn + marks + 2
    let columns = Columns(entries, language, room: width - idColumn)
    if let columns {
      let names = columns.row(.id, .title, .minutes, .points, language)
      lines.append(Line(text: Self.spaces(idColumn) + names, colour: .faint))
    }
    for part in map.parts {
      if columns == nil, !lines.isEmpty { lines.append(Line(text: "")) }
      lines += packed([part.title], indent: 0).map { Line(text: $0, colour: .title) }
      for entry in part.entries {
        let rows = columns.map { self.rows(entry, $0) } ?? stacked(entry)
        lines += rows.map { Line(text: $0, colour: entry.colour) }
      }
    }
    lines.append(Line(text: ""))
    lines += packed(map.sums, indent: 0).map { Line(text: $0) }
  }

  /// What the number takes, with two spaces on each side.
  private static let numberColumn = 6

  // MARK: In columns

  private struct Columns {
    let id: Int
    let title: Int
    let minutes: Int
    let points: Int

    /// The least that a title needs to be readable.
    private static let leastTitle = 14

    /// `nil`: they do not fit.
    init?(_ entries: [CourseMap.Entry], _ language: Language, room: Int) {
      func widest(_ heading: Phrase, _ cells: [String]) -> Int {
        ([heading[language]] + cells).map { DisplayWidth.of($0) }.max() ?? 0
      }
      id = widest(.id, entries.map { SafeText.of($0.id) })
      minutes = widest(.minutes, entries.map { $0.minutes.map { "\($0)" } ?? "" })
      points = widest(.points, entries.map(\.points))
      let wanted = widest(
        .title, entries.flatMap { [SafeText.of($0.title[language]), $0.step?[language] ?? ""] })
      title = min(wanted, room - id - minutes - points - 6)
      guard title >= min(wanted, Self.leastTitle) else { return nil }
    }

    func row(
      _ id: Phrase, _ title: Phrase, _ minutes: Phrase, _ points: Phrase, _ language: Language
    ) -> String {
      row(id[language], title[language], minutes[language], points[language])
    }

    func row(_ id: String, _ title: String, _ minutes: String, _ points: String) -> String {
      [
        id.padded(to: self.id), title.padded(to: self.title), minutes.aligned(to: self.minutes),
        points.aligned(to: self.points),
      ].joined(separator: "  ").withoutTrailingSpaces
    }
  }

  /// The step stands behind the title if there is room, else below it.
  private func rows(_ entry: CourseMap.Entry, _ columns: Columns) -> [String] {
    let title = SafeText.of(entry.title[language])
    let step = entry.step?[language] ?? ""
    let both = step.isEmpty ? title : "\(title) · \(step)"
    let cells =
      DisplayWidth.of(both) <= columns.title
      ? [both]
      : ([title] + (step.isEmpty ? [] : [step]))
        .flatMap { Wrapping.lines($0, width: columns.title) }
    let first = columns.row(
      SafeText.of(entry.id), cells.first ?? "", entry.minutes.map { "\($0)" } ?? "", entry.points)
    return [head(entry) + first]
      + cells.dropFirst().map { Self.spaces(idColumn + columns.id + 2) + $0 }
  }

  // MARK: Row below row

  private func stacked(_ entry: CourseMap.Entry) -> [String] {
    let id = SafeText.of(entry.id)
    let mark = entry.mark.map { "\($0[language])  " } ?? ""
    let head = number(entry) + mark
    let isBeside = DisplayWidth.of(head + id) <= width
    // Where even a smaller indent does not help, the terminal breaks it.
    let indent = min(Self.numberColumn, max(0, width - DisplayWidth.of(id)))
    let first = isBeside ? [head + id] : [head.withoutTrailingSpaces, Self.spaces(indent) + id]
    let facts = [entry.title, entry.step, entry.time, .points(entry.points)].compactMap { $0 }
    return first + packed(facts, indent: Self.numberColumn)
  }

  /// The pieces, as many on a line as fit.
  private func packed(_ pieces: [Phrase], indent: Int) -> [String] {
    var packed: [String] = []
    for piece in pieces.map({ SafeText.of($0[language]) }) {
      let joined = packed.last.map { "\($0) · \(piece)" }
      if let joined, DisplayWidth.of(joined) <= width - indent {
        packed[packed.count - 1] = joined
      } else {
        packed += Wrapping.lines(piece, width: width - indent)
      }
    }
    return packed.map { Self.spaces(indent) + $0 }
  }

  // MARK: Both

  private func head(_ entry: CourseMap.Entry) -> String {
    number(entry) + (entry.mark?[language] ?? "").padded(to: marks) + "  "
  }

  private func number(_ entry: CourseMap.Entry) -> String {
    "\(entry.number)".aligned(to: Self.numberColumn - 2) + "  "
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension CourseMap.Entry {
  fileprivate var colour: Colour? {
    if isNext { return .lessonStrong }
    return standing == .done ? .faint : nil
  }
}

extension String {
  /// At the right of `width` cells.
  fileprivate func aligned(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayWidth.of(self))) + self
  }
}

extension Phrase {
  fileprivate static let id = Phrase(en: "lesson", zh: "课名")
  fileprivate static let title = Phrase(en: "title", zh: "标题")
  fileprivate static let minutes = Phrase(en: "min", zh: "分钟")
  fileprivate static let points = Phrase(en: "points", zh: "得分")
}
