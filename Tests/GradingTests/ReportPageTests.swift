import Exports
import Grading
import Language
import Lessons
import Markup
import Protocols
import TLS
import TestSupport
import Testing

@Suite struct ReportPageTests {
  private static let gradebook = SampleClass.usual
  private static let hostile = SampleClass.small

  private static func page(_ gradebook: Gradebook, _ language: Language = .english) -> String {
    ReportPage(gradebook, Overview(gradebook), ReportOptions(language: language)) {
      $0.id.isEmpty ? nil : "students/" + StudentPage.fileName(of: $0)
    }.html.text
  }

  private func body(_ page: String) throws -> Substring {
    let start = try #require(page.firstRange(of: "<body>"))
    let end = try #require(page[start.upperBound...].firstRange(of: "<script>"))
    return page[start.upperBound..<end.lowerBound]
  }

  @Test func `a stranger's text never becomes markup`() throws {
    // The name of SVG that is not in lower case.
    let text = String(try body(Self.page(Self.hostile)))
      .replacing("preserveAspectRatio", with: "aspect").replacing("viewBox", with: "viewbox")
    let strict = StrictMarkup(text)
    let markup = try #require(strict, "see Tests/TestSupport/StrictMarkup.swift")
    #expect(markup.names.isDisjoint(with: ["script", "img", "style"]))
    #expect(markup.attributes.isDisjoint(with: ["onerror", "onmouseover", "style", "src"]))
    #expect(
      markup.addresses.allSatisfy {
        $0.hasPrefix("#") || $0.wholeMatch(of: /students\/[A-Za-z0-9_-]+\.html/) != nil
      })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `a path is an address, whatever its name`() {
    let text = ReportPage(
      Self.gradebook, Overview(Self.gradebook), ReportOptions(language: .english)
    ) { _ in "javascript:harmed=1//\"#?% 学" }.html.text
    #expect(text.contains("href=\"javascript%3Aharmed%3D1//%22%23%3F%25%20%E5%AD%A6\""))
  }

  @Test func `a browser may use one script and one style sheet`() throws {
    let page = Self.page(Self.gradebook)
    for tag in ["script", "style"] {
      let parts = page.split(separator: "<\(tag)>", omittingEmptySubsequences: false)
      try #require(parts.count == 2)
      let end = try #require(parts[1].firstRange(of: "</\(tag)>"))
      let digest = Base64.encoded(SHA256.digest(of: parts[1][..<end.lowerBound].utf8))
      #expect(page.contains("\(tag)-src 'sha256-\(digest)'"))
    }
    #expect(!page.contains("style=\"") && !page.contains("http://"))
  }

  @Test func `every student has a row and a sign for each step, in every lesson`() throws {
    let body = try body(Self.page(Self.gradebook))
    for (place, lesson) in SampleClass.lessons.enumerated() {
      // Of a file that nobody is known for, there is one row.
      let grades = Self.gradebook.grades.filter {
        $0.lesson == place && (place == 0 || !$0.student.id.isEmpty)
      }
      let start = try #require(body.firstRange(of: "<h2 class=\"title\" id=\"l\(place + 1)\""))
      let rest = body[start.upperBound...]
      let table = try #require(rest.firstRange(of: "<table class=\"list marks\">"))
      let end = try #require(rest[table.upperBound...].firstRange(of: "</table>"))
      let rows = rest[table.upperBound..<end.lowerBound]
      #expect(rows.matches(of: /<tr>/).count == grades.count + 1)
      let judged = grades.filter(\.isJudged).count
      #expect(rows.matches(of: /role="img"/).count == judged * lesson.steps.count)
    }
  }

  @Test func `it says on which evidence the marks rest`() throws {
    var book = sampleGradebook()
    let uniform = try body(Self.page(book))
    #expect(uniform.contains("from the student's own record".replacing("'", with: "&#39;")))
    #expect(uniform.contains("依据学生自己的记录") && !uniform.contains(">依据</span>"))
    book.grades.append(sampleGrade(Student(id: "2026003", name: "王五")))
    book.grades[2].evidence = .server
    let mixed = try body(Self.page(book))
    #expect(!mixed.contains("依据学生自己的记录"))
    let table = try #require(mixed.firstMatch(of: /<table class="list marks">[^\0]*?<\/table>/))
    let rows = table.0.split(separator: "<tr>").dropFirst()
    #expect(rows.count == 4)
    for (row, words) in zip(rows, [["by", "依据"], ["record", "本人"], [], ["server", "服务器"]]) {
      #expect(words.allSatisfy { row.contains(">\($0)</span>") }, "\(row)")
    }
    // Each row has as many cells as the head.
    let cells = rows.map { $0.matches(of: /<t[dh][ >]/).count }
    #expect(Set(cells).count == 1, "\(cells)")
  }

  @Test func `each chart has its table, each table its caption`() throws {
    let body = try body(Self.page(Self.gradebook))
    #expect(body.matches(of: /<table/).count == body.matches(of: /<caption/).count)
    #expect(body.matches(of: /<figure/).count == body.matches(of: /<table class="bins"/).count)
  }

  @Test func `links within the page lead somewhere, and names are given once`() throws {
    let body = try body(Self.page(Self.gradebook))
    let names = body.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
    #expect(Set(names).count == names.count)
    let links = body.matches(of: /\ href="#([^"]+)"/).map { String($0.1) }
    #expect(Set(links).isSubset(of: names))
  }

  @Test func `it is lean`() {
    #expect(Self.page(Self.gradebook).utf8.count < 1_500_000)
  }

  @Test func `nothing at all is a report, too`() {
    let gradebook = Gradebook(lessons: SampleClass.lessons, grades: [])
    #expect(Self.page(gradebook).contains("No wrong line was typed by two students."))
  }

  @Test(.enabled(if: SampleClass.folder != nil)) func `to look at`() {
    SampleClass.write(Self.page(Self.gradebook), as: "report-en.html")
    SampleClass.write(Self.page(Self.gradebook, .chinese), as: "report-zh.html")
    SampleClass.write(Self.page(Self.hostile), as: "report-hostile.html")
  }
}
