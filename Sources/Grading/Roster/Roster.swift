import Language

/// The students of a class, from a CSV file with the columns of a school's list, Moodle, Canvas or
/// another platform.
package struct Roster: Sendable {
  /// In the file's order.
  package private(set) var students: [Student] = []
  /// The row of each student in the table.
  private(set) var rows: [Int] = []
  /// What was passed over. It stops nothing.
  package private(set) var warnings: [CSVFault] = []

  /// Places in `students`; `nil` where a key means several students.
  private var places: [String: Int?] = [:]
  /// By the numbers that a learning platform gives its accounts, and writes into names of files.
  private var platformPlaces: [String: Int?] = [:]
  private var names: [String: [Int]] = [:]
  /// Of the names that can be looked for in a text, in scalars.
  private var nameLengths: [Int] = []
  /// The words of the longest id, as `NameInPath` counts them.
  private(set) var widestID = 1

  /// - Throws: where the file is no table, has no column of ids, or gives one id to two students.
  package init(_ octets: [UInt8], name: String) throws(CSVFault) {
    try self.init(try CSVTable(octets, name: name))
  }

  init(_ table: CSVTable) throws(CSVFault) {
    guard let columns = TableColumns(table) else {
      throw table.fault(at: table.rows.first?.first, .noColumnOfIDs)
    }
    var rows: [Row] = []
    var first: [String: Row] = [:]
    for (number, cells) in table.rows.enumerated().dropFirst(columns.header + 1) {
      let row = Row(cells, columns, number: number)
      if row.isEmpty || row.isOfCanvas { continue }
      guard !row.id.isEmpty else {
        warn(table.fault, at: cells.first, .noID(row.name))
        continue
      }
      if let earlier = first[Self.key(row.id)] {
        let line = table.position(of: table.rows[earlier.number][0].range.lowerBound).line
        // The same student in two groups, or two students with one id.
        guard earlier.isNamed(like: row) else {
          throw table.fault(
            at: row.idCell, .twoStudents(row.id, names: earlier.name, row.name, line: line))
        }
        warn(table.fault, at: row.idCell, .twice(row.id, line: line))
        continue
      }
      if row.id.looksRounded { warn(table.fault, at: row.idCell, .rounded(row.id)) }
      first[Self.key(row.id)] = row
      rows.append(row)
    }
    students = rows.map { Student(id: $0.id, name: $0.name, group: $0.group) }
    self.rows = rows.map(\.number)
    index(rows)
  }

  private mutating func warn(
    _ fault: (CSVTable.Cell?, Phrase) -> CSVFault, at cell: CSVTable.Cell?, _ problem: Phrase
  ) {
    // Each asks for its line, and a hostile file has very many.
    guard warnings.count < 100 else { return }
    warnings.append(fault(cell, problem))
  }

  /// An id that counts first is found first; a number or address of another student never hides it.
  private mutating func index(_ rows: [Row]) {
    for (place, row) in rows.enumerated() {
      places[Self.key(row.id)] = .some(place)
      for variant in PersonName(row.name).variants where !variant.isEmpty {
        names[variant, default: []].append(place)
      }
    }
    let main = places
    Self.add(rows.map(\.others), to: &places, besides: main)
    Self.add(rows.map(\.platformIDs), to: &platformPlaces, besides: [:])
    let whole = places
    Self.add(rows.map { $0.emails.compactMap(\.localPart) }, to: &places, besides: whole)
    widestID = places.keys.reduce(1) { max($0, NameInPath.words(in: $1).count) }
    nameLengths = Set(names.keys.filter(\.isFindable).map(\.unicodeScalars.count)).sorted()
  }

  private static func add(
    _ keys: [[String]], to places: inout [String: Int?], besides known: [String: Int?]
  ) {
    for (place, keys) in keys.enumerated() {
      for key in keys.map(key) where !key.isEmpty && known[key] == nil {
        if let other = places[key] {
          if other != place { places[key] = .some(nil) }
        } else {
          places[key] = .some(place)
        }
      }
    }
  }

  // MARK: Looking up

  /// By any id, in any case; an address is found by its local part, too.
  package func student(id: String) -> Student? {
    let key = Self.key(id)
    if let known = places[key] { return known.map { students[$0] } }
    guard let local = key.localPart, let known = places[Self.key(local)] else { return nil }
    return known.map { students[$0] }
  }

  /// The same without taking an address's local part for an id.
  func student(wholeID id: String) -> Student? {
    places[Self.key(id)].flatMap { $0 }.map { students[$0] }
  }

  /// By the number of an account, which a platform writes into names of files.
  func student(platformID: String) -> Student? {
    platformPlaces[Self.key(platformID)].flatMap { $0 }.map { students[$0] }
  }

  /// Names are compared without spaces, case and punctuation; `Last, First` is `First Last`.
  package func students(named name: String) -> [Student] {
    let name = PersonName(name).spoken
    return name.isEmpty ? [] : (names[name] ?? []).map { students[$0] }
  }

  /// Whose names stand in a text.
  func students(namedIn text: String) -> [Student] {
    let letters = Array(PersonName.letters(text).unicodeScalars)
    var found: [Range<Int>: [Int]] = [:]
    for length in nameLengths where length <= letters.count {
      for start in 0...(letters.count - length) {
        let range = start..<(start + length)
        var part = String.UnicodeScalarView()
        part.append(contentsOf: letters[range])
        found[range] = names[String(part)]
      }
    }
    // 王小明 is not 王小 as well.
    let whole = found.filter { shorter in
      !found.keys.contains { $0 != shorter.key && $0.contains(shorter.key) }
    }
    return Set(whole.values.joined()).sorted().map { students[$0] }
  }

  static func key(_ id: String) -> String { id.halfWidthLetters.trimmed.lowercased() }
}

/// A row of a roster.
private struct Row {
  let number: Int
  let id: String
  let idCell: CSVTable.Cell?
  /// All ids but that one.
  let others: [String]
  let platformIDs: [String]
  let emails: [String]
  let name: String
  let group: String

  init(_ cells: [CSVTable.Cell], _ columns: TableColumns, number: Int) {
    self.number = number
    let value = { (column: Int?) in
      column.flatMap { cells.indices.contains($0) ? cells[$0].value : nil } ?? ""
    }
    let ids = columns.ids.map { (column: $0, id: value($0).withoutParticipant) }
      .filter { !$0.id.isEmpty }
    id = ids.first?.id ?? ""
    idCell = ids.first.map { cells[$0.column] }
    others = ids.dropFirst().map(\.id)
    platformIDs = ids.filter { columns.platformIDs.contains($0.column) }.map(\.id)
    emails = ids.filter { columns.emails.contains($0.column) }.map(\.id)
    let parts = (value(columns.firstName), value(columns.lastName))
    name =
      columns.name.map { value($0) }
      ?? (parts.0 + parts.1).familyNameFirst(given: parts.0, family: parts.1)
    group = value(columns.group)
  }

  var isEmpty: Bool { id.isEmpty && name.isEmpty }

  /// Canvas puts the maximum of each column below its header, and a test student at the end.
  var isOfCanvas: Bool {
    let name = name.lowercased()
    return id.isEmpty && name == "points possible" || name == "student, test"
      || name == "test student"
  }

  func isNamed(like other: Row) -> Bool {
    name.isEmpty || other.name.isEmpty
      || !PersonName(name).variants.isDisjoint(with: PersonName(other.name).variants)
  }
}

extension CSVTable.Cell {
  /// The text without space around it, and without what keeps a spreadsheet from reading an id as a
  /// number: `="0123"`, or an apostrophe before it.
  var value: String {
    var value = text.trimmed[...]
    if value.hasPrefix("=\""), value.hasSuffix("\""), value.count > 3 {
      value = value.dropFirst(2).dropLast()
    }
    if value.first == "'" { value = value.dropFirst() }
    return String(value).trimmed
  }
}

extension String {
  var trimmed: String {
    let isBlank = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
    }
    var scalars = unicodeScalars[...].drop(while: isBlank)
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// Moodle's `Identifier` is `Participant 123`, in the teacher's language.
  fileprivate var withoutParticipant: String {
    let words = split(separator: " ")
    guard words.count == 2, words[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return self
    }
    return String(words[1])
  }

  /// Whether a text that has it hardly has it by chance: `Li` stands in many words.
  fileprivate var isFindable: Bool {
    let count = unicodeScalars.count
    return count >= (utf8.count == count ? 5 : 2)
  }

  fileprivate var localPart: String? {
    guard let at = lastIndex(of: "@"), at > startIndex else { return nil }
    return String(self[..<at])
  }

  /// `2.02611E+11`, or an id of more digits than a spreadsheet's number has.
  fileprivate var looksRounded: Bool {
    let parts = split { $0 == "E" || $0 == "e" }
    return parts.count == 2 && parts[0].contains(".") && parts[1].hasPrefix("+")
      && Double(self) != nil
  }

  /// Chinese names begin with the family's and have no space.
  fileprivate func familyNameFirst(given: String, family: String) -> String {
    let isChinese = !isEmpty && unicodeScalars.allSatisfy(\.properties.isIdeographic)
    if isChinese { return family + given }
    return [given, family].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Phrase {
  fileprivate static let noColumnOfIDs = Phrase(
    en: "No column of student IDs was found. Its heading can be: 学号, student_id, ID number, "
      + "SIS Login ID, SIS User ID, username, email, id.",
    zh: "没有找到学号列。列名可以是：学号、student_id、ID number、SIS Login ID、SIS User ID、username、"
      + "email、id。")
  fileprivate static func noID(_ name: String) -> Phrase {
    Phrase(
      en: "\(name) has no student ID and is left out.", zh: "\(name) 没有学号，这一行不计入。")
  }
  fileprivate static func twice(_ id: String, line: Int) -> Phrase {
    Phrase(
      en: "\(id) stands on line \(line) already; this row is left out.",
      zh: "第 \(line) 行已有学号 \(id)，这一行不计入。")
  }
  fileprivate static func twoStudents(
    _ id: String, names first: String, _ second: String, line: Int
  ) -> Phrase {
    Phrase(
      en: "\(id) is \(second) here and \(first) on line \(line): an ID can only be one student's.",
      zh: "学号 \(id) 在这里是 \(second)，在第 \(line) 行是 \(first)：一个学号只能属于一名学生。")
  }
  fileprivate static func rounded(_ id: String) -> Phrase {
    Phrase(
      en:
        "A spreadsheet has rounded this ID to \(id). Format the column as text, and save it again.",
      zh: "电子表格把这个学号舍入成了 \(id)。请把该列设为文本格式，重新保存。")
  }
}
