package import Language
import Lessons
import Presentation
import Protocols
import Transcripts

/// A gradebook for a spreadsheet: one row a student and lesson (RFC 4180). A byte order mark tells
/// Excel that it is UTF-8.
package struct GradebookCSV {
  private let gradebook: Gradebook
  private let language: Language

  package init(_ gradebook: Gradebook, _ language: Language) {
    (self.gradebook, self.language) = (gradebook, language)
  }

  /// With CRLF at each line's end.
  package var text: String {
    portions.reduce(into: "") { $0 += String(decoding: $1, as: UTF8.self) }
  }

  private static let rowsAtOnce = 200

  /// The same, some rows at a time: a large class's table is never held as a whole.
  package var portions: some Sequence<[UInt8]> {
    let starts = stride(from: 0, through: gradebook.grades.count, by: Self.rowsAtOnce)
    return starts.lazy.map { start in
      let head = start == 0 ? "\u{FEFF}" + Self.row(headings) : ""
      let rows = gradebook.grades.dropFirst(start).prefix(Self.rowsAtOnce)
      return Array(rows.reduce(into: head) { $0 += Self.row(cells(of: $1)) }.utf8)
    }
  }

  /// One lesson's steps are named by their ids, several lessons' as `LESSON/STEP`.
  private var headings: [String] {
    let steps = gradebook.lessons.flatMap { lesson in
      lesson.steps.map {
        gradebook.lessons.count == 1 ? $0.id : "\(lesson.id)/\($0.id)"
      }
    }
    return Self.firstHeadings + steps.map(Self.harmless) + [
      "hints", "minutes", "mistakes", "files", "late", "flags",
    ]
  }

  private static let firstHeadings = [
    "student_id", "name", "evidence", "lesson", "score", "max_score",
  ]

  /// Whether a file that begins so is such a gradebook.
  static func isGradebook(_ beginning: [UInt8]) -> Bool {
    beginning.starts(with: ("\u{FEFF}" + firstHeadings.joined(separator: ",") + ",").utf8)
  }

  private func cells(of grade: Grade) -> [String] {
    let student = grade.student
    let texts = { (parts: [String]) in Self.harmless(parts.joined(separator: " | ")) }
    let judged = { (value: String) in grade.isJudged ? value : "" }
    return [
      Self.harmless(student.id), Self.harmless(student.name), grade.evidence?.rawValue ?? "",
      Self.harmless(gradebook.lessons[grade.lesson].id),
      judged(JSONObject.number(gradebook.score(of: grade))),
      judged(JSONObject.number(gradebook.maximum(of: grade))),
    ] + stepCells(of: grade) + [
      judged("\(grade.hints)"), judged(Figures.minutes(grade.milliseconds)),
      judged("\(grade.mistakes)"), texts(grade.recordings.map(\.name)),
      grade.late.map { "\(Self.wholeMinutes($0))" } ?? "",
      texts(grade.flags.map { grade.words(of: $0)[language] }),
    ]
  }

  private func stepCells(of grade: Grade) -> [String] {
    let steps = grade.isJudged ? grade.steps : []
    return gradebook.lessons.indices.flatMap { lesson in
      gradebook.lessons[lesson].steps.indices.map { place in
        guard lesson == grade.lesson, steps.indices.contains(place),
          steps[place].standing != .notJudged
        else { return "" }
        return steps[place].points.description
      }
    }
  }

  /// A minute that has begun counts.
  static func wholeMinutes(_ milliseconds: Int) -> Int { (milliseconds + 59_999) / 60_000 }

  // MARK: Cells

  private static func row(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.unicodeScalars.contains { ",;\"\t\r\n".unicodeScalars.contains($0) }
    let hasSpace = cell.first == " " || cell.last == " "
    return needsQuotes || hasSpace ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
  }

  /// Nearly all cells: letters, digits and what stands in times, paths and addresses.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    return (first.isLetter || first.isDigit)
      && text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ";") }
  }

  /// A stranger's text on one line that no spreadsheet takes for a formula.
  ///
  /// Where `;` is the separator of lists, Excel cuts at it even inside quotes that do not begin the
  /// cell, so what stands behind it counts as a beginning as well.
  package static func harmless(_ text: String) -> String {
    if isPlain(text) { return text }
    var result: [Unicode.Scalar] = []
    var beginning: Int? = 0
    for scalar in SafeText.of(text).unicodeScalars {
      if let place = beginning, "=+-@＝＋－＠".unicodeScalars.contains(scalar) {
        result.insert("'", at: place)
      }
      result.append(scalar)
      if scalar == ";" {
        beginning = result.count
      } else if !scalar.isPassedOver {
        beginning = nil
      }
    }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: result)
    return String(scalars)
  }
}

extension Unicode.Scalar {
  /// Spaces, quotes and the signs of controls may stand before a formula.
  fileprivate var isPassedOver: Bool {
    properties.isWhitespace || self == "\"" || (0x2400...0x2421).contains(value)
  }
}
