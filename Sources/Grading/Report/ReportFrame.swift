import Exports
import Language
import Lessons
import Markup
import PageFiles
import Presentation
import Protocols

/// What a class's report and a student's page share: head, tools, words of the script.
///
/// A page needs nothing else: no server, no font, no library. Both languages are in it, and the
/// style sheet shows one. Without the script it can be read from beginning to end.
struct ReportFrame {
  enum Kind: String { case report, student }

  let kind: Kind
  let title: Phrase
  /// Beside the title.
  var subtitle = HTML()
  /// Before the language switch.
  var tools = HTML()
  let options: ReportOptions

  func page(_ content: HTML) -> HTML {
    let script = Self.embedded(byhand_report_script())
    let head = PageHead(
      title: title[options.language], software: options.software,
      style: Self.embedded(byhand_report_style()), script: script)
    let rest: HTML = """
      <head>
      \(head.html)</head>
      <body>
      <a class="skip" href="#main">\(Phrase.skip.html)</a>
      <header>
      <h1>\(title.html)\(subtitle)</h1>
      <div class="tools">\(tools)<button type="button" id="language" hidden="">\
      \(Phrase.otherLanguage.html)</button></div>
      </header>
      <main id="main" tabindex="-1">
      \(content)</main>
      <p id="live" class="away" aria-live="polite"></p>
      <div id="words" hidden="">
      \(Standing.allCases.map { "<p data-of=\"\($0.letter)\">\($0.words.html)</p>\n" })</div>
      <script>\(script)</script>
      </body>
      </html>

      """
    return """
      <!doctype html>
      <html lang="\(options.language == .chinese ? "zh-Hans" : "en")" translate="no" \
      data-kind="\(kind.rawValue)" data-digest="\(Self.digest(of: rest.text))">
      \(rest)
      """
  }

  /// Whether a page was changed since byhand wrote it. One without a digest is taken as unchanged.
  static func isChanged(_ page: [UInt8]) -> Bool {
    guard let end = page.firstIndex(of: .lineFeed),
      let next = page[(end + 1)...].firstIndex(of: .lineFeed),
      case let tag = String(decoding: page[end..<next], as: UTF8.self),
      let digest = tag.firstMatch(of: /data-digest="([0-9a-f]*)"/)?.1
    else { return false }
    return digest != Self.digest(of: String(decoding: page[(next + 1)...], as: UTF8.self))
  }

  /// Of what follows the first tag.
  private static func digest(of text: String) -> String { String(FNV1a.hash(text), radix: 16) }

  /// Whether a file that begins so is such a page.
  static func isPage(_ kind: Kind, _ beginning: [UInt8]) -> Bool {
    let head = String(decoding: beginning.prefix(200), as: UTF8.self)
    return head.hasPrefix("<!doctype html>\n<html lang=")
      && head.contains("data-kind=\"\(kind.rawValue)\"")
  }

  private static func embedded(_ file: byhand_text) -> HTML {
    HTML(embedded: file.text, count: file.length)
  }
}

extension Standing {
  /// The class of its cell.
  var letter: HTML {
    switch self {
    case .passed: "p"
    case .half: "h"
    case .missed: "m"
    case .notJudged: "o"
    }
  }
}

extension Student {
  /// The name, or else the id; of an unknown student, that.
  var title: Phrase {
    name.isEmpty ? id.isEmpty ? .unknown : .verbatim(id) : .verbatim(name)
  }

  /// Beside the title: the id and the class.
  var details: String {
    [name.isEmpty ? "" : id, group].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension [Phrase] {
  /// Beside each other, as facts of what stands above them.
  var facts: HTML {
    isEmpty ? HTML() : "<p class=\"facts\">\(map { "<span>\($0.html)</span> " })</p>\n"
  }
}

extension Phrase {
  fileprivate static let skip = Phrase(en: "Skip to the content", zh: "跳到正文")
  fileprivate static let otherLanguage = Phrase(en: "中文", zh: "English")
  fileprivate static let unknown = Phrase(en: "(unidentified)", zh: "（身份不明）")
}
