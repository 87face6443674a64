import Language
import Markup
import Presentation

/// The sequence diagram as a picture that needs nothing else: no script, no font, no network.
/// Colours follow the reader's choice of light or dark; meaning never stands on colour alone, since
/// a reply begins with its code.
struct SVGExport {
  private let diagram: Diagram
  private let title: String
  private let language: Language

  /// In user units: pixels at 100 %.
  private static let (gap, margin, rowHeight, head) = (520, 120, 34, 70)
  /// Cells of monospaced text between two lifelines.
  private static let cells = 60

  init(_ recording: Recording, _ options: ExportOptions) {
    diagram = recording.diagram(options)
    title = recording.title(options)[options.language]
    language = options.language
  }

  private var width: Int { 2 * Self.margin + Self.gap * max(1, diagram.parties.count - 1) }
  private var height: Int { Self.head + Self.rowHeight * diagram.rows.count + 30 }

  var text: String {
    let markup: HTML = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(height)" \
      lang="\(language == .chinese ? "zh-Hans" : "en")" role="img" aria-labelledby="t d">
      <title id="t">\(safe(title))</title>
      <desc id="d">\(safe(description))</desc>
      \(Self.style)
      <defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="12" \
      markerHeight="12" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0L10 5L0 10z"/></marker></defs>
      <rect class="paper" width="\(width)" height="\(height)"/>
      \(diagram.parties.indices.map(lifeline))\(diagram.rows.indices.map(row))</svg>

      """
    return markup.text
  }

  /// The whole conversation in words, for a reader who does not see it.
  private var description: String {
    diagram.rows.map { row in
      switch row {
      case .phase(_, let label), .remark(let label, _): label
      case .arrow(let arrow):
        "\(diagram.parties[arrow.from]) → \(diagram.parties[arrow.to]): \(arrow.label)"
      }
    }.joined(separator: "\n")
  }

  // MARK: Parts

  private func x(_ party: Int) -> Int { Self.margin + Self.gap * party }
  private func y(_ row: Int) -> Int { Self.head + Self.rowHeight * row }

  private func lifeline(_ party: Int) -> HTML {
    """
    <line class="life" x1="\(x(party))" y1="44" x2="\(x(party))" y2="\(height - 12)"/>
    <text class="party" x="\(x(party))" y="30">\(cut(diagram.parties[party], 24))</text>

    """
  }

  private func row(_ index: Int) -> HTML {
    let y = y(index)
    switch diagram.rows[index] {
    case .phase(let number, let label):
      return """
        <g><rect class="phase p\(number)" x="8" y="\(y)" width="\(width - 16)" height="24" rx="4"/>
        <text class="band" x="\(width / 2)" y="\(y + 17)">\(cut(label, 100))</text></g>

        """
    case .remark(let label, let tone):
      return """
        <g><title>\(safe(label))</title><text class="label \(tone.rawValue)" \
        x="\(width / 2)" y="\(y + 17)">\(cut(label, 100))</text></g>

        """
    case .arrow(let arrow): return draw(arrow, y)
    }
  }

  private func draw(_ arrow: Diagram.Arrow, _ y: Int) -> HTML {
    let (from, to) = (x(arrow.from), x(arrow.to))
    // A host may speak to itself.
    let end = from == to ? from + 60 : to
    let style: HTML =
      switch arrow.kind {
      case .line, .opening: "arrow"
      case .counted: "arrow counted"
      case .closing: "arrow closing"
      case .lost: "arrow lost"
      }
    return """
      <g><title>\(safe(arrow.label))</title>\
      <line class="\(style)" x1="\(from)" y1="\(y + 24)" x2="\(end)" y2="\(y + 24)"/>\
      <text class="label \(arrow.tone.rawValue)" x="\((from + end) / 2)" y="\(y + 18)">\
      \(cut(arrow.label, Self.cells))</text></g>

      """
  }

  private func cut(_ text: String, _ cells: Int) -> String { safe(Wrapping.cut(text, to: cells)) }

  /// XML has no way to write these at all (XML 1.0 §2.2).
  private func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isForbidden =
        scalar.properties.isNoncharacterCodePoint
        || scalar.value < 0x20 && scalar != "\n"
      result.append(isForbidden ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  private static let style: HTML = """
    <style>
    svg { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #767676;
      --good: #17692b; --mid: #0b5c8a; --late: #7a5200; --bad: #b3131b;
      --p1: #d7ecf7; --p2: #dbf1dd; --p3: #eee0f5 }
    @media (prefers-color-scheme: dark) { svg { --ink: #eee; --paper: #16181b; --faint: #9a9a9a;
      --good: #7fd992; --mid: #7cc8f2; --late: #f0c267; --bad: #ff8f8f;
      --p1: #173b4d; --p2: #1c4023; --p3: #3d2748 } }
    @media print { svg { --ink: #000; --paper: #fff; --faint: #555; --good: #17692b;
      --mid: #0b5c8a; --late: #7a5200; --bad: #b3131b;
      --p1: #d7ecf7; --p2: #dbf1dd; --p3: #eee0f5 } }
    .paper { fill: var(--paper) }
    text { fill: var(--ink); text-anchor: middle; white-space: pre }
    .label { stroke: var(--paper); stroke-width: 5; paint-order: stroke }
    .party, .band { font: bold 15px sans-serif }
    .label { font: 13px ui-monospace, "Noto Sans Mono", monospace }
    .life { stroke: var(--faint); stroke-dasharray: 3 4 }
    .arrow { stroke: var(--ink); stroke-width: 1.5; marker-end: url(#a) }
    .head { fill: var(--ink) }
    .counted { stroke-dasharray: 6 4 }
    .closing { stroke-width: 3 }
    .lost { stroke-width: 3; stroke-dasharray: 2 6 }
    .p1 { fill: var(--p1) }
    .p2 { fill: var(--p2) }
    .p3 { fill: var(--p3) }
    .good { fill: var(--good) }
    .intermediate { fill: var(--mid) }
    .transient { fill: var(--late) }
    .bad { fill: var(--bad); font-weight: bold }
    </style>
    """
}
