import Language
import Teaching

/// A table for a given width: in columns if they fit, else cell below cell.
struct TableText {
  struct Line {
    let text: String
    /// The title of the rows below it.
    var isTitle = false
  }

  let lines: [Line]

  init(_ listing: Listing, _ options: ViewOptions) {
    let say = { (phrase: Phrase) in SafeText.of(phrase[options.language]) }
    let headings = listing.headings.map(say)
    // Below a title, rows stand further in.
    let isTitled = listing.sections.contains { $0.title != nil }
    let sections = listing.sections.map { section in
      (title: section.title.map(say), rows: section.rows.map { $0.map(say) })
    }
    let indent = isTitled ? 2 : 0
    let cells = [headings] + sections.flatMap(\.rows)
    let total = options.width - 4 - indent
    let widths = Self.widths(
      of: cells, total: total, typed: listing.hasTypedLines, narrowest: listing.narrowest)
    let head = widths.map { Self.head(headings, $0, indent) } ?? []
    let labels = headings.map { $0 + say(.colon) }
    lines =
      head.map { Line(text: $0) }
      + sections.flatMap { section in
        let title = section.title.map { Wrapping.lines($0, width: options.width - 3) } ?? []
        let rows =
          widths.map { widths in section.rows.flatMap { Self.row($0, widths, indent) } }
          ?? Self.stacked(labels, section.rows, indent, width: options.width - 2 - indent)
        let margin = widths == nil ? "" : "  "
        return title.map { Line(text: margin + $0, isTitle: true) } + rows.map { Line(text: $0) }
      }
  }

  /// `nil`: too narrow for readable columns.
  ///
  /// - Parameter isTyped: The first column keeps its width, and the others need enough for prose.
  private static func widths(
    of rows: [[String]], total: Int, typed isTyped: Bool, narrowest fewest: Int
  ) -> [Int]? {
    let count = rows.map(\.count).max() ?? 0
    let natural = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    let gaps = 2 * max(0, count - 1)
    if natural.reduce(gaps, +) <= total { return natural }
    let flexible = isTyped ? 1..<max(1, count) : 0..<count
    // An address or a date is not broken; a word that fills half the table would be anywhere.
    let narrowest = (0..<count).map { column in
      let words = rows.map { row in
        row.indices.contains(column) ? Wrapping.widestWord(of: row[column], upTo: total / 2) : 0
      }
      return max(isTyped ? 20 : fewest, words.max() ?? 0)
    }
    // The widest columns shrink first.
    var widths = natural
    while widths.reduce(gaps, +) > total {
      guard
        let widest = flexible.filter({ widths[$0] > narrowest[$0] })
          .max(by: { widths[$0] < widths[$1] })
      else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  private static func head(_ headings: [String], _ widths: [Int], _ indent: Int) -> [String] {
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return row(headings, widths, indent) + [spaces(2 + indent) + rule]
  }

  private static func row(_ cells: [String], _ widths: [Int], _ indent: Int) -> [String] {
    let wrapped = zip(cells, widths).map { Wrapping.lines($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let cells = zip(wrapped, widths).map { cell, width in
        (cell.indices.contains(line) ? cell[line] : "").padded(to: width)
      }
      return (spaces(2 + indent) + cells.joined(separator: "  ")).withoutTrailingSpaces
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static func stacked(
    _ headings: [String], _ rows: [[String]], _ indent: Int, width: Int
  ) -> [String] {
    rows.flatMap { row -> [String] in
      let first = row.first.map { Wrapping.lines($0, width: width) } ?? []
      let rest = zip(headings, row).dropFirst().flatMap { heading, cell -> [String] in
        guard !cell.isEmpty else { return [] }
        let label = row.count > 2 ? heading : ""
        return Wrapping.lines(label + cell, width: width - 2).map { "  " + $0 }
      }
      return (first + rest).map { spaces(indent) + $0 }
    }
  }
}

extension Phrase {
  fileprivate static let colon = Phrase(en: ": ", zh: "：")
}

extension Listing {
  /// Push beside pull, or the half that was measured. `nil` before anything was.
  static func comparing(_ comparison: Comparison) -> Listing? {
    let rows = comparison.rows
    guard let first = rows.first else { return nil }
    let aspect = Phrase(en: "measured in this session", zh: "本次会话实测")
    let push = first.push.map { _ in Phrase(en: "SMTP pushed", zh: "SMTP（推）") }
    let pull = first.pull.map { _ in Phrase(en: "HTTP pulled", zh: "HTTP（拉）") }
    return Listing(
      headings: [aspect, push, pull].compactMap { $0 },
      rows: rows.map { [$0.aspect, $0.push, $0.pull].compactMap { $0 } })
  }
}
