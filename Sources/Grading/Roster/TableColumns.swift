import Language

/// The columns of a table of students, found by their names in its header.
struct TableColumns {
  /// Which row is the header. A title may stand above it.
  let header: Int
  /// With the student's ids, the first that counts first.
  let ids: [Int]
  /// Those of `ids` with the numbers that a learning platform gives its own accounts: Canvas's `ID`
  /// and Moodle's `Identifier`.
  let platformIDs: Set<Int>
  let emails: Set<Int>
  let name: Int?
  let firstName: Int?
  let lastName: Int?
  let group: Int?

  /// `nil` where none of the first rows names a column of ids.
  init?(_ table: CSVTable) {
    guard let header = table.rows.prefix(10).firstIndex(where: { !Self.ids(in: $0).isEmpty })
    else { return nil }
    let row = table.rows[header]
    let keys = row.map { Self.key($0.text) }
    let column = { (names: [String]) in
      names.lazy.compactMap { keys.firstIndex(of: $0) }.first
    }
    self.header = header
    ids = Self.ids(in: row)
    platformIDs = Set(ids.filter { Self.platformNames.contains(keys[$0]) })
    emails = Set(ids.filter { Self.emailNames.contains(keys[$0]) })
    name = column([
      "姓名", "学生姓名", "全名", "fullname", "studentname", "name", "student", "学生", "名字",
    ])
    firstName = column(["firstname", "givenname", "名"])
    lastName = column(["lastname", "surname", "familyname", "姓", "姓氏"])
    group = column([
      "班级", "行政班级", "行政班", "教学班", "班", "class", "group", "groups", "section", "小组", "分组",
    ])
  }

  /// A heading without case, space and punctuation: `SIS Login ID` and `sis_login_id` are the same.
  static func key(_ heading: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: heading.halfWidthLetters.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
    return String(scalars)
  }

  private static func ids(in row: [CSVTable.Cell]) -> [Int] {
    let keys = row.map { key($0.text) }
    return idNames.flatMap { names in names.compactMap { keys.firstIndex(of: $0) } }
  }

  private static let emailNames = [
    "email", "emailaddress", "邮箱", "邮箱地址", "电子邮箱", "电子邮件", "电子邮件地址", "email地址",
  ]
  private static let platformNames = ["id", "identifier", "标识符", "编号"]

  /// In the order in which they count.
  private static let idNames: [[String]] = [
    ["学号", "学生学号"], ["idnumber", "id号", "身份号码"],
    ["studentid", "学生编号", "studentnumber", "studentno", "学工号"], ["sisloginid"],
    ["sisuserid"], ["username", "login", "loginid", "用户名", "账号"], emailNames, platformNames,
  ]
}
