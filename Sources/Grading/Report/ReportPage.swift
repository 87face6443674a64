import Exports
import Language
import Lessons
package import Markup
import Presentation

/// The report of a class: the whole of it at a glance, then each lesson with each student.
package struct ReportPage {
  private let gradebook: Gradebook
  private let overview: Overview
  private let options: ReportOptions
  private let pageOf: (Student) -> String?

  /// - Parameter pageOf: The path of a student's page from this page's folder on; `nil` where there
  ///   is none.
  package init(
    _ gradebook: Gradebook, _ overview: Overview, _ options: ReportOptions,
    pageOf: @escaping (Student) -> String? = { _ in nil }
  ) {
    self.gradebook = gradebook
    self.overview = overview
    self.options = options
    self.pageOf = pageOf
  }

  package var html: HTML {
    var content = ReportGlance(overview).html
    for index in gradebook.lessons.indices {
      content += ReportLesson(index, gradebook, overview.lessons[index], options, pageOf).html
    }
    return ReportFrame(kind: .report, title: .report, tools: Self.search, options: options)
      .page(content)
  }

  private static let search: HTML = """
    <span id="search" hidden=""><label>\(Phrase.filter.html)<input id="filter" type="search" \
    autocomplete="off" spellcheck="false"></label> <output id="found" for="filter"></output></span>
    """
}
