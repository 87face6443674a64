import Language
import Presentation

/// Rows of figures, each with a text at its right. Figures are aligned at their ends, whatever
/// characters a heading has.
struct FigureTable {
  struct Row {
    let figures: [String]
    /// Each begins a line of its own.
    let texts: [Text]
  }

  enum Text {
    case prose(String)
    /// It is pasted into a shell, so it must not be broken but where the shell lets it.
    case command(String)
  }

  let headings: [String]
  let title: String
  let rows: [Row]
  /// Between figures that stand below their text.
  let comma: String

  func lines(width: Int) -> [String] {
    let columns = headings.indices.map { column in
      ([headings[column]] + rows.map { $0.figures[column] }).map { DisplayWidth.of($0) }.max() ?? 0
    }
    let indent = Self.margin + columns.reduce(0) { $0 + $1 + Self.gap }
    guard width - indent >= Self.narrowest else { return stacked(columns, width) }
    let head = line(headings, columns) + title
    let rule =
      Self.spaces(Self.margin)
      + columns.map { String(repeating: "─", count: $0) + Self.spaces(Self.gap) }.joined()
      + String(repeating: "─", count: max(4, DisplayWidth.of(title)))
    return [head, rule]
      + rows.flatMap { row -> [String] in
        let texts = row.texts.flatMap { $0.lines(width: width - indent) }
        return texts.enumerated().map { index, text in
          (index == 0 ? line(row.figures, columns) : Self.spaces(indent)) + text
        }
      }
  }

  private static let margin = 2
  private static let gap = 2
  /// A text in fewer cells is a column of single words.
  private static let narrowest = 30

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private func line(_ figures: [String], _ columns: [Int]) -> String {
    Self.spaces(Self.margin)
      + zip(figures, columns).map { figure, width in
        Self.spaces(width - DisplayWidth.of(figure)) + figure + Self.spaces(Self.gap)
      }.joined()
  }

  /// The figures below their text, each with its heading.
  private func stacked(_ columns: [Int], _ width: Int) -> [String] {
    rows.flatMap { row in
      let figures = zip(headings, row.figures).map { "\($0) \($1)" }.joined(separator: comma)
      let texts = row.texts.flatMap { $0.lines(width: width - Self.margin) }
      return texts.map { Self.spaces(Self.margin) + $0 }
        + Wrapping.lines(figures, width: width - 2 * Self.margin)
        .map { Self.spaces(2 * Self.margin) + $0 }
    }
  }
}

extension FigureTable.Text {
  fileprivate func lines(width: Int) -> [String] {
    switch self {
    case .prose(let text): Wrapping.lines(text, width: width)
    case .command(let command): Self.broken(command, width: width)
    }
  }

  /// Before an option, where a backslash lets the command go on in the next line.
  private static func broken(_ command: String, width: Int) -> [String] {
    guard DisplayWidth.of(command) > width,
      let option = command.ranges(of: " --").first(where: { range in
        // Within quotation marks it is a part of a file's name.
        command[..<range.lowerBound].count { $0 == "'" }.isMultiple(of: 2)
      })
    else { return [command] }
    return [
      command[..<option.lowerBound] + " \\", "  " + command[option.lowerBound...].dropFirst(),
    ]
    .map { String($0) }
  }
}
