package import Exports
import Language
import Lessons
package import Markup
import Presentation
import Transcripts

/// One student's page, with that student's data alone: what became of each step, and the
/// conversations that prove it.
package struct StudentPage {
  private let student: Student
  private let grades: [Grade]
  private let gradebook: Gradebook
  private let options: ReportOptions
  private let showsFlags: Bool
  /// Each once, in the order of the grades.
  private let recordings: [GradedRecording]
  private let numbers: [GradedRecording: Int]

  /// - Parameters:
  ///   - grades: The student's own, among others'. Of one whom nobody can name, that one's alone.
  ///   - showsFlags: For the lecturer alone.
  package init(
    _ student: Student, _ grades: [Grade], in gradebook: Gradebook, _ options: ReportOptions,
    showsFlags: Bool
  ) {
    self.student = student
    self.grades = grades.filter { $0.student == student }
    self.gradebook = gradebook
    self.options = options
    self.showsFlags = showsFlags
    var numbers: [GradedRecording: Int] = [:]
    var recordings: [GradedRecording] = []
    for recording in self.grades.flatMap(\.recordings) where numbers[recording] == nil {
      recordings.append(recording)
      numbers[recording] = recordings.count
    }
    (self.recordings, self.numbers) = (recordings, numbers)
  }

  /// Another for each id, and safe in any folder: `2026001.html`. Where nobody has said the id, it
  /// comes from the name; where two students have it, from both.
  ///
  /// No id is written with `__` or `_-`, so none of these is another student's.
  package static func fileName(of student: Student, isDisputed: Bool = false) -> String {
    let (id, name) = (PageLink.fileName(of: student.id), PageLink.fileName(of: student.name))
    let stem = student.id.isEmpty ? "unidentified__" + name : isDisputed ? id + "_-" + name : id
    return stem + ".html"
  }

  /// Whether byhand wrote the file that begins so, as a student's page.
  package static func isPage(_ beginning: [UInt8]) -> Bool {
    ReportFrame.isPage(.student, beginning)
  }

  /// Whether a person changed the page since byhand wrote it.
  package static func isChanged(_ page: [UInt8]) -> Bool { ReportFrame.isChanged(page) }

  /// - Parameter read: The recording, or `nil` where it cannot be read again. It is asked for one
  ///   at a time.
  package func html(reading read: (GradedRecording) -> Recording?) -> HTML {
    var content = HTML()
    for grade in grades { content += lesson(grade) }
    for (index, recording) in recordings.enumerated() {
      content += conversation(index + 1, recording, read(recording))
    }
    let details = student.details
    return ReportFrame(
      kind: .student, title: student.title,
      subtitle: details.isEmpty ? HTML() : " <small>\(SafeText.of(details))</small>",
      options: options
    ).page(content)
  }

  // MARK: Lessons

  private func lesson(_ grade: Grade) -> HTML {
    let lesson = gradebook.lessons[grade.lesson]
    let name: HTML = "l\(grade.lesson + 1)"
    guard grade.isJudged else {
      return """
        <section aria-labelledby="\(name)">
        <h2 class="title" id="\(name)">\(lesson.title.html)</h2>
        <p class="empty">\(Phrase.nothingHandedIn.html)</p>
        \(flags(of: grade))</section>

        """
    }
    return """
      <section aria-labelledby="\(name)">
      <h2 class="title" id="\(name)">\(lesson.title.html)</h2>
      \(facts(of: grade).facts)<div class="card wide" role="region" tabindex="0" \
      aria-labelledby="\(name)"><table class="list">
      <caption class="away">\(Phrase.stepsOf(lesson).html)</caption>
      <thead><tr>\(Self.headings)</tr></thead>
      <tbody>
      \(zip(lesson.steps.indices, grade.steps).map { row($0, $1, of: grade, lesson) })</tbody></table></div>
      \(flags(of: grade))</section>

      """
  }

  private func facts(of grade: Grade) -> [Phrase] {
    [
      .scored(gradebook.score(of: grade), of: gradebook.maximum(of: grade)),
      .minutes(grade.milliseconds), .mistakes(grade.mistakes), .hints(grade.hints),
    ] + [grade.late.map(Phrase.late), grade.evidence?.words].compactMap { $0 }
  }

  private static let headings: [HTML] = [
    (Phrase.step, false), (.standing, false), (.points, true), (.expected, false), (.seen, false),
    (.mistakes, true), (.hints, true), (.minutes, true), (.place, false),
  ].map { heading, isNumber in
    isNumber
      ? "<th scope=\"col\" class=\"n\">\(heading.html)</th>"
      : "<th scope=\"col\">\(heading.html)</th>"
  }

  private func row(
    _ index: Int, _ step: StepGrade, of grade: Grade, _ lesson: Lesson
  ) -> HTML {
    let (task, standing) = (lesson.steps[index], step.standing)
    let isJudged = standing != .notJudged
    let points = isJudged ? "\(step.points) / \(task.points)" : "–"
    // What the wire does not show is done at byhand's console, where the student may never have been.
    let expected = isJudged ? task.expectedWords : .empty
    let seen = isJudged ? grade.seen[index] : grade.evidence == .server ? .unseen : .notShown
    let minutes = step.milliseconds > 0 ? Figures.minutes(Int(step.milliseconds)) : "–"
    return """
      <tr><th scope="row" class="w"><b class="id">\(index + 1)</b> \(SafeText.of(task.id))</th>\
      <td class="w"><b class="\(standing.letter)" aria-hidden="true">\(standing.sign)</b> \
      \(standing.words.html)</td><td class="n">\(points)</td>\
      <td>\(expected.html)</td><td class="seen">\(seen?.html ?? HTML())</td>\
      <td class="n">\(Int(step.mistakes))</td><td class="n">\(Int(step.hints))</td>\
      <td class="n">\(minutes)</td><td class="w">\(place(of: step, in: grade))</td></tr>

      """
  }

  private func place(of step: StepGrade, in grade: Grade) -> HTML {
    let index = Int(step.recording)
    guard let event = step.events.first, grade.recordings.indices.contains(index),
      let number = numbers[grade.recordings[index]]
    else { return HTML() }
    return link(to: event, ofRecording: number)
  }

  private func link(to event: Int, ofRecording number: Int) -> HTML {
    let words: Phrase =
      recordings.count == 1 ? .event(event) : .event(event, ofRecording: number)
    return "<a href=\"#r\(number)-e\(event)\">\(words.html)</a>"
  }

  private func flags(of grade: Grade) -> HTML {
    guard showsFlags, !grade.flags.isEmpty else { return HTML() }
    let rows = grade.flags.map { flag -> HTML in
      let number = flag.recording.flatMap { numbers[$0] }
      let place = number.map { number -> HTML in
        flag.event.map { link(to: $0, ofRecording: number) }
          ?? "<a href=\"#r\(number)\">\(Phrase.recording(number).html)</a>"
      }
      return """
        <tr><th scope="row">\(flag.kind.words.html)</th><td>\(flag.reason.html)</td>\
        <td>\(place ?? HTML())</td></tr>

        """
    }
    return """
      <div class="below"><h3 class="head">\(Phrase.flagList.html)</h3>
      \([Phrase.flagsAreNoVerdicts].facts)<table class="list">
      <caption class="away">\(Phrase.flags.html)</caption>
      <thead><tr><th scope="col">\(Phrase.kind.html)</th><th scope="col">\(Phrase.reason.html)</th>\
      <th scope="col">\(Phrase.place.html)</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  // MARK: Conversations

  private func conversation(
    _ number: Int, _ name: GradedRecording, _ recording: Recording?
  ) -> HTML {
    // The folder is the lecturer's.
    let file = name.name.split(separator: "/").last.map(String.init) ?? name.name
    let date = recording?.header.startedMinute.map { Phrase.verbatim("\($0) UTC") }
    let facts = [Phrase.verbatim(file)] + [date].compactMap { $0 }
    let rows = recording.map {
      SessionRows(
        $0, ExportOptions(language: options.language, lessons: options.lessons), number: number
      ).html
    }
    return """
      <section class="talk" aria-labelledby="r\(number)">
      <h2 class="title" id="r\(number)">\(Phrase.recording(number).html)</h2>
      \(facts.facts)\(rows ?? "<p class=\"empty\">\(Phrase.recordingGone.html)</p>\n")</section>

      """
  }
}
