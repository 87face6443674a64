import Exports
import Grading
import Language
import Lessons
import Markup
import Protocols
import TestSupport
import Testing
import Transcripts

@Suite struct StudentPageTests {
  private let gradebook = SampleClass.usual
  private let hostile = SampleClass.small

  private func page(
    _ gradebook: Gradebook, _ index: Int, showsFlags: Bool = true, _ language: Language = .english,
    line: String = "MAIL alice@crepes.fr"
  ) -> String {
    let student = gradebook.grades[3 * index].student
    return StudentPage(
      student, gradebook.grades, in: gradebook, ReportOptions(language: language),
      showsFlags: showsFlags
    ).html { _ in SampleClass.recording(line) }.text
  }

  private func body(_ page: String) throws -> Substring {
    let start = try #require(page.firstRange(of: "<body>"))
    let end = try #require(page[start.upperBound...].firstRange(of: "<script>"))
    return page[start.upperBound..<end.lowerBound]
  }

  @Test func `a stranger's text never becomes markup`() throws {
    for index in SampleClass.hostile.indices {
      let page = page(hostile, index, line: SampleClass.hostile[index])
      let strict = StrictMarkup(String(try body(page)))
      let markup = try #require(strict, "see Tests/TestSupport/StrictMarkup.swift")
      #expect(markup.names.isDisjoint(with: ["script", "img", "style"]))
      #expect(markup.attributes.isDisjoint(with: ["onerror", "onmouseover", "style", "src"]))
      #expect(markup.addresses.allSatisfy { $0.hasPrefix("#") })
      #expect(!page.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test func `it is about one student`() throws {
    let page = page(gradebook, 5)
    let ids = Set(gradebook.grades.map(\.student.id))
    for id in ids.subtracting(["", gradebook.grades[15].student.id]) {
      #expect(!page.contains(id))
    }
    #expect(ids.count > 100)
  }

  @Test func `each link leads to an event that is there`() throws {
    let markup = page(gradebook, 5)
    let body = try body(markup)
    let links = body.matches(of: /href="#(r\d+-e\d+)"/).map { String($0.1) }
    #expect(links.count > 20)
    let names = Set(body.matches(of: /\ id="(r\d+-e\d+)"/).map { String($0.1) })
    // The sample's grades name more events than the sample's recording has.
    let count = SampleClass.recording("NOOP").events.count
    for link in links {
      let event = try #require(link.split(separator: "e").last.flatMap { Int($0) })
      #expect(names.contains(link) == (event <= count), "\(link)")
    }
    #expect(names.count == 3 * count)
  }

  @Test func `flags are the lecturer's`() throws {
    let index = try #require(gradebook.grades.firstIndex { !$0.flags.isEmpty }) / 3
    #expect(page(gradebook, index).contains("3 wrong lines"))
    #expect(!page(gradebook, index, showsFlags: false).contains("3 wrong lines"))
    #expect(!page(gradebook, index, showsFlags: false).contains("Flags"))
  }

  @Test func `the conversation is there, with its notes, in both languages`() {
    let page = page(gradebook, 5)
    #expect(page.contains("MAIL </mark>") || page.contains("MAIL "))
    #expect(page.contains("220 hamburger.edu") && page.contains("服务器"))
    #expect(page.contains("<html lang=\"en\""))
    #expect(self.page(gradebook, 5, .chinese).contains("<html lang=\"zh-Hans\""))
  }

  @Test func `who came to the server with any program is told of no console command`() throws {
    let opening = Opening(
      attempt: Attempt(dialect: .smtp, host: "hamburger.edu", port: 25), address: "127.0.0.1:2525",
      local: nil, isPractice: true)
    let script = """
      S: 220 hamburger.edu
      C: HELP ME OUT
      S: 500 Command not recognized
      C: telnet hamburger.edu 25
      S: 500 Command not recognized
      C: XYZZY
      S: 500 Command not recognized
      C: BDAT 3 LAST
      S: 503 Need MAIL first
      C: GET / HTTP/1.1
      S: 500 That is HTTP
      """
    let acts =
      [.opened(opening)]
      + DialogueLine.all(in: script).map { Act.heard($0.side, .line($0.line)) }
    var grade = sampleGrade(zhang)
    grade.evidence = .server
    let book = Gradebook(lessons: [smallLesson], grades: [grade])
    func commands(_ side: Side) throws -> Int {
      let recording = Recording(
        header: TranscriptHeader(started: "", software: "byhand", side: side),
        events: acts.enumerated().map {
          Event(number: $0 + 1, milliseconds: 900 * $0, conversation: 1, act: $1)
        })
      let page = StudentPage(
        zhang, [grade], in: book, ReportOptions(language: .english), showsFlags: false
      ).html { _ in recording }.text
      return try body(page).matches(of: /[ >（(；，用]:[a-z]{2,}/).count
    }
    #expect(try commands(.client) > 0)
    #expect(try commands(.server) == 0)
  }

  @Test func `a page knows whether it was changed since`() {
    let page = page(gradebook, 5)
    #expect(StudentPage.isPage(Array(page.utf8)) && !StudentPage.isChanged(Array(page.utf8)))
    let changed = page.replacing("<h1>", with: "<h1>Well done! ")
    #expect(StudentPage.isPage(Array(changed.utf8)) && StudentPage.isChanged(Array(changed.utf8)))
    // As earlier versions wrote them.
    let old = changed.replacing(/\ data-digest="[0-9a-f]+"/, with: "")
    #expect(StudentPage.isPage(Array(old.utf8)) && !StudentPage.isChanged(Array(old.utf8)))
    #expect(!StudentPage.isChanged([]) && !StudentPage.isChanged(Array("<!doctype html>\n".utf8)))
  }

  @Test func `another file's name for each student`() {
    let ids = [
      "1", "a b", "a_b", "a/b", "../x", "", "学号", ".", "_", "A", String(repeating: "长", count: 99),
    ]
    let names = ids.map { StudentPage.fileName(of: Student(id: $0, name: "n")) }
    #expect(Set(names).count == ids.count)
    for name in names {
      #expect(name.wholeMatch(of: /[A-Za-z0-9_-]{1,150}\.html/) != nil, "\(name)")
    }
    #expect(names[0] == "1.html")
  }

  @Test func `two students with one id have a page each`() {
    let students = [
      ("55", "张三"), ("55", "李四"), ("55", ""), ("", "55"), ("unidentified-55", ""),
      ("unidentified", "55"), ("unidentified", "a"), ("5", "5-张三"), ("5-5", "张三"), ("5", ""),
      ("5-5", "李四"),
    ].map { Student(id: $0, name: $1) }
    let book = Gradebook(lessons: [smallLesson], grades: students.map { sampleGrade($0) })
    #expect(book.disputedIDs == ["55", "unidentified", "5", "5-5"])
    #expect(Set(book.pageNames.values).count == students.count)
    for name in book.pageNames.values {
      #expect(name.wholeMatch(of: /[A-Za-z0-9_-]{1,245}\.html/) != nil, "\(name)")
    }
  }

  @Test(.enabled(if: SampleClass.folder != nil)) func `to look at`() {
    SampleClass.write(page(gradebook, 5), as: "student-en.html")
    SampleClass.write(page(gradebook, 5, .chinese), as: "student-zh.html")
    SampleClass.write(page(hostile, 2, line: SampleClass.hostile[1]), as: "student-hostile.html")
  }
}
