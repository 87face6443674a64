package import Language
import Lessons
import Presentation

/// The class at a glance, on a terminal. Only a command that must not be broken may be wider than
/// the screen.
package struct OverviewText {
  private let overview: Overview
  private let language: Language
  private let width: Int

  package init(_ overview: Overview, _ language: Language, width: Int = 80) {
    self.overview = overview
    self.language = language
    self.width = max(20, min(width, Self.widest))
  }

  /// Longer lines are hard to read.
  private static let widest = 80

  package var lines: [String] {
    let lines = counts + lessons + worst + misconceptions + wrongLines + steps
    // Spaces at a line's end are invisible, but they are copied with the text.
    return lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
  }

  private var turnout: Turnout { overview.turnout }

  private func say(_ phrase: Phrase) -> String { SafeText.of(phrase[language]) }

  private func heading(_ phrase: Phrase) -> [String] {
    [""] + Wrapping.lines(say(phrase), width: width)
  }

  private func indented(_ phrase: Phrase) -> [String] {
    Wrapping.lines(say(phrase), width: width - 2).map { "  " + $0 }
  }

  /// Beside each other as far as they fit; none is broken while it fits into a line.
  private func flow(_ phrases: [Phrase]) -> [String] {
    let dot = say(.dot)
    var lines: [String] = []
    for text in phrases.map(say) {
      if let last = lines.last, DisplayWidth.of(last + dot + text) <= width - 2 {
        lines[lines.count - 1] = last + dot + text
      } else {
        lines.append(text)
      }
    }
    return lines.flatMap { Wrapping.lines($0, width: width - 2) }.map { "  " + $0 }
  }

  // MARK: Who

  private var counts: [String] {
    let counts = [
      (Phrase.handedIn, turnout.handedIn.count), (.missing, turnout.missing.count),
      (.unidentified, turnout.unidentified.count),
    ]
    let figures = counts.map { Phrase.verbatim("\($1) ") + $0 }
    return Wrapping.lines(say(.overview), width: width)
      + flow(figures)
      + indented(.files(overview.files, unreadable: overview.unreadable))
      + (overview.hasRoster ? [] : indented(.noRoster))
      + list(.whoIsMissing, turnout.missing.map(name))
      + list(.unidentifiedFiles, turnout.unidentified.map(Phrase.verbatim))
  }

  private func name(of student: Student) -> Phrase {
    let details = student.details
    return details.isEmpty ? student.title : student.title + .verbatim(" (\(details))")
  }

  private func list(_ title: Phrase, _ items: [Phrase]) -> [String] {
    guard !items.isEmpty else { return [] }
    let more = items.count - Self.longestList
    let shown = items.prefix(Self.longestList) + (more > 0 ? [.verbatim("… +\(more)")] : [])
    return heading(title) + flow(Array(shown))
  }

  /// The page has all of them.
  private static let longestList = 30

  // MARK: Scores

  private var lessons: [String] {
    overview.lessons.flatMap { lesson -> [String] in
      let facts =
        [lesson.judgedWords] + lesson.scoreWords
        + [lesson.timeWords, lesson.lateWords].compactMap { $0 }
      return heading(lesson.lesson.title) + flow(facts) + histogram(lesson)
    }
  }

  private func histogram(_ lesson: LessonOverview) -> [String] {
    guard lesson.mean != nil else { return [] }
    let labels = lesson.histogram.indices.map(Figures.bin)
    let labelWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
    let most = lesson.histogram.max() ?? 0
    let room = max(4, min(40, width - 2 - labelWidth - 2 - String(most).count - 1))
    return zip(labels, lesson.histogram).map { label, count in
      let figure = String(count)
      let gap = String(repeating: " ", count: 2 + String(most).count - figure.count)
      // Any count above zero is visible.
      let bar = count == 0 ? 0 : max(1, count * room / max(1, most))
      let margin = String(repeating: " ", count: 2 + labelWidth - DisplayWidth.of(label))
      return margin + label + gap + figure + " " + String(repeating: "█", count: bar)
    }
  }

  // MARK: Steps

  private var worst: [String] {
    let steps = overview.worstSteps
    guard !steps.isEmpty else { return heading(.worstSteps) + indented(overview.noWorstSteps) }
    return heading(.worstSteps) + indented(.standings)
      + table(steps, isShort: true) { step in
        let lesson = overview.lessons[step.lesson].lesson
        let isOnly = overview.lessons.count == 1
        let name = (isOnly ? .empty : lesson.title + .dot) + lesson.stepName(step.step)
        return [say(name), say(lesson.steps[step.step].expectedWords)]
      }
  }

  private var steps: [String] {
    overview.lessons.flatMap { lesson -> [String] in
      guard lesson.judged > 0 else { return [] }
      return heading(lesson.lesson.title + .colon + .standings)
        + table(lesson.steps) { step in [say(lesson.lesson.stepName(step.step))] }
    }
  }

  private func table(
    _ steps: [StepOverview], isShort: Bool = false, name: (StepOverview) -> [String]
  ) -> [String] {
    let columns = isShort ? Self.columns.filter { !$0.isRare } : Self.columns
    return FigureTable(
      headings: columns.map { say($0.heading) }, title: say(.step),
      rows: steps.map { step in
        FigureTable.Row(
          figures: columns.map { $0.figure(step) }, texts: name(step).map { .prose($0) })
      }, comma: say(.comma)
    ).lines(width: width)
  }

  private struct Column: Sendable {
    let heading: Phrase
    /// Left out where there is little room.
    var isRare = false
    let figure: @Sendable (StepOverview) -> String
  }

  private static let columns = [
    Column(heading: .reached) { $0.share.map(Figures.percent) ?? "–" },
    Column(heading: .verbatim(Standing.passed.sign)) { "\($0.passed)" },
    Column(heading: .verbatim(Standing.half.sign)) { "\($0.half)" },
    Column(heading: .verbatim(Standing.missed.sign)) { "\($0.missed)" },
    Column(heading: .verbatim(Standing.notJudged.sign), isRare: true) { "\($0.notJudged)" },
    Column(heading: .minutes) { $0.medianMilliseconds.map(Figures.minutes) ?? "–" },
    Column(heading: .hints, isRare: true) { "\($0.hints)" },
    Column(heading: .mistakes) { "\($0.mistakes)" },
  ]

  // MARK: What went wrong

  private var misconceptions: [String] {
    guard !overview.misconceptions.isEmpty else {
      return heading(.misconceptions) + indented(.noMisconceptions)
    }
    return heading(.misconceptions)
      + FigureTable(
        headings: [say(.students)], title: say(.belief),
        rows: overview.misconceptions.map { count in
          let truth = count.truth.map { say(.inTruth + $0) }
          return FigureTable.Row(
            figures: ["\(count.students)"],
            texts: ([say(count.belief)] + [truth].compactMap { $0 }).map { .prose($0) })
        }, comma: say(.comma)
      ).lines(width: width)
  }

  private var wrongLines: [String] {
    guard !overview.wrongLines.isEmpty else {
      return heading(.wrongLines) + indented(.noWrongLines)
    }
    return heading(.wrongLines)
      + FigureTable(
        headings: [say(.times), say(.students), say(.reply)], title: say(.line),
        rows: overview.wrongLines.map { line in
          FigureTable.Row(
            figures: ["\(line.count)", "\(line.students)", line.code == 0 ? "–" : "\(line.code)"],
            texts: [.prose(SafeText.of(line.text)), .command(line.replayCommand)])
        }, comma: say(.comma)
      ).lines(width: width)
  }
}
