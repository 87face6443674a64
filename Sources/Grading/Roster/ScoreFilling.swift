import Language
import Lessons
import Transcripts

/// Writes scores into the CSV file that Moodle, Canvas or another platform exported, to be imported
/// there again. Nothing but the cells with the scores changes.
package struct ScoreFilling: Sendable {
  /// The file with its scores.
  package let octets: [UInt8]
  /// How many students got theirs.
  package private(set) var filled = 0
  /// Students of the file who handed in nothing: their cells stay as they were.
  package private(set) var withoutGrade: [Student] = []
  /// Graded students whom no row of the file is, or more than one.
  package private(set) var notInFile: [Student] = []
  /// Graded students who would be the same row: an id, or a name, of two.
  package private(set) var disputed: [Student] = []
  /// The file's maximum, where scores of another one were written.
  package private(set) var otherMaximum: OtherMaximum?
  package struct OtherMaximum: Hashable, Sendable {
    package let maximum: Double
    /// Each lesson's, with which their sum has that maximum.
    package let scale: Double
  }
  /// The names of the columns that were filled.
  package private(set) var columns: [String] = []

  /// - Parameter column: The name of the one column to fill; `nil`: found by the lessons' names, or
  ///   the file's only column of grades.
  package init(
    _ octets: [UInt8], name: String, with gradebook: Gradebook, column: String? = nil
  ) throws(CSVFault) {
    let table = try CSVTable(octets, name: name)
    let sheet = try GradeSheet(table)
    let targets = try sheet.targets(for: gradebook, named: column)
    columns = targets.uniqueColumns.map { table.rows[sheet.header][$0].text.trimmed }
    let hasComma = sheet.hasDecimalComma(in: targets.uniqueColumns)
    let graded = gradebook.gradedStudents
    let students = sheet.places(of: graded.map { $0[0].student })
    let claims = Dictionary(grouping: students.compactMap { $0 }) { $0 }.mapValues(\.count)
    var texts: [CSVTable.Place: String] = [:]
    for (grades, place) in zip(graded, students) {
      guard let place else {
        notInFile.append(grades[0].student)
        continue
      }
      guard claims[place] == 1 else {
        disputed.append(grades[0].student)
        continue
      }
      let row = sheet.rows[place]
      for column in targets.uniqueColumns {
        let counted = grades.filter { targets[$0.lesson] == column }
        guard !counted.isEmpty else { continue }
        let score = Gradebook.rounded(counted.reduce(0) { $0 + gradebook.exactScore(of: $1) })
        if let maximum = sheet.maximum(ofRow: row), score > maximum {
          throw table.fault(
            at: table.rows[row][safely: column] ?? table.rows[row].first,
            .overMaximum(
              JSONObject.number(score), maximum: JSONObject.number(maximum),
              scale: JSONObject.number(Self.scale(for: counted.count, of: maximum))))
        }
        let ours = Gradebook.rounded(counted.reduce(0) { $0 + gradebook.maximum(of: $1) })
        // Of a student who left a lesson out, the sum says nothing.
        let isWhole = counted.count == targets.columns.count { $0 == column }
        if let maximum = sheet.maximum(ofRow: row) ?? sheet.maximum(ofColumn: column), isWhole,
          Gradebook.rounded(maximum) != ours, otherMaximum == nil
        {
          otherMaximum = OtherMaximum(
            maximum: maximum, scale: Self.scale(for: counted.count, of: maximum))
        }
        let text = JSONObject.number(score)
        texts[CSVTable.Place(row: row, column: column)] =
          hasComma ? text.replacing(".", with: ",") : text
      }
    }
    let found = Set(claims.keys)
    filled = claims.values.count { $0 == 1 }
    withoutGrade = sheet.students.indices.filter { !found.contains($0) }
      .map { sheet.students[$0] }
    self.octets = table.replacing(texts)
  }
}

extension ScoreFilling {
  /// That of each of so many lessons which have this maximum together, with as many digits as it takes
  /// for their sum to come out.
  private static func scale(for count: Int, of maximum: Double) -> Double {
    (maximum / Double(count) * 1_000_000).rounded() / 1_000_000
  }
}

extension Gradebook {
  /// The grades of each student who handed in anything that counts, in every lesson.
  fileprivate var gradedStudents: [[Grade]] {
    var order: [Student] = []
    var all: [Student: [Grade]] = [:]
    for grade in grades where grade.isJudged {
      if all[grade.student] == nil { order.append(grade.student) }
      all[grade.student, default: []].append(grade)
    }
    return order.compactMap { all[$0] }
  }
}

/// The table of a platform, read for its students and its columns of grades.
private struct GradeSheet {
  let table: CSVTable
  let header: Int
  /// The row of each student, in `table.rows`.
  let rows: [Int]
  let students: [Student]
  private let roster: Roster
  private let places: [Student: Int]
  private let columnOfMaxima: Int?
  /// Canvas's, above the students.
  private let rowOfMaxima: Int?
  /// Columns of ids, names and groups.
  private let taken: Set<Int>

  /// The columns for the lessons of a gradebook.
  struct Targets {
    let columns: [Int]
    subscript(_ lesson: Int) -> Int { columns[lesson] }
    var uniqueColumns: [Int] { Set(columns).sorted() }
  }

  init(_ table: CSVTable) throws(CSVFault) {
    roster = try Roster(table)
    guard let columns = TableColumns(table) else {
      // The roster has found them.
      throw table.fault(at: nil, .noColumn)
    }
    self.table = table
    header = columns.header
    columnOfMaxima = table.rows[header].firstIndex { TableColumns.key($0.text).isMaximum }
    rowOfMaxima = table.rows[(columns.header + 1)...].firstIndex { row in
      row.first?.text.trimmed.lowercased() == "points possible"
    }
    rows = roster.rows
    students = roster.students
    // No two have the same id.
    places = Dictionary(uniqueKeysWithValues: zip(students, students.indices))
    taken = Set(
      columns.ids
        + [columns.name, columns.firstName, columns.lastName, columns.group].compactMap { $0 })
  }

  /// By any id or address. Where the file has ids of another kind, and so nobody is found by one, by
  /// a name that one student alone has. `nil` where no row is the student. A row may be found twice.
  func places(of students: [Student]) -> [Int?] {
    let byID = students.map { $0.id.isEmpty ? nil : roster.student(id: $0.id) }
    let hasOtherIDs = byID.allSatisfy { $0 == nil }
    return zip(students, byID).map { student, found -> Int? in
      let named = roster.students(named: student.name)
      let byName = named.count == 1 && (student.id.isEmpty || hasOtherIDs) ? named[0] : nil
      return (found ?? byName).flatMap { places[$0] }
    }
  }

  // MARK: Columns

  func targets(
    for gradebook: Gradebook, named name: String?
  ) throws(CSVFault) -> Targets {
    let lessons = gradebook.lessons
    if let name {
      guard let column = columns(where: { $0 == TableColumns.key(name) }).first else {
        throw table.fault(at: table.rows[header].first, .noColumn(named: name))
      }
      return Targets(columns: lessons.map { _ in column })
    }
    var own: [Int?] = []
    for lesson in lessons { own.append(try column(of: lesson)) }
    let all = own.compactMap { $0 }
    if all.count == lessons.count, Set(all).count == all.count { return Targets(columns: all) }
    // The sum of several lessons goes into the one column of grades; where some have their own, it
    // would count those twice.
    guard all.isEmpty || lessons.count == 1, let column = try columnOfGrades() else {
      throw table.fault(at: table.rows[header].first, .noColumn)
    }
    return Targets(columns: lessons.map { _ in column })
  }

  /// The column that names a lesson by its id or title.
  private func column(of lesson: Lesson) throws(CSVFault) -> Int? {
    let names = Set([lesson.id, lesson.title.english, lesson.title.chinese].map(TableColumns.key))
      .filter { !$0.isEmpty }
    // `Title (Real)` and `Title (12345)` are nearer than a longer title that contains it.
    let exact = columns { heading in names.contains(heading.withoutNumber) }
    let found =
      exact.isEmpty ? columns { heading in names.contains(where: heading.contains) } : exact
    guard found.count <= 1 else {
      throw table.fault(at: table.rows[header][found[1]], .severalColumns(lesson.id))
    }
    return found.first
  }

  private func columnOfGrades() throws(CSVFault) -> Int? {
    for names in [["grade", "score"], ["成绩", "分数", "得分"]] {
      let found = columns(where: names.contains)
      if found.count == 1 { return found[0] }
    }
    // Canvas: `Title (12345)`.
    let assignments = columns(where: \.isAssignment, in: { $0.text.trimmed })
    guard assignments.count <= 1 else {
      throw table.fault(at: table.rows[header][assignments[1]], .severalAssignments)
    }
    return assignments.first
  }

  /// Those that can hold a score.
  private func columns(
    where isWanted: (String) -> Bool,
    in text: (CSVTable.Cell) -> String = { TableColumns.key($0.text) }
  ) -> [Int] {
    let row = table.rows[header]
    return row.indices.filter { column in
      !taken.contains(column) && !TableColumns.key(row[column].text).isMaximum
        && isWanted(text(row[column]))
    }
  }

  // MARK: Scores

  /// In Moodle's own column. Other platforms take scores over their maximum.
  func maximum(ofRow row: Int) -> Double? {
    columnOfMaxima.flatMap { table.rows[row][safely: $0]?.value.number }
  }

  /// In Canvas's row above the students; `nil` where it has none, or 0. Nothing is written there.
  func maximum(ofColumn column: Int) -> Double? {
    guard let maximum = rowOfMaxima.flatMap({ table.rows[$0][safely: column]?.value.number }),
      maximum.isFinite, maximum > 0
    else { return nil }
    return maximum
  }

  /// Whether the file writes numbers with a decimal comma: in a column of scores, or of maxima.
  func hasDecimalComma(in columns: [Int]) -> Bool {
    let numbers = columns + [columnOfMaxima].compactMap { $0 }
    return table.rows.dropFirst(header + 1).contains { row in
      numbers.contains { row[safely: $0]?.text.hasDecimalComma == true }
    }
  }

}

extension Array {
  fileprivate subscript(safely index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}

extension String {
  /// `10.00`, or `10,00` as some languages write it.
  fileprivate var number: Double? { Double(replacing(",", with: ".")) }

  fileprivate var hasDecimalComma: Bool {
    let parts = trimmed.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Of a heading's key: Moodle's `Maximum Grade`.
  fileprivate var isMaximum: Bool {
    ["maximumgrade", "maximumscore", "maxscore", "最高分", "最高成绩", "最大分值", "满分"].contains(self)
  }

  /// Of a heading's key: without the number that Canvas writes behind a title, and Moodle's kind.
  fileprivate var withoutNumber: String {
    var title = self[...]
    if title.hasPrefix("assignment") { title = title.dropFirst("assignment".count) }
    if title.hasSuffix("real") { title = title.dropLast(4) }
    while title.last?.isNumber == true { title = title.dropLast() }
    return String(title)
  }

  /// Canvas's `Title (12345)`.
  fileprivate var isAssignment: Bool {
    guard hasSuffix(")"), let opening = lastIndex(of: "("), opening > startIndex else {
      return false
    }
    let digits = self[index(after: opening)...].dropLast()
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension Phrase {
  fileprivate static let noColumn = Phrase(
    en: "No column for the scores was found. Its heading can have the lesson's id or title, or be "
      + "Grade, Score, 成绩, 分数 or 得分. --column takes another by its heading.",
    zh: "没有找到分数列。列名可以含有课的 id 或标题，也可以是 Grade、Score、成绩、分数、得分；"
      + "也可以用 --column 列名 指定。")
  fileprivate static func noColumn(named name: String) -> Phrase {
    Phrase(en: "There is no column \(name).", zh: "没有“\(name)”这一列。")
  }
  fileprivate static func severalColumns(_ lesson: String) -> Phrase {
    Phrase(
      en: "This is not the first column that names \(lesson); --column NAME says which counts.",
      zh: "提到 \(lesson) 的不止这一列；请用 --column 列名 指定。")
  }
  fileprivate static let severalAssignments = Phrase(
    en: "This is not the only assignment; --column NAME says which one is meant.",
    zh: "作业不止这一列；请用 --column 列名 指定。")
  /// - Parameter scale: of each lesson; several in one column are added.
  fileprivate static func overMaximum(
    _ score: String, maximum: String, scale: String
  ) -> Phrase {
    Phrase(
      en: "The score \(score) is over the maximum \(maximum), and the import would fail: "
        + "--out-of \(scale) scales the scores.",
      zh: "得分 \(score) 超过最高分 \(maximum)，导入会失败：请用 --out-of \(scale) 换算。")
  }
}
