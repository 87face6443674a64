package import Language
package import Teaching

/// The comparison as a document: a table, the bars, the conclusion.
package enum MarkdownComparison {
  package static func text(_ comparison: Comparison, _ language: Language) -> String {
    let chart = OctetChart.lines(comparison, ViewOptions(language: language)).filter { !$0.isEmpty }
    return (Listing.comparing(comparison).map { table($0, language) } ?? "")
      + (chart.isEmpty ? "" : "\n```\n\(chart.joined(separator: "\n"))\n```\n") + "\n"
      + comparison.conclusion.map { "- \(cell($0[language]))\n" }.joined()
  }

  private static func table(_ listing: Listing, _ language: Language) -> String {
    let row = { (cells: [Phrase]) in
      "| " + cells.map { cell($0[language]) }.joined(separator: " | ") + " |\n"
    }
    return row(listing.headings) + "|" + String(repeating: "---|", count: listing.headings.count)
      + "\n" + listing.rows.map(row).joined()
  }

  /// Text from a stranger must not become a column, code or a link.
  private static func cell(_ text: String) -> String {
    SafeText.of(text).map { "|\\`*_[]<>".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
