import Exports
import Language
import Lessons
import Markup
import Presentation

/// One lesson of a class: its steps, its students, its flags.
struct ReportLesson {
  private let index: Int
  private let lesson: Lesson
  private let grades: [Grade]
  private let gradebook: Gradebook
  private let overview: LessonOverview
  private let pageOf: (Student) -> String?
  /// That of all grades; `nil` where they differ, and each row says its own.
  private let evidence: Evidence?
  private let isMixed: Bool
  /// What a sign's cell holds. A class has very many of them.
  private let cells: [Standing: HTML]

  init(
    _ index: Int, _ gradebook: Gradebook, _ overview: LessonOverview, _ options: ReportOptions,
    _ pageOf: @escaping (Student) -> String?
  ) {
    self.index = index
    self.gradebook = gradebook
    self.overview = overview
    self.pageOf = pageOf
    (evidence, isMixed) = (gradebook.evidence, gradebook.isMixed)
    lesson = gradebook.lessons[index]
    grades = gradebook.grades.filter { grade in
      // Of a file that nobody is known for, one row is enough.
      let isOne = index == 0 || grade.isJudged || !gradebook.isUnidentified(grade.student)
      return grade.lesson == index && isOne
    }
    // No style sheet switches what a sign is called, so the script does.
    cells = Dictionary(
      uniqueKeysWithValues: Standing.allCases.map { standing in
        (
          standing,
          """
          <td class="\(standing.letter)"><b role="img" \
          aria-label="\(standing.words[options.language])">\(standing.sign)</b></td>
          """
        )
      })
  }

  private var name: HTML { "l\(index + 1)" }

  var html: HTML {
    let facts =
      [overview.judgedWords] + overview.scoreWords
      + [overview.timeWords, overview.lateWords].compactMap { $0 }
    return """
      <section class="lesson-part" aria-labelledby="\(name)">
      <h2 class="title" id="\(name)">\(lesson.title.html)</h2>
      \(facts.facts)\(steps)\(students)\(flags)</section>

      """
  }

  /// Signs as headings, with their words for who hears them.
  static func signs(_ standings: [Standing]) -> [HTML] {
    standings.map { standing in
      """
      <th scope="col" class="n"><b class="\(standing.letter)" aria-hidden="true">\
      \(standing.sign)</b><span class="away">\(standing.words.html)</span></th>
      """
    }
  }

  // MARK: Steps

  private var steps: HTML {
    let rows = overview.steps.map { step -> HTML in
      let task = lesson.steps[step.step]
      return """
        <tr id="\(name)s\(step.step + 1)"><td class="n">\(step.step + 1)</td>\
        <th scope="row"><b class="id">\(SafeText.of(task.id))</b></th>\
        <td>\(task.expectedWords.html)</td><td class="bar">\(Self.bar(step))</td>\
        <td class="n">\(step.passed)</td><td class="n">\(step.half)</td>\
        <td class="n">\(step.missed)</td><td class="n">\(step.notJudged)</td>\
        <td class="n">\(step.medianMilliseconds.map(Figures.minutes) ?? "–")</td>\
        <td class="n">\(step.hints)</td><td class="n">\(step.mistakes)</td></tr>

        """
    }
    return """
      <div class="card wide"><table class="list steps">
      <caption class="away">\(Phrase.stepsOf(lesson).html)</caption>
      <thead><tr><th scope="col" class="n">\(Phrase.number.html)</th>\
      <th scope="col">\(Phrase.step.html)</th><th scope="col">\(Phrase.expected.html)</th>\
      <td></td>\(Self.signs(Standing.allCases))\
      \(ReportGlance.numeric([.medianMinutes, .hints, .mistakes]))</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  /// The counts beside it as lengths, with a gap between them.
  private static func bar(_ step: StepOverview) -> HTML {
    let counts: [(HTML, Int)] = [
      ("p", step.passed), ("h", step.half), ("m", step.missed), ("n", step.notJudged),
    ]
    let total = counts.reduce(0) { $0 + $1.1 }
    guard total > 0 else { return HTML() }
    var start = 0
    let bars = counts.map { kind, count -> HTML in
      let (x, end) = (start * 1_000 / total, (start + count) * 1_000 / total)
      start += count
      // As thin as the gap is wide: it would not be seen.
      guard end - x > 10 else { return HTML() }
      return "<rect class=\"\(kind)\" x=\"\(x)\" width=\"\(end - x - 8)\" height=\"10\"></rect>"
    }
    return """
      <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">\(bars)</svg>
      """
  }

  // MARK: Students

  private var students: HTML {
    let numbers = lesson.steps.enumerated().map { place, step -> HTML in
      "<th scope=\"col\" class=\"k\" title=\"\(SafeText.of(step.id))\">\(place + 1)</th>"
    }
    var flag = 0
    let rows = grades.map { grade -> HTML in
      defer { flag += grade.flags.count }
      return row(grade, firstFlag: flag)
    }
    let score =
      overview.maximum.map { Phrase.score + .verbatim(" / \(Figures.number($0))") } ?? .score
    let basis = evidence.map { .dot + $0.words } ?? Phrase.empty
    let by: HTML = isMixed ? "<th scope=\"col\">\(Phrase.evidence.html)</th>" : HTML()
    return """
      <h3 class="head below">\((Phrase.allStudents + basis).html)</h3>
      <div class="scroll" role="region" tabindex="0" aria-labelledby="\(name)c">\
      <table class="list marks">
      <caption class="away" id="\(name)c">\((lesson.title + .dot + .studentsIn(lesson)).html)</caption>
      <thead><tr><th scope="col">\(Phrase.student.html)</th>\(by)\(numbers)\
      \(ReportGlance.numeric([score, .minutes, .mistakes, .late, .flags]))</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>
      <p class="facts legend"><span>\(Phrase.studentsIn(lesson).html)</span></p>

      """
  }

  private func row(_ grade: Grade, firstFlag: Int) -> HTML {
    let by: HTML = isMixed ? "<td>\(grade.evidence?.word.html ?? HTML())</td>" : HTML()
    let head: HTML = "\(self.head(grade))\(by)"
    let flags: HTML =
      grade.flags.isEmpty
      ? "<td></td>"
      : "<td><a href=\"#\(name)f\(firstFlag + 1)\">\(grade.flags.count)</a></td>"
    guard grade.isJudged else {
      let empty = Array(repeating: "<td></td>" as HTML, count: lesson.steps.count)
      return "<tr>\(head)\(empty)<td>–</td><td></td><td></td><td></td>\(flags)</tr>\n"
    }
    let steps = grade.steps
    let marks = lesson.steps.indices.map { place -> HTML in
      steps.indices.contains(place) ? cells[steps[place].standing] ?? HTML() : "<td></td>"
    }
    let score = Figures.hundredths(gradebook.score(of: grade))
    let full: String =
      overview.maximum == nil ? " / " + Figures.number(gradebook.maximum(of: grade)) : ""
    let late: HTML =
      grade.late.map { "<td data-k=\"\($0)\">\(Phrase.delay($0).html)</td>" }
      ?? "<td></td>"
    return """
      <tr>\(head)\(marks)<td>\(score)\(full)</td><td>\(Figures.minutes(grade.milliseconds))</td>\
      <td>\(grade.mistakes)</td>\(late)\(flags)</tr>

      """
  }

  private func head(_ grade: Grade) -> HTML {
    let details = grade.student.details
    let small: HTML = details.isEmpty ? HTML() : " <small>\(SafeText.of(details))</small>"
    let title = title(of: grade).html
    let link: HTML =
      pageOf(grade.student).map { "<a href=\"\(PageLink.to($0))\">\(title)</a>" } ?? title
    return "<th scope=\"row\">\(link)\(small)</th>"
  }

  /// The file's, where nobody knows whose it is.
  private func title(of grade: Grade) -> Phrase {
    guard gradebook.isUnidentified(grade.student), let file = grade.files.first else {
      return grade.student.title
    }
    return .verbatim(file)
  }

  // MARK: Flags

  private var flags: HTML {
    var number = 0
    var rows = HTML()
    for grade in grades {
      for flag in grade.flags {
        number += 1
        let place: HTML =
          flag.recording.map {
            "<code class=\"command\">\(SafeText.of($0.replayCommand(at: flag.event)))</code>"
          } ?? HTML()
        rows += """
          <tr id="\(name)f\(number)">\(head(grade))<td>\(flag.kind.words.html)</td>\
          <td>\(flag.reason.html)\(place)</td></tr>

          """
      }
    }
    guard number > 0 else { return HTML() }
    return """
      <h3 class="head below">\(Phrase.flagList.html)</h3>
      \([Phrase.flagsAreNoVerdicts].facts)<div class="card"><table class="list">
      <caption class="away">\((lesson.title + .dot + .flagList).html)</caption>
      <thead><tr><th scope="col">\(Phrase.student.html)</th><th scope="col">\(Phrase.kind.html)</th>\
      <th scope="col">\(Phrase.reason.html)</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}

extension Phrase {
  fileprivate static let medianMinutes = Phrase(en: "median min", zh: "用时中位数（分钟）")
}
