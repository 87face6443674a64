import Language
import Lessons
import Testing

struct `A student's ID` {
  @Test(arguments: [
    ("2026112233", "2026112233"), ("  2026112233\r\n", "2026112233"), ("　２０２６Ａ１　", "2026A1"),
    ("张三", "张三"), ("alice@crepes.fr", "alice@crepes.fr"), ("O'Brien", "O'Brien"),
    ("-", "-"), ("..", ".."), ("25%", "25%"), ("é", "é"),
    (String(repeating: "学", count: 64), String(repeating: "学", count: 64)),
  ])
  func `is taken without the space around it`(typed: String, id: String) throws {
    #expect(try StudentID(typed).text == id)
  }

  @Test(arguments: [
    ("", StudentID.Fault.empty), (" \u{3000}\t", .empty), ("HELO crepes.fr", .space),
    ("张　三", .space), ("a\u{A0}b", .space), ("../x", .slash), ("a\\b", .slash), (":quit", .colon),
    ("：quit", .colon), ("a\u{7}b", .unseen), ("a\u{9B}31mb", .unseen), ("a\u{200B}b", .unseen),
    ("a\u{202E}b", .unseen), ("a\u{E000}b", .unseen), ("\u{FE0F}", .unseen),
    (String(repeating: "1", count: 65), .tooLong), (String(repeating: "😀", count: 60), .tooLong),
  ])
  func `is refused, with the reason in both languages`(typed: String, fault: StudentID.Fault) {
    #expect(throws: fault) { try StudentID(typed) }
    #expect(Language.allCases.allSatisfy { !fault.phrase[$0].isEmpty })
  }

  @Test func `has a file's name of its own, that leads back to it`() throws {
    let ids =
      ["2026112233", "张三", "a%b", "a%25b", "a*b", "~", "é", "\"", "A", "a", ".", "a\u{300}"]
      + [String(repeating: "&", count: 64), String(repeating: "学", count: 64)]
    var names: Set<[UInt8]> = []
    for text in ids {
      let id = try StudentID(text)
      let name = id.fileName
      #expect(StudentID(fileName: name) == id)
      #expect(names.insert(Array(name.utf8)).inserted)
      #expect(!name.contains("/") && !name.contains("*") && name.utf8.count <= 200)
    }
    #expect(try StudentID("o'b+1@x.fr").fileName == "o%27b+1@x.fr")
  }

  @Test(arguments: ["", "%", "%4", "%zz", "%41", "%2F", "%2f", "a b", "%00", "%FF"])
  func `is not read from a name that none has`(name: String) {
    #expect(StudentID(fileName: name) == nil)
  }
}
