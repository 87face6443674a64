import Grading
import Language
import Lessons
import Markup
import TestSupport
import Testing

@Suite struct OverviewTests {
  private let gradebook = SampleClass.usual

  @Test func `every student is in one list`() {
    let turnout = Turnout(gradebook)
    #expect(turnout.handedIn.count + turnout.missing.count == 200)
    #expect(Set(turnout.handedIn).isDisjoint(with: turnout.missing))
    #expect(!turnout.missing.isEmpty)
    #expect(turnout.unidentified == ["hand-in/session (1).jsonl"])
  }

  @Test func `every output counts hand-ins alike, also where files cannot be read`() {
    var book = gradebook
    let broken = GradedRecording(path: "hand-in/broken.jsonl")
    let fault = Flag(.unreadable, Phrase(en: "empty", zh: "空"), in: broken)
    let absent = Turnout(book).missing[0]
    for place in book.grades.indices where book.grades[place].student == absent {
      book.grades[place].recordings = [broken]
      book.grades[place].flags = [fault]
    }
    let (turnout, before) = (Turnout(book), Turnout(gradebook))
    #expect(turnout.handedIn.count == before.handedIn.count + 1)
    #expect(turnout.missing.count == before.missing.count - 1)
    let (handedIn, missing) = (turnout.handedIn.count, turnout.missing.count)
    #expect(
      GradebookJSON.text(book, .english).contains(
        #""handed_in":\#(handedIn),"missing":\#(missing),"unidentified":1,"#))
    let figures = "\(handedIn) handed in · \(missing) missing · 1 unidentified"
    #expect(OverviewText(Overview(book), .english).lines.contains { $0.contains(figures) })
    let page = ReportPage(book, Overview(book), ReportOptions(language: .english)).html.text
    #expect(
      page.matches(of: /<dd>(\d+)<\/dd>/).map { Int($0.1) } == [handedIn, missing, 1])
  }

  @Test func `each grade is in one bin, each step in one count`() {
    for (place, lesson) in Overview(gradebook).lessons.enumerated() {
      let grades = gradebook.grades.filter { $0.lesson == place && $0.isJudged }
      #expect(lesson.judged == grades.count)
      #expect(lesson.histogram.count == LessonOverview.bins)
      #expect(lesson.histogram.reduce(0, +) == grades.count { $0.maximum > 0 })
      for step in lesson.steps {
        #expect(step.judged + step.notJudged == grades.count)
      }
      #expect(lesson.steps.map(\.hints).reduce(0, +) == grades.map(\.hints).reduce(0, +))
    }
  }

  @Test func `mean, median and bins of a small class`() throws {
    let lesson = SampleLessons.lessons[0]
    let scores: [Points] = [0, 2, 4, 10]
    var gradebook = Gradebook(
      lessons: [lesson],
      grades: scores.enumerated().map { index, score in
        var grade = Grade(student: Student(id: "\(index)"), lesson: 0)
        grade.evidence = .record
        (grade.score, grade.maximum) = (score, 10)
        grade.steps = lesson.steps.map { _ in StepGrade() }
        return grade
      })
    gradebook.grades.append(Grade(student: Student(id: "late"), lesson: 0))
    let overview = try #require(Overview(gradebook).lessons.first)
    #expect(overview.mean == 0.4 && overview.median == (0.2 + 0.4) / 2)
    #expect(overview.maximum == 10)
    #expect(overview.histogram == [1, 0, 1, 0, 1, 0, 0, 0, 0, 1])
    #expect(Turnout(gradebook).missing.map(\.id) == ["late"])
    #expect(overview.medianMilliseconds == 0 && overview.steps[0].medianMilliseconds == nil)
    // What cannot be seen is in nobody's maximum, so that maxima may differ.
    gradebook.grades[1].maximum = 8
    #expect(Overview(gradebook).lessons.first?.maximum == nil)
  }

  @Test func `nothing at all is a class, too`() {
    let overview = Overview(Gradebook(lessons: SampleClass.lessons, grades: []))
    #expect(overview.turnout.handedIn.isEmpty && overview.worstSteps.isEmpty)
    #expect(overview.lessons.allSatisfy { $0.mean == nil && $0.median == nil })
  }

  @Test func `the worst steps come first`() {
    let shares = Overview(gradebook).worstSteps.compactMap(\.share)
    #expect(shares.count == 10 && shares == shares.sorted())
  }

  @Test func `misconceptions count students, not answers`() throws {
    var grades = (0..<3).map { Grade(student: Student(id: "\($0)"), lesson: 0) }
    grades[0].misconceptions = ["client-speaks-first", "client-speaks-first"]
    grades[1].misconceptions = ["client-speaks-first", "unheard-of"]
    let counts = Overview(Gradebook(lessons: SampleClass.lessons, grades: grades)).misconceptions
    #expect(counts.map(\.id) == ["client-speaks-first", "unheard-of"])
    #expect(counts.map(\.students) == [2, 1] && counts.map(\.answers) == [3, 1])
    #expect(counts[0].misconception != nil && counts[1].misconception == nil)
  }

  @Test func `ten wrong lines, each with its command`() {
    let lines = Overview(gradebook).wrongLines
    #expect(lines.count == 10)
    #expect(
      lines[0].replayCommand == "byhand replay 'hand-in/20260000 王伟.jsonl' --goto event:9")
    #expect(
      lines[1].replayCommand
        == "byhand replay 'hand-in/20260001 王伟.jsonl' --session 1 --goto event:10")
  }

  @Test func `the command for a wrong line in a folder names nobody`() {
    var line = Overview(gradebook).wrongLines[1]
    line.file = PlaceInFolder(folder: "hand in", number: 17)
    #expect(
      line.replayCommand
        == "byhand replay 'hand in' --file 17 --session 1 --goto event:10")
  }

  @Test(arguments: [
    ("a/b.jsonl", "a/b.jsonl"), ("-x", "./-x"), ("it's", #"'it'\''s'"#), ("", "''"),
    ("$(rm) `x`", "'$(rm) `x`'"), ("a\nb c", #"$'a\x0Ab c'"#),
    ("\u{202E}a'", #"$'\xE2\x80\xAEa\x27'"#),
  ])
  func `a file's name is one word of a shell`(path: String, word: String) {
    let command = GradedRecording(path: path).replayCommand(at: nil)
    #expect(command == "byhand replay " + word)
  }
}
