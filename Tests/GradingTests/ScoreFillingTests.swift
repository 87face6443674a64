import Grading
import Language
import Testing

private func filling(
  _ text: String, _ book: Gradebook, column: String? = nil
) throws -> ScoreFilling {
  try ScoreFilling(Array(text.utf8), name: "grades.csv", with: book, column: column)
}

private func filled(
  _ text: String, _ book: Gradebook, column: String? = nil
) throws -> String {
  String(decoding: try filling(text, book, column: column).octets, as: UTF8.self)
}

private let both = Gradebook(
  lessons: [smallLesson, otherLesson],
  grades: [sampleGrade(zhang), otherGrade(zhang), Grade(student: li, lesson: 0)])

struct `Filling in scores` {
  @Test func `changes the cell that Moodle reads`() throws {
    let before = """
      \u{FEFF}Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Grade can be changed"\r
      "Participant 11","San Zhang",2026001,z@x.edu,"Submitted for grading",,10.00,Yes\r
      \r
      "Participant 12","Si Li",2026002,l@x.edu,"No submission",,10.00,Yes
      """
    let filling = try filling(before, sampleGradebook())
    #expect(
      filling.octets
        == Array(before.replacing("grading\",,10", with: "grading\",2.5,10").utf8))
    #expect(filling.filled == 1)
    #expect(filling.columns == ["Grade"])
    #expect(filling.withoutGrade.map(\.id) == ["2026002"])
    #expect(filling.notInFile.isEmpty)
  }

  @Test func `changes the column of the lesson that Canvas reads`() throws {
    let before = """
      Student,ID,SIS User ID,SIS Login ID,Section,Small (991),Essay (992),Final Score
          Points Possible,,,,,4,10,(read only)
      "Zhang, San",501,2026001,zhang3,N1,,7,
      "Li, Si",502,2026002,li4,N1,3,,
      "Student, Test",503,,t,N1,,,

      """
    let after = try filled(before, sampleGradebook())
    #expect(after == before.replacing("zhang3,N1,,7", with: "zhang3,N1,2.5,7"))
  }

  @Test func `another maximum of Canvas's column is said, and stays as it is`() throws {
    let row = "    Points Possible,,100\n"
    let text = "Student,SIS User ID,Small (9)\n\(row)\"Zhang, San\",2026001,\n"
    var book = sampleGradebook()
    let points = try filling(text, book)
    #expect(points.otherMaximum?.maximum == 100 && points.otherMaximum?.scale == 100)
    #expect(String(decoding: points.octets, as: UTF8.self).contains(row))
    book.scale = 100
    #expect(try filling(text, book).otherMaximum == nil)
    // The sum of two lessons has it where each has half of it.
    var sum = both
    let together = text.replacing("Small", with: "Mail")
    #expect(try filling(together, sum).otherMaximum?.scale == 50)
    sum.scale = 50
    #expect(try filling(together, sum).otherMaximum == nil)
  }

  @Test(arguments: [
    ("学号,成绩\n2026001,\n", "学号,成绩\n2026001,2.5\n"),
    ("学号,\"成绩\"\n2026001,\"\"", "学号,\"成绩\"\n2026001,\"2.5\""),
    ("学号;Score\n2026001;9\n2026002;8", "学号;Score\n2026001;2.5\n2026002;8"),
    ("学号,成绩\n2026001\n", "学号,成绩\n2026001,2.5\n"),
    ("学号,Essay,Mail (77)\n2026001,,", "学号,Essay,Mail (77)\n2026001,,2.5"),
    ("学号,小课 (77),Mail (78)\n2026001,,", "学号,小课 (77),Mail (78)\n2026001,2.5,"),
    ("email,Grade\n2026001@x.edu,", "email,Grade\n2026001@x.edu,2.5"),
    ("email,姓名,Grade\nz@x.edu,张三,", "email,姓名,Grade\nz@x.edu,张三,2.5"),
    (
      "学号,Grade,Maximum Grade\n2026001,,\"10,00\"",
      "学号,Grade,Maximum Grade\n2026001,\"2,5\",\"10,00\""
    ),
  ])
  func `finds the column`(before: String, after: String) throws {
    #expect(try filled(before, sampleGradebook()) == after)
  }

  @Test func `writes a decimal comma where the file has some`() throws {
    #expect(
      try filled("学号;Small\n2026002;1,5\n2026001;", sampleGradebook())
        == "学号;Small\n2026002;1,5\n2026001;2,5")
  }

  @Test func `keeps GBK`() throws {
    let octets = gbkRoster.dropLast(2) + Array(",\r\n".utf8)
    let grade: [UInt8] = [0x2C, 0xB3, 0xC9, 0xBC, 0xA8]
    let before = octets[..<9] + grade + octets[9...]
    let filling = try ScoreFilling(Array(before), name: "", with: sampleGradebook())
    #expect(filling.octets == Array(before.dropLast(2) + Array("2.5\r\n".utf8)))
  }

  @Test func `has a column a lesson, or their sum`() throws {
    #expect(
      try filled("学号,Small,Other\n2026001,,", both) == "学号,Small,Other\n2026001,2.5,2")
    #expect(try filled("学号,Grade\n2026001,", both) == "学号,Grade\n2026001,4.5")
    #expect(try filled("学号,A,Small\n2026001,,", both, column: " a ") == "学号,A,Small\n2026001,4.5,")
  }

  @Test(
    arguments: [
      ("学号,姓名\n2026001,张三", nil, 1, 1), ("学号,Grade\n2026001,", "Mark", 1, 1),
      ("学号,小课 A,小课 B\n2026001,,", nil, 1, 9), ("学号,A (1),B (2)\n2026001,,", nil, 1, 10),
      ("学号,Grade,Maximum Grade\n2026001,,2", nil, 2, 9),
    ] as [(String, String?, Int, Int)])
  func `says where it cannot`(text: String, column: String?, line: Int, place: Int) {
    let fault = #expect(throws: CSVFault.self) {
      try filling(text, sampleGradebook(), column: column)
    }
    #expect(fault?.line == line)
    #expect(fault?.column == place)
    #expect(Language.allCases.allSatisfy { fault?.problem[$0].isEmpty == false })
  }

  @Test func `has no column for some of several lessons alone`() {
    #expect(throws: CSVFault.self) { try filling("学号,Small,Grade\n2026001,,", both) }
  }

  @Test func `scales to the maximum of the file`() throws {
    var book = sampleGradebook()
    book.scale = 2
    #expect(
      try filled("学号,Grade,Maximum Grade\n2026001,,2", book)
        == "学号,Grade,Maximum Grade\n2026001,1.25,2")
  }

  @Test func `gives no score to a namesake`() throws {
    var book = sampleGradebook()
    book.grades.append(sampleGrade(Student(id: "9", name: "李四")))
    // 2026001 is found, so ids are the same kind here, and 9 is nobody's.
    let filling = try filling("学号,姓名,Grade\n2026001,张三,\n2026002,李四,", book)
    #expect(
      String(decoding: filling.octets, as: UTF8.self)
        == "学号,姓名,Grade\n2026001,张三,2.5\n2026002,李四,")
    #expect(filling.notInFile.map(\.id) == ["9"])
    #expect(filling.filled == 1)
  }

  @Test func `gives no score to a row that two students claim`() throws {
    var book = sampleGradebook()
    book.grades = [
      sampleGrade(Student(id: "a", name: "张三")), sampleGrade(Student(id: "b", name: "张三")),
    ]
    let filling = try filling("学号,姓名,Grade\n2026001,张三,", book)
    #expect(filling.filled == 0)
    #expect(filling.notInFile.isEmpty && filling.disputed.map(\.id) == ["a", "b"])
    #expect(filling.octets == Array("学号,姓名,Grade\n2026001,张三,".utf8))
  }

  @Test func `says that an id is two students`() throws {
    var book = sampleGradebook()
    book.grades = [
      sampleGrade(Student(id: "55", name: "张三")), sampleGrade(Student(id: "55", name: "李四")),
    ]
    let text = "学号,Grade\n55,\n56,"
    let filling = try filling(text, book)
    #expect(filling.octets == Array(text.utf8) && filling.filled == 0)
    #expect(filling.notInFile.isEmpty && filling.disputed.map(\.name) == ["张三", "李四"])
    #expect(filling.withoutGrade.map(\.id) == ["56"])
  }
}
