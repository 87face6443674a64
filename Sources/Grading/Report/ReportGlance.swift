import Exports
import Language
import Lessons
import Markup
import Presentation

/// The first screen: who handed in, how the scores lie, what was hard, what is believed, and what
/// was typed wrong.
struct ReportGlance {
  private let overview: Overview

  init(_ overview: Overview) { self.overview = overview }

  private var turnout: Turnout { overview.turnout }

  var html: HTML {
    """
    <section aria-labelledby="glance">
    <h2 class="away" id="glance">\(Phrase.overview.html)</h2>
    <div class="grid">
    \(counts)<div class="card scores">
    \(overview.lessons.indices.map(histogram))</div>
    \(card("left", .worstSteps, worstSteps))\(card("right", .misconceptions, misconceptions))\
    \(card("full", .wrongLines, wrongLines))\(people)</div>
    </section>

    """
  }

  private func card(_ place: HTML, _ title: Phrase, _ content: HTML) -> HTML {
    """
    <div class="card \(place)"><h3 class="head">\(title.html)</h3>
    \(content)</div>

    """
  }

  private func empty(_ phrase: Phrase) -> HTML { "<p class=\"empty\">\(phrase.html)</p>\n" }

  // MARK: Who

  private var counts: HTML {
    let counts = [
      (Phrase.handedIn, turnout.handedIn.count), (.missing, turnout.missing.count),
      (.unidentified, turnout.unidentified.count),
    ].map { name, count -> HTML in "<div><dt>\(name.html)</dt><dd>\(count)</dd></div>\n" }
    let files = Phrase.files(overview.files, unreadable: overview.unreadable)
    let roster: HTML = overview.hasRoster ? HTML() : "<br>\(Phrase.noRoster.html)"
    return """
      <div class="card counts"><dl>
      \(counts)</dl>
      <p>\(files.html)\(roster)</p></div>

      """
  }

  private var people: HTML {
    let missing = turnout.missing.map { student -> HTML in
      "<li>\(student.title.html) <small>\(SafeText.of(student.details))</small></li>\n"
    }
    let files = turnout.unidentified.map { "<li>\(SafeText.of($0))</li>\n" as HTML }
    return names(missing, .whoIsMissing) + names(files, .unidentifiedFiles)
  }

  private func names(_ items: [HTML], _ title: Phrase) -> HTML {
    guard !items.isEmpty else { return HTML() }
    return card("full", title, "<ul class=\"names\">\n\(items)</ul>\n")
  }

  // MARK: Scores

  /// Bars above the table of what they stand for.
  private func histogram(_ index: Int) -> HTML {
    let lesson = overview.lessons[index]
    let most = max(1, lesson.histogram.max() ?? 1)
    let bars = lesson.histogram.enumerated().map { place, count -> HTML in
      // Any count above zero is visible.
      let height = count == 0 ? 0 : max(1, count * 60 / most)
      return count == 0
        ? HTML()
        : "<rect x=\"\(place * 10 + 1)\" y=\"\(60 - height)\" width=\"8\" height=\"\(height)\"></rect>"
    }
    let heads = lesson.histogram.indices.map { place -> HTML in
      "<th scope=\"col\">\(place * 10)<span class=\"away\">–\(place * 10 + 10) %</span></th>"
    }
    let cells = lesson.histogram.map { count -> HTML in
      count == 0 ? "<td class=\"zero\">0</td>" : "<td>\(count)</td>"
    }
    let facts =
      [lesson.judgedWords] + lesson.scoreWords
      + [lesson.timeWords, lesson.lateWords].compactMap { $0 }
    return """
      <figure class="histo"><figcaption class="head"><a href="#l\(index + 1)">\
      \(lesson.lesson.title.html)</a></figcaption>
      \(facts.facts)<svg viewBox="0 0 100 60" preserveAspectRatio="none" aria-hidden="true">\(bars)</svg>
      <table class="bins"><caption><span class="away">\((lesson.lesson.title + .colon).html)</span>\
      \(Phrase.histogram.html)</caption>
      <thead><tr>\(heads)</tr></thead><tbody><tr>\(cells)</tr></tbody></table></figure>

      """
  }

  // MARK: Steps

  private var worstSteps: HTML {
    let steps = overview.worstSteps
    guard !steps.isEmpty else { return empty(overview.noWorstSteps) }
    let rows = steps.prefix(Self.longestList).map { step -> HTML in
      let lesson = overview.lessons[step.lesson].lesson
      let title: Phrase = overview.lessons.count == 1 ? .empty : lesson.title + .dot
      return """
        <tr><th scope="row"><a href="#l\(step.lesson + 1)s\(step.step + 1)">\
        \((title + lesson.stepName(step.step)).html)</a></th>\
        <td class="n">\(step.share.map(Figures.percent) ?? "–")</td>\
        <td class="n">\(step.passed)</td><td class="n">\(step.half)</td>\
        <td class="n">\(step.missed)</td><td class="n">\(step.mistakes)</td></tr>

        """
    }
    return """
      <table class="list"><caption class="away">\(Phrase.worstSteps.html)</caption>
      <thead><tr><th scope="col">\(Phrase.step.html)</th>\
      \(Self.numeric([.reached]))\(ReportLesson.signs([.passed, .half, .missed]))\
      \(Self.numeric([.mistakes]))</tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """
  }

  /// More would push the rest from the first screen; the lessons' own tables have all of them.
  private static let longestList = 8

  static func numeric(_ headings: [Phrase]) -> [HTML] {
    headings.map { "<th scope=\"col\" class=\"n\">\($0.html)</th>" }
  }

  // MARK: What went wrong

  private var misconceptions: HTML {
    guard !overview.misconceptions.isEmpty else { return empty(.noMisconceptions) }
    let rows = overview.misconceptions.map { count -> HTML in
      let truth: HTML = count.truth.map { "<p>\((.inTruth + $0).html)</p>" } ?? HTML()
      return """
        <tr><td class="n">\(count.students)</td><td>\(count.belief.html)\(truth)</td></tr>

        """
    }
    return """
      <div class="tall" role="region" tabindex="0" aria-labelledby="beliefs">
      <table class="list"><caption class="away" id="beliefs">\(Phrase.misconceptions.html)</caption>
      <thead><tr>\(Self.numeric([.students]))<th scope="col">\(Phrase.belief.html)</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  private var wrongLines: HTML {
    guard !overview.wrongLines.isEmpty else { return empty(.noWrongLines) }
    let rows = overview.wrongLines.map { line -> HTML in
      """
      <tr><th scope="row"><code>\(SafeText.of(line.text))</code></th>\
      <td class="n">\(line.count)</td><td class="n">\(line.students)</td>\
      <td class="n">\(line.code == 0 ? "–" : "\(line.code)")</td>\
      <td><code class="command">\(SafeText.of(line.replayCommand))</code></td></tr>

      """
    }
    return """
      <table class="list"><caption class="away">\(Phrase.wrongLines.html)</caption>
      <thead><tr><th scope="col">\(Phrase.line.html)</th>\
      \(Self.numeric([.times, .students, .reply]))\
      <th scope="col">\(Phrase.replayCommand.html)</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """
  }
}

extension Phrase {
  fileprivate static let replayCommand = Phrase(
    en: "replays one of them, and shows no name", zh: "回放其中一次，不显示姓名")
}
