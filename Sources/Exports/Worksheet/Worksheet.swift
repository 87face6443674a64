package import Language
package import Lessons
package import Markup

/// Lessons on paper, as one page of HTML that needs nothing else: sheets to fill in, or their key.
///
/// A sheet gives no answer away. It has the lesson's tasks, the lines that the lesson itself shows
/// to be typed, and room to write; hints, explanations, solutions and what is said at the end are
/// left out. All but the hints are in the key.
package struct Worksheet: Sendable {
  private let lessons: [Lesson]
  private let language: Language
  private let isKey: Bool

  package init(_ lessons: [Lesson], _ language: Language, isKey: Bool) {
    self.lessons = lessons
    self.language = language
    self.isKey = isKey
  }

  package var html: HTML {
    """
    <!doctype html>
    <html lang="\(language == .chinese ? "zh-Hans" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    \(Self.style)
    </head>
    <body>
    \(lessons.map(article))</body>
    </html>

    """
  }

  private var kind: Phrase { isKey ? .key : .worksheet }

  private var title: String {
    let titles = lessons.map { $0.title[language] }.joined(separator: Phrase.comma[language])
    return kind[language] + Phrase.colon[language] + titles
  }

  // MARK: One lesson

  private func article(_ lesson: Lesson) -> HTML {
    let introduction = lesson.introduction.map { text($0) } ?? HTML()
    let steps = lesson.steps.enumerated().map { index, step in
      isKey
        ? KeyStep(step, index + 1, of: lesson, language).html
        : SheetStep(step, index + 1, of: lesson, language).html
    }
    return """
      <article>
      <header>
      <p class="kind">byhand · \(kind[language])</p>
      <h1>\(lesson.title[language])</h1>
      \(goal(of: lesson))<p class="facts">\(facts(of: lesson))</p>
      \(isKey ? HTML() : names(lesson))</header>
      \(introduction)\(steps)\(isKey ? learnt(lesson) : HTML())</article>

      """
  }

  private func text(_ phrase: Phrase) -> HTML { "<p class=\"say\">\(phrase[language])</p>\n" }

  private func goal(of lesson: Lesson) -> HTML {
    guard let goal = lesson.goal else { return "" }
    return """
      <p class="goal"><b>\(Phrase.goal[language])</b> \(goal[language])</p>

      """
  }

  /// The version tells which key belongs to a sheet that was printed long ago.
  private func facts(of lesson: Lesson) -> HTML {
    let minutes = lesson.minutes.map { Phrase.minutes($0)[language] + " · " } ?? ""
    let points = Phrase.points(lesson.points)[language]
    return """
      \(minutes)\(points) · <code>\(lesson.id)</code> · \(Phrase.version(lesson.version)[language])
      """
  }

  private func names(_ lesson: Lesson) -> HTML {
    let points = "/ \(lesson.points)"
    return """
      <p class="who"><span class="wide">\(Phrase.name[language])</span> \
      <span class="wide">\(Phrase.studentID[language])</span> \
      <span>\(Phrase.date[language])</span> \
      <span>\(Phrase.result[language])<b>\(points)</b></span></p>

      """
  }

  private func learnt(_ lesson: Lesson) -> HTML {
    guard !lesson.learnt.isEmpty else { return "" }
    let items = lesson.learnt.map { phrase -> HTML in "<li>\(phrase[language])</li>\n" }
    return """
      <section class="learnt"><h2>\(Phrase.learnt[language])</h2>
      <ul>
      \(items)</ul></section>

      """
  }
}

extension Phrase {
  fileprivate static let worksheet = Phrase(en: "Worksheet", zh: "练习单")
  fileprivate static let key = Phrase(en: "Answers, for the teacher", zh: "答案（供教师使用）")
  fileprivate static let colon = Phrase(en: ": ", zh: "：")
  fileprivate static let comma = Phrase(en: ", ", zh: "、")
  fileprivate static let goal = Phrase(en: "At its end:", zh: "学完之后：")
  fileprivate static let name = Phrase(en: "Name", zh: "姓名")
  fileprivate static let studentID = Phrase(en: "Student ID", zh: "学号")
  fileprivate static let date = Phrase(en: "Date", zh: "日期")
  fileprivate static let result = Phrase(en: "Points", zh: "得分")
  fileprivate static let learnt = Phrase(en: "What was learnt", zh: "学到了什么")

  fileprivate static func minutes(_ minutes: Int) -> Phrase {
    Phrase(en: "about \(minutes) minutes", zh: "约 \(minutes) 分钟")
  }
  fileprivate static func version(_ version: Int) -> Phrase {
    Phrase(en: "version \(version)", zh: "第 \(version) 版")
  }
  static func points(_ points: Points) -> Phrase {
    Phrase(en: points == 1 ? "1 point" : "\(points) points", zh: "\(points) 分")
  }
}
