import Grading
import Language
import Testing

private func roster(_ text: String) throws -> Roster {
  try Roster(Array(text.utf8), name: "class.csv")
}

let moodle = """
  Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Grade can be changed"
  "Participant 4711","San Zhang",2026001,zhang@stu.example,Submitted,,10.00,Yes
  "Participant 4712","Li Si",2026002,LI@stu.example,"No submission",,10.00,Yes

  """
let canvas = """
  Student,ID,SIS User ID,SIS Login ID,Section,First conversation (991),Current Score
      Points Possible,,,,,10,(read only)
  "Zhang, San",501,2026001,zhang3,Networks 1,,
  "Li, Si",502,2026002,li4,Networks 2,3,
  "Student, Test",503,,abc,Networks 1,,

  """

struct `A roster` {
  @Test(arguments: [
    ("学号,姓名,班级\n2026001,张三,一班", Student(id: "2026001", name: "张三", group: "一班")),
    ("姓名；学号\n", nil),
    ("Student_ID;NAME\n a1 ; Ann Lee ", Student(id: "a1", name: "Ann Lee")),
    (
      "First name,Last name,ID number,Email address\nAnn,Lee,7,a@x.edu",
      Student(id: "7", name: "Ann Lee")
    ),
    ("姓,名,学号\n张,三丰,7", Student(id: "7", name: "张三丰")),
    ("email,id,Full name\na@x.edu,9,Ann", Student(id: "a@x.edu", name: "Ann")),
    ("名单,,\n2026 秋,,\n学号,姓名,班级\n7,张三,1", Student(id: "7", name: "张三", group: "1")),
    ("学号,姓名\n\t2026001\t,张三", Student(id: "2026001", name: "张三")),
    ("学号,姓名\n=\"007\",张三", Student(id: "007", name: "张三")),
    ("ID number,email,name\n,a@x.edu,Ann", Student(id: "a@x.edu", name: "Ann")),
    ("login\nann", Student(id: "ann")),
  ])
  func `finds its columns by their names`(text: String, student: Student?) throws {
    #expect((try? roster(text))?.students.first == student)
  }

  @Test func `reads what Moodle exports`() throws {
    let roster = try roster(moodle)
    #expect(roster.students.map(\.id) == ["2026001", "2026002"])
    #expect(roster.students.map(\.name) == ["San Zhang", "Li Si"])
    for key in ["2026001", "4711", "zhang@stu.example", "ZHANG", "２０２６００１", " 2026001 "] {
      #expect(roster.student(id: key)?.id == "2026001")
    }
    #expect(roster.student(id: "2026002@elsewhere.example")?.id == "2026002")
    #expect(roster.student(id: "2026003") == nil)
  }

  @Test func `reads what Canvas exports`() throws {
    let roster = try roster(canvas)
    #expect(roster.students.map(\.id) == ["zhang3", "li4"])
    #expect(roster.students.map(\.group) == ["Networks 1", "Networks 2"])
    #expect(roster.warnings.isEmpty)
    for key in ["501", "2026001", "Zhang3"] {
      #expect(roster.student(id: key)?.id == "zhang3")
    }
  }

  @Test func `reads GBK`() throws {
    #expect(try Roster(gbkRoster, name: "").students == [Student(id: "2026001", name: "张三")])
  }

  @Test(arguments: ["Zhang, San", "San Zhang", "zhang san", "SanZhang", "zhang-san", "Ｚhang,San"])
  func `finds a name in any form`(name: String) throws {
    #expect(try roster(canvas).students(named: name).map(\.id) == ["zhang3"])
  }

  @Test func `finds all who have a name`() throws {
    let roster = try roster("学号,姓名\n1,张三\n2,张 三\n3,李四")
    #expect(roster.students(named: "张三").map(\.id) == ["1", "2"])
    #expect(roster.students(named: "").isEmpty)
  }

  @Test func `has no student for a key that two have`() throws {
    let roster = try roster("学号,邮箱\n1,a@x.edu\n2,a@x.edu\n3,1@x.edu")
    #expect(roster.student(id: "a@x.edu") == nil)
    #expect(roster.student(id: "a") == nil)
    // Student 3's address does not hide student 1.
    #expect(roster.student(id: "1")?.id == "1")
  }

  @Test(arguments: [
    ("学号,姓名\n1,张三\n1,张三", 3, 1), ("姓名,学号\n张三,1\n李四,\n", 3, 1),
    ("学号,姓名\n2.02611E+11,张三", 2, 1),
  ])
  func `warns of rows that do not count`(text: String, line: Int, column: Int) throws {
    let roster = try roster(text)
    #expect(roster.students.count == 1)
    #expect(roster.warnings.map(\.line) == [line])
    #expect(roster.warnings.map(\.column) == [column])
  }

  @Test(arguments: [
    ("姓名,学号\n张三,1\n李四,1", 3, 4), ("姓名,成绩\n张三,1", 1, 1), ("", 1, 1),
  ])
  func `is refused where it cannot be right`(text: String, line: Int, column: Int) throws {
    let fault = #expect(throws: CSVFault.self) { try roster(text) }
    #expect(fault?.line == line)
    #expect(fault?.column == column)
    #expect(fault?.text(.chinese).hasPrefix("class.csv:\(line):\(column): ") == true)
  }
}

struct `The name of a file` {
  private static let class_ = """
    学号,姓名,Identifier,Email
    2026001,张三,501,zhang@x.edu
    2026002,李四,502,li@x.edu
    2026-0003,王小明,503,wang.xm@x.edu
    2026004,王小,504,w@x.edu
    a5,Ann Lee,505,ann@x.edu

    """

  @Test(arguments: [
    ("2026001.jsonl", "2026001"), ("2026001-张三.jsonl", "2026001"),
    ("张三2026001.jsonl", "2026001"), ("实验一_2026-0003.jsonl", "2026-0003"),
    ("byhand-2026002.jsonl", "2026002"), ("byhand-2026002 (1).jsonl", "2026002"),
    ("张三.jsonl", "2026001"), ("作业一 王小明.jsonl", "2026-0003"), ("王小/x.jsonl", "2026004"),
    ("2026002/2026001.jsonl", "2026001"), ("2026002/session.jsonl", "2026002"),
    ("wang.xm@x.edu.jsonl", "2026-0003"), ("Ann_Lee.jsonl", "a5"), ("A5.jsonl", "a5"),
    ("Lee, Ann_505_assignsubmission_file_/session.jsonl", "a5"),
    ("San Zhang_501_assignsubmission_file_/byhand-2026002.jsonl", "2026001"),
    ("leeann_505_77001_byhand-2026002.jsonl", "a5"),
    ("leeann_LATE_88_77001_session.jsonl", "a5"),
    ("王小明_99_2026001_session.jsonl", "2026-0003"),
    ("Work_2026001_2026002_attempt_2026-11-23-10-00-00_a5.jsonl", "2026002"),
    ("２０２６００１.jsonl", "2026001"), ("2026001_2026001.jsonl", "2026001"),
  ])
  func `names a student of the roster`(path: String, id: String) throws {
    let roster = try roster(Self.class_)
    let named = NameInPath(path.split(separator: "/").map(String.init), roster: roster)
    #expect(named?.id == id)
    #expect(named?.name == roster.student(id: id)?.name)
  }

  @Test(arguments: [
    "session.jsonl", "s2026001.jsonl", "2026001-2026002.jsonl", "张三李四.jsonl",
    "2026-11-23T09-55-00.123Z-2026001-1.jsonl", "20261123-095500.jsonl", "", "...",
  ])
  func `may name nobody`(path: String) throws {
    #expect(
      NameInPath(path.split(separator: "/").map(String.init), roster: try roster(Self.class_))
        == nil)
  }

  @Test(
    arguments: [
      ("byhand-2026001.jsonl", "2026001", nil), ("byhand-o%27b+1@x.fr.jsonl", "o'b+1@x.fr", nil),
      ("byhand-张三.jsonl", "张三", nil), ("byhand-%zz.jsonl", nil, nil),
      ("session_1_2_a.jsonl", nil, nil), ("byhand.jsonl", nil, nil),
      ("2026001-张三.jsonl", "2026001", "张三"), ("2026001张三.jsonl", "2026001", "张三"),
      ("张三_2026001.jsonl", "2026001", "张三"), ("作业-2026001.jsonl", "2026001", nil),
      ("20261123.jsonl", nil, nil), ("202611230955.jsonl", nil, nil),
      ("20260017.jsonl", "20260017", nil), ("12345.jsonl", nil, nil),
      ("20261123_2026001.jsonl", "2026001", nil), ("20261123-095500.jsonl", nil, nil),
      ("2026-11-23-2026001.jsonl", "2026001", nil), ("2026001-2026002.jsonl", nil, nil),
      ("2026-11-23T09-55-00.123Z-1234567-1.jsonl", nil, nil),
      ("550e8400-e29b-41d4-a716-446655440000.jsonl", nil, nil),
      ("San Zhang_123456_assignsubmission_file_/session.jsonl", nil, "San Zhang"),
      ("San Zhang_123456_assignsubmission_file_session.jsonl", nil, "San Zhang"),
      ("San Zhang_123456_assignsubmission_file_/byhand-2026001.jsonl", "2026001", "San Zhang"),
      ("zhangsan_12345678_67890123_session.jsonl", nil, "zhangsan"),
      ("zhangsan_LATE_12345678_67890123_2026001.jsonl", "2026001", "zhangsan"),
      ("Mail work_zhang3_attempt_2026-11-23-10-00-00_session.jsonl", "zhang3", nil),
      ("Mail work_zhang3_attempt_2026-11-23-10-00-00.txt", "zhang3", nil),
      ("class/2026001/a.jsonl", "2026001", nil), ("session.jsonl", nil, nil),
    ] as [(String, String?, String?)])
  func `says an id without a roster`(path: String, id: String?, name: String?) {
    let named = NameInPath(path.split(separator: "/").map(String.init), roster: nil)
    #expect(named?.id == id)
    #expect(named?.name == name)
  }

  @Test(
    arguments: [
      ("7.jsonl", "7"), ("7/session.jsonl", "7"), ("byhand-7.jsonl", "7"), ("李四.jsonl", "8"),
      ("2026级7班/session.jsonl", nil), ("lesson-7.jsonl", nil), ("session (7).jsonl", nil),
    ] as [(String, String?)])
  func `says a short id only where it is all of it`(path: String, id: String?) throws {
    let roster = try roster("学号,姓名\n7,张三\n8,李四")
    #expect(
      NameInPath(path.split(separator: "/").map(String.init), roster: roster)?.id == id)
  }

  @Test func `that is hostile takes no time`() throws {
    let roster = try roster(Self.class_)
    for text in ["_", "a_", "1-", "王", "_assignsubmission_", "_attempt_", "\u{300}", "%"] {
      let long = String(repeating: text, count: 20_000)
      _ = NameInPath([long, long], roster: roster)
      _ = NameInPath([long, long], roster: nil)
    }
  }
}
