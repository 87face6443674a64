import Language
import Teaching
import Testing

struct WordingTableTests {
  @Test func `the table in this program can be read, and names its sources`() throws {
    let rows = try WordingTable(WordingTable.embedded).rows
    #expect(!rows.isEmpty)
    #expect(Set(rows.map(\.line)).count == rows.count)
  }

  @Test func `comments and empty lines are passed over`() throws {
    let table = try WordingTable("# x | y\n\n  \nvirus | - | Virus | any | seen\r\n".utf8)
    let row = try #require(table.rows.first)
    #expect(table.rows.count == 1)
    #expect(row.diagnosis == .virus && row.provider == nil && row.line == 4)
    #expect(row.pieces.map(\.octets) == [Array("virus".utf8)])
  }

  /// ▸ stands before the column at which the fault is named.
  @Test(arguments: [
    "▸lost-letter | - | x | any | seen", "▸unknown | - | x | any | seen",
    "virus | 4xx ▸55 | x | any | seen", "virus | ▸5.7 | x | any | seen",
    "virus | ▸3.7.1 | x | any | seen", "virus | - | ▸* | any | seen", "virus | - | ▸. | any | seen",
    "virus | - | x | ▸two words | seen", "virus | - | x | ▸Any | seen",
    "virus | - | x | any |▸", "virus | - | x | ▸any", "virus | - | x | any | seen | ▸more",
  ])
  func `a fault is named at its line and column`(marked: String) throws {
    let column = try #require(marked.unicodeScalars.firstIndex(of: "▸"))
    let text = "# first\n" + marked.filter { $0 != "▸" }
    let fault = #expect(throws: WordingTable.Fault.self) { try WordingTable(text.utf8) }
    #expect(fault?.line == 2)
    let before = marked.unicodeScalars.distance(
      from: marked.unicodeScalars.startIndex, to: column)
    #expect(fault?.column == before + 1)
    #expect(fault?.phrase.english.hasPrefix("line 2, column \(before + 1): ") == true)
  }

  @Test func `octets that are not UTF-8 are refused`() {
    let octets = Array("# a\nvirus | - | ".utf8) + [0xFF] + Array(" | any | seen".utf8)
    let fault = #expect(throws: WordingTable.Fault.self) { try WordingTable(octets) }
    #expect(fault?.problem == .notUTF8 && fault?.line == 2)
  }
}
