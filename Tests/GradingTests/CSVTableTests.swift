import Grading
import Language
import TestSupport
import Testing

/// 学号,姓名 / 2026001,张三 in GBK.
let gbkRoster: [UInt8] =
  [0xD1, 0xA7, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x0D, 0x0A] + Array("2026001,".utf8)
  + [0xD5, 0xC5, 0xC8, 0xFD, 0x0D, 0x0A]

private func table(_ text: String) throws -> CSVTable {
  try CSVTable(Array(text.utf8), name: "class.csv")
}

private func cells(_ text: String) throws -> [[String]] {
  try table(text).rows.map { $0.map(\.text) }
}

struct `A CSV file` {
  @Test(arguments: [
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\"a\"\"b\",\"c,d\",\"e\r\nf\"\n", [["a\"b", "c,d", "e\r\nf"]]),
    ("a;b,c;d\n1;2;3", [["a", "b,c", "d"], ["1", "2", "3"]]),
    ("a\tb\n1,5\t2", [["a", "b"], ["1,5", "2"]]),
    ("sep=;\r\na,b;c\r\n", [["a,b", "c"]]),
    ("\u{FEFF}\"sep=\t\"\na;b\tc", [["a;b", "c"]]),
    ("title\na;b\n", [["title"], ["a", "b"]]),
    ("\"a,b\";c\n", [["a,b", "c"]]),
    ("a,,\n,\n", [["a", "", ""], ["", ""]]),
    ("\n\na\n\n\r\nb\n\n", [["a"], ["b"]]),
    ("5\" disk,b", [["5\" disk", "b"]]),
    ("\"a\"  ,b", [["a", "b"]]),
    ("\"\",\"\"\"\"", [["", "\""]]),
    ("", []),
  ])
  func `is cut as RFC 4180 says`(text: String, rows: [[String]]) throws {
    #expect(try cells(text) == rows)
  }

  @Test func `may be GBK, and is decoded cell by cell`() throws {
    let table = try CSVTable(gbkRoster, name: "class.csv")
    #expect(table.encoding == .gb18030)
    #expect(table.rows.map { $0.map(\.text) } == [["学号", "姓名"], ["2026001", "张三"]])
  }

  @Test(arguments: [
    ("a,b\nc,\"d", 2, 3), ("a,\"b\"c\n", 1, 6), ("学号,\"b\"c", 1, 7), ("\u{FEFF}\"", 1, 1),
    ("a\r\nb\rc,\"", 3, 3), ("PK\u{3}\u{4}", 1, 1), ("a\0b", 1, 1),
  ])
  func `that cannot be cut is refused with line and column`(
    text: String, line: Int, column: Int
  ) {
    let fault = #expect(throws: CSVFault.self) { try table(text) }
    #expect(fault?.line == line)
    #expect(fault?.column == column)
    #expect(Language.allCases.allSatisfy { fault?.problem[$0].isEmpty == false })
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x61, 0x00], [0x61, 0x2C, 0xFF, 0xFF, 0x0A], [0x61, 0x2C, 0xB0],
    ] as [[UInt8]])
  func `of another encoding is refused`(octets: [UInt8]) {
    #expect(throws: CSVFault.self) { try CSVTable(octets, name: "class.csv") }
  }

  @Test func `has limits`() {
    let large = [UInt8](repeating: 0x61, count: CSVTable.limit + 1)
    #expect(throws: CSVFault.self) { try CSVTable(large, name: "class.csv") }
    let many = [UInt8](repeating: 0x2C, count: CSVTable.cellLimit)
    #expect(throws: CSVFault.self) { try CSVTable(many, name: "class.csv") }
  }

  @Test(arguments: [
    ("a,b\r\n1,\r\n\r\n2,x", "a,b\r\n1,9\r\n\r\n2,x"),
    ("\u{FEFF}\"a\",\"b\"\n\"1\",\"\"", "\u{FEFF}\"a\",\"b\"\n\"1\",\"9\""),
    ("a,b,c\n1\n2", "a,b,c\n1,9\n2"),
    ("a;b\n1;\"x\"  ;y\n", "a;b\n1;\"9\";y\n"),
  ])
  func `gets another text in one cell and keeps all else`(before: String, after: String) throws {
    let octets = try table(before).replacing([CSVTable.Place(row: 1, column: 1): "9"])
    #expect(octets == Array(after.utf8))
  }

  @Test func `quotes a new text only where it needs quotes`() throws {
    let texts = [CSVTable.Place(row: 0, column: 0): "x,\"y\"", .init(row: 0, column: 4): "z"]
    #expect(
      try table("a,b\nc").replacing(texts) == Array("\"x,\"\"y\"\"\",b,,,z\nc".utf8))
    let gbk = try CSVTable(gbkRoster, name: "").replacing([.init(row: 1, column: 0): "1张"])
    #expect(gbk[11...].starts(with: Array("1?,".utf8)))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `of any form keeps its other cells`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
    let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let pieces = ["", "1", "张三", "a\"\"b", "x y", "é"]
    var text = seed % 3 == 0 ? "\u{FEFF}" : ""
    text += "head\(delimiter)head" + end
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let row = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        let piece = pieces.randomElement(using: &random) ?? ""
        return Bool.random(using: &random) ? "\"\(piece)\(end),;\"" : piece
      }
      text += row.joined(separator: delimiter) + (Bool.random(using: &random) ? end + end : end)
    }
    let before = try table(text)
    let row = Int.random(in: 1..<max(2, before.rows.count), using: &random)
    guard before.rows.indices.contains(row) else { return }
    let column = Int.random(in: 0..<before.rows[row].count, using: &random)
    let after = try CSVTable(
      before.replacing([CSVTable.Place(row: row, column: column): "n,\"e;w\t"]), name: "class.csv")
    var expected = before.rows.map { $0.map(\.text) }
    expected[row][column] = "n,\"e;w\t"
    #expect(after.rows.map { $0.map(\.text) } == expected)
    let cell = before.rows[row][column].range
    #expect(after.octets.starts(with: before.octets[..<cell.lowerBound]))
    #expect(
      after.octets.suffix(before.octets.count - cell.upperBound)
        == before.octets[cell.upperBound...])
  }
}
