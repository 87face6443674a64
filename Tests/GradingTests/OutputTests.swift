import FoundationEssentials
import Grading
import Language
import Lessons
import Presentation
import Testing

struct `A gradebook as CSV` {
  @Test func `has a row a student and a column a step`() {
    #expect(
      GradebookCSV(sampleGradebook(), .english).text.utf8.elementsEqual(
        ("\u{FEFF}student_id,name,evidence,lesson,score,max_score,greet,who,port,next,think,hints,"
          + "minutes,mistakes,files,late,flags\r\n"
          + "2026001,张三,record,small,2.5,4,1,0.5,0,,1,1,12.6,2,2026001/a.jsonl#2,2,"
          + "\"copy: as 2026009, at once\"\r\n" + "2026002,李四,,small,,,,,,,,,,,,,\r\n").utf8))
  }

  @Test func `names the lesson of each step where there are several`() {
    let book = Gradebook(
      lessons: [smallLesson, otherLesson], grades: [sampleGrade(zhang), otherGrade(zhang)])
    let lines = GradebookCSV(book, .chinese).text.split(separator: "\r\n").map(String.init)
    #expect(lines[0].contains(",small/greet,small/who,"))
    #expect(lines[0].contains(",small/think,other/greet,hints,"))
    #expect(lines[1].hasPrefix("2026001,张三,record,small,2.5,4,1,0.5,0,,1,,1,"))
    #expect(lines[2].hasPrefix("2026001,张三,server,other,2,2,,,,,,2,0,"))
  }

  @Test func `scales scores but no steps`() {
    var book = sampleGradebook()
    book.scale = 100
    #expect(GradebookCSV(book, .english).text.contains(",small,62.5,100,1,0.5,"))
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("  =1", "'  =1"),
    ("\u{3000}=1", "'\u{3000}=1"), ("＝1", "'＝1"), ("＠a", "'＠a"), ("\t=1", "'␉=1"),
    ("\r\n=1", "'␍␊=1"), ("\"=1", "'\"=1"), ("a;=1", "a;'=1"), ("a; \"=1", "a;' \"=1"),
    ("a=1", "a=1"), ("O'Brien", "O'Brien"), ("", ""), ("a\nb", "a␊b"), ("张三-1", "张三-1"),
    ("\u{202E}a", "\\u{202E}a"), ("\u{1B}[31m", "␛[31m"), ("a\0b", "a␀b"),
  ])
  func `has no cell that begins a formula`(text: String, cell: String) {
    #expect(GradebookCSV.harmless(text) == cell)
  }

  @Test(arguments: ["=a", "a,=b", "a\"b", "a\r\n=b", "\t=x", " ", "'", "a;b", ",,\"\n"])
  func `keeps its rows and cells whatever stands in them`(text: String) throws {
    var book = sampleGradebook()
    let student = Student(id: text, name: text)
    book.grades = [sampleGrade(student), Grade(student: student, lesson: 0)]
    let written = GradebookCSV(book, .english).text
    let table = try CSVTable(Array(written.utf8), name: "")
    #expect(table.rows.map(\.count) == [17, 17, 17])
    #expect(table.rows[1][1].text == GradebookCSV.harmless(text))
    #expect(table.rows[1][4].text == "2.5")
    #expect(written.unicodeScalars.count(where: { $0 == "\n" }) == 3)
  }
}

private indirect enum JSON: Decodable, Equatable {
  case object([String: JSON])
  case list([JSON])
  case text(String)
  case number(Double)
  case bool(Bool)

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let list = try? value.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  init(_ text: String) throws { self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }

  subscript(_ key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }
  subscript(_ index: Int) -> JSON? {
    if case .list(let values) = self, values.indices.contains(index) { values[index] } else { nil }
  }
  var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
  var words: Set<String> {
    guard case .list(let values) = self else { return [] }
    return Set(values.compactMap { if case .text(let text) = $0 { text } else { nil } })
  }
}

private let schemaFile = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Sources/Grading/gradebook.schema.json")

struct `A gradebook as JSON` {
  private let book: JSON

  init() throws {
    var book = sampleGradebook()
    (book.files, book.unreadable, book.hasRoster) = (3, 1, true)
    self.book = try JSON(GradebookJSON.text(book, .english))
  }

  @Test func `holds the grades of each student`() {
    #expect(book["format"] == .text("byhand-gradebook"))
    #expect(book["lessons"]?[0]?["steps"]?[3]?["kind"] == .text("predict"))
    let student = book["students"]?[0]
    #expect(student?["name"] == .text("张三"))
    let grade = student?["lessons"]?[0]
    #expect(grade?["score"] == .number(2.5))
    #expect(grade?["max_score"] == .number(4))
    #expect(grade?["late_seconds"] == .number(60))
    let passed = grade?["steps"]?[0]
    #expect(passed?["events"] == .list([.number(3), .number(4)]))
    #expect(passed?["recording"] == .text("2026001/a.jsonl#2"))
    #expect(grade?["steps"]?[3]?.keys == ["id", "standing", "mistakes", "hints", "seconds"])
    let missing = book["students"]?[1]?["lessons"]?[0]
    #expect(missing?.keys == ["lesson", "recordings", "flags"])
    #expect(book["overview"]?["handed_in"] == .number(1))
    #expect(book["overview"]?["missing"] == .number(1))
  }

  @Test func `says what was expected and what was seen, or neither`() throws {
    for place in 0..<5 {
      let step = try #require(book["students"]?[0]?["lessons"]?[0]?["steps"]?[place])
      let isPassed = [.text("passed"), .text("not judged")].contains(step["standing"])
      #expect((step["expected"] == nil) == isPassed)
      #expect((step["seen"] == nil) == isPassed)
    }
    let half = book["students"]?[0]?["lessons"]?[0]?["steps"]?[1]
    #expect(half?["expected"] == .text("The server"))
    #expect(half?["seen"] == .text("The client"))
    let missed = book["students"]?[0]?["lessons"]?[0]?["steps"]?[2]
    #expect(missed?["expected"] == .text("25"))
    #expect(missed?["seen"] == .text("nothing"))
  }

  @Test func `is one line a grade where lines are asked for`() throws {
    let text = GradebookJSON.line(sampleGrade(zhang), lessons: [smallLesson], language: .chinese)
    #expect(!text.contains("\n"))
    let line = try JSON(text)
    #expect(line["id"] == .text("2026001"))
    #expect(line["lesson"] == .text("small"))
    #expect(line["steps"]?[1]?["expected"] == .text("服务器"))
  }

  @Test func `keeps the files of nobody apart`() throws {
    let nobody = Student(id: "")
    var grades = [sampleGrade(nobody), sampleGrade(nobody), sampleGrade(zhang)]
    grades.append(otherGrade(zhang))
    let book = try JSON(
      GradebookJSON.text(Gradebook(lessons: [smallLesson, otherLesson], grades: grades), .english))
    #expect(book["overview"]?["students"] == .number(3))
    #expect(book["students"]?[2]?["lessons"]?[1]?["lesson"] == .text("other"))
  }

  @Test func `has the members that its schema names`() throws {
    let schema = try JSON(String(decoding: Data(contentsOf: schemaFile), as: UTF8.self))
    let types = try #require(schema["$defs"])
    let check = { (value: JSON?, type: JSON?) in
      let keys = value?.keys ?? []
      #expect(!keys.isEmpty && keys.isSubset(of: type?["properties"]?.keys ?? []))
      #expect(type?["required"]?.words.isSubset(of: keys) == true)
      for (condition, also) in [("evidence", "evidence"), ("expected", "expected")]
      where keys.contains(condition) {
        #expect(type?["dependentRequired"]?[also]?.words.isSubset(of: keys) == true)
      }
    }
    check(book, types["gradebook"])
    check(book["overview"], types["gradebook"]?["properties"]?["overview"])
    check(book["lessons"]?[0], types["lesson"])
    let students = types["gradebook"]?["properties"]?["students"]?["items"]
    for student in 0..<2 {
      check(book["students"]?[student], students)
      check(book["students"]?[student]?["lessons"]?[0], types["grade"])
    }
    for step in 0..<5 {
      check(book["students"]?[0]?["lessons"]?[0]?["steps"]?[step], types["step"])
    }
    check(book["students"]?[0]?["lessons"]?[0]?["flags"]?[0], types["flag"])
    check(
      try JSON(
        GradebookJSON.line(sampleGrade(zhang), lessons: [smallLesson], language: .english)),
      types["line"])
    let standings = types["step"]?["properties"]?["standing"]?["enum"]?.words
    #expect(standings == Set(Standing.allCases.map(\.rawValue)))
    let kinds = types["flag"]?["properties"]?["kind"]?["enum"]?.words
    #expect(kinds == Set(Flag.Kind.allCases.map(\.rawValue)))
  }
}

struct `Gradescope's results` {
  @Test func `have a test a step that was judged`() throws {
    let book = sampleGradebook()
    let results = try JSON(GradescopeResults.text(book.grades.prefix(1), in: book, .english))
    #expect(results["score"] == .number(2.5))
    #expect(results["stdout_visibility"] == .text("hidden"))
    let tests = results["tests"]
    #expect(tests?[0]?["status"] == .text("passed"))
    #expect(tests?[1]?["score"] == .number(0.5))
    #expect(tests?[1]?["status"] == .text("failed"))
    #expect(
      tests?[1]?["output"] == .text("half\nexpected: The server\nseen: The client"))
    #expect(tests?[3]?["name"] == .text("think"))
    #expect(tests?[3]?["number"] == .text("5"))
    #expect(tests?[4] == nil)
    #expect(results["extra_data"]?["student_id"] == .text("2026001"))
  }

  @Test func `name the lesson where there are several, and sum them`() throws {
    let book = Gradebook(
      lessons: [smallLesson, otherLesson], grades: [sampleGrade(zhang), otherGrade(zhang)])
    let results = try JSON(GradescopeResults.text(book.grades, in: book, .chinese))
    #expect(results["score"] == .number(4.5))
    #expect(results["tests"]?[4]?["name"] == .text("other/greet"))
    #expect(results["tests"]?[4]?["number"] == .text("2.1"))
  }

  @Test func `are 0 where nothing counts`() throws {
    let book = sampleGradebook()
    let results = try JSON(GradescopeResults.text(book.grades.suffix(1), in: book, .english))
    #expect(results["score"] == .number(0))
    #expect(results["tests"] == .list([]))
    #expect(results["output"] == .text("A small, lesson: nothing that counts"))
  }

  @Test func `say why nothing counts`() throws {
    var grade = Grade(student: zhang, lesson: 0)
    grade.flags = [
      Flag(.unreadable, Phrase(en: "the file is empty", zh: "文件是空的")),
      Flag(.identity, Phrase(en: "another name", zh: "另一个名字")),
    ]
    let results = try JSON(
      GradescopeResults.text([grade], in: sampleGradebook(), .english))
    #expect(
      results["output"] == .text("A small, lesson: nothing that counts\nthe file is empty"))
  }
}

struct `A gradebook on a terminal` {
  @Test func `is a table and what to look at`() {
    var book = sampleGradebook()
    book.grades[1].flags = [
      Flag(
        .unreadable, Phrase(en: "not a recording", zh: "不是会话记录"),
        in: GradedRecording(path: "x.bin"))
    ]
    let options = ViewOptions(language: .english, width: 80)
    #expect(
      GradebookTable(book, options).text == """
            student  name  score  steps  min   wrong  late   flags
            ───────  ────  ─────  ─────  ────  ─────  ─────  ─────
          small  A small, lesson · from the student's own record
            2026001  张三  2.5/4  ✓½✗·✓  12.6  2      2 min  1
            2026002  李四  –                                 1

          ✓ passed  ½ half  ✗ missed  · not judged

        To look at (no points are taken away):
          2026001 张三 [copy] as 2026009, at once (2026001/a.jsonl#2, event 6)

        Could not be read:
          x.bin: not a recording

        """)
  }

  @Test func `says in each row where it comes from, if that differs`() {
    let book = Gradebook(
      lessons: [smallLesson, otherLesson], grades: [sampleGrade(zhang), otherGrade(zhang)])
    let table = GradebookTable(book, ViewOptions(language: .chinese, width: 80))
    #expect(
      table.grades == """
            学号     姓名  得分   依据    步骤   分钟  错误  标记
            ───────  ────  ─────  ──────  ─────  ────  ────  ────
          small  小课
            2026001  张三  2.5/4  本人    ✓½✗·✓  12.6  2
          other  另一课
            2026001  张三  2/2    服务器  ✓      0     0

        """)
  }

  @Test(arguments: Language.allCases)
  func `has a line or two a student on a terminal of 80 columns`(language: Language) {
    var grade = sampleGrade(Student(id: "2026001701", name: "欧阳娜娜"), late: 5_000_000)
    for _ in 0..<4 { grade.steps += grade.steps }
    grade.steps = Array(grade.steps.prefix(20))
    let book = Gradebook(lessons: [smallLesson], grades: [grade])
    let lines = GradebookTable(book, ViewOptions(language: language, width: 80)).grades
      .split(separator: "\n")
    #expect(lines.count <= 5 && lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    #expect(
      lines.contains {
        $0.contains("欧阳娜娜") && $0.contains(language == .english ? "1 h 24 min" : "1小时24分钟")
      })
  }

  @Test(
    arguments: Language.allCases,
    [String(repeating: "Wolfeschlegel ", count: 6), String(repeating: "王小明", count: 25)])
  func `a long name is cut, and the columns stay`(language: Language, name: String) {
    var long = sampleGrade(Student(id: "2026001701", name: name), late: 650_000_000)
    long.evidence = .server
    let book = Gradebook(lessons: [smallLesson], grades: [long, sampleGrade(zhang)])
    let lines = GradebookTable(book, ViewOptions(language: language, width: 80)).grades
      .split(separator: "\n")
    #expect(lines.count == 5 && lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    #expect(lines[3].contains("…") && !lines[4].contains("…"))
    let score = lines.suffix(2).map { line in
      line.firstRange(of: "2.5/4").map { DisplayWidth.of(line[..<$0.lowerBound]) }
    }
    #expect(score[0] != nil && score[0] == score[1])
  }

  @Test func `a row of nobody's names its file`() {
    var grade = sampleGrade(Student(id: ""))
    grade.recordings = [GradedRecording(path: "server/2026-12-01T15-54-22.896Z-20804-1.jsonl")]
    let book = Gradebook(lessons: [smallLesson], grades: [grade])
    let table = GradebookTable(book, ViewOptions(language: .english, width: 80)).grades
    #expect(table.contains("-1.jsonl"))
  }

  @Test func `calls flags by words of the language`() {
    var book = sampleGradebook()
    book.grades[0].flags.append(Flag(.notCounted, Phrase(en: "other", zh: "别的课")))
    let table = { GradebookTable(book, ViewOptions(language: $0)).flags }
    #expect(table(.chinese).contains("2026001 张三 [雷同] 与 2026009 相同"))
    #expect(table(.chinese).contains("[未计入] 别的课"))
    #expect(table(.english).contains("[not counted] other"))
  }

  @Test(arguments: Language.allCases, [40, 60, 80, 200])
  func `fits its width`(language: Language, width: Int) {
    let book = Gradebook(
      lessons: [smallLesson, otherLesson],
      grades: [sampleGrade(zhang, late: 90_000_000), otherGrade(zhang)])
    let text = GradebookTable(book, ViewOptions(language: language, width: width)).text
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width) }
  }

  @Test func `shows nothing of a stranger's raw`() {
    var book = sampleGradebook()
    book.grades[0].student.name = "\u{1B}[31m\n\u{202E}"
    book.grades[0].flags.append(Flag(.identity, .verbatim("\u{1B}]0;x\u{7}")))
    let text = GradebookTable(book, ViewOptions(language: .english)).text
    #expect(!text.contains("\u{1B}") && !text.contains("\u{7}") && !text.contains("\u{202E}"))
  }
}
