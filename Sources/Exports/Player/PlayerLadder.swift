import Language
import Markup
import Presentation
import Teaching

/// The sequence diagram's rows, each with the step that it comes with. The script draws those up to
/// where the reader is.
struct PlayerLadder {
  private let diagrams: [Diagram]
  /// By row: after how many steps it is there.
  private let places: [Int]
  /// By row: after how many steps it has counted all that it counts.
  private let ends: [Int]

  init(_ recording: Recording, _ options: ExportOptions, _ steps: PlayerSteps) {
    let ladder = Ladder(recording.events)
    let learner = recording.learner(options)
    diagrams = Language.allCases.map { Diagram(ladder, $0, learner: learner, atMost: .max) }
    places = ladder.rungs.map { steps.steps(after: $0.event) }
    ends = ladder.rungs.map { steps.steps(after: $0.lastEvent) }
  }

  var html: HTML {
    """
    <section id="ladder" aria-labelledby="ladder-title" hidden="">
    <h2 id="ladder-title">\(Phrase.diagram.html)</h2>
    <p id="earlier" hidden="">\(Phrase.earlier.html)</p>
    <div id="parties"></div>
    <div id="drawing"><div id="lives" aria-hidden="true"></div>
    <ol id="rungs"></ol></div>
    </section>
    <template id="diagram">
    \(diagrams[0].parties.indices.map { "<b>\(both { $0.parties[$1] }($0))</b>\n" })\
    \(places.indices.map(row))</template>

    """
  }

  /// The same in each language's diagram.
  private func both(_ text: @escaping (Diagram, Int) -> String) -> (Int) -> HTML {
    { index in
      Phrase(en: text(diagrams[0], index), zh: text(diagrams[1], index)).html
    }
  }

  private func row(_ index: Int) -> HTML {
    let label = Phrase(en: diagrams[0].rows[index].label, zh: diagrams[1].rows[index].label).html
    let (place, end) = (places[index], ends[index])
    let until: HTML = end > place ? " data-until=\"\(end)\"" : HTML()
    return "<p data-place=\"\(place)\"\(until)\(attributes(diagrams[0].rows[index]))>\(label)</p>\n"
  }

  private func attributes(_ row: Diagram.Row) -> HTML {
    switch row {
    case .phase(let number, _): return " class=\"band p\(number)\""
    case .remark(_, let tone): return " class=\"remark \(Self.tone(tone))\""
    case .arrow(let arrow):
      let kind: HTML =
        switch arrow.kind {
        case .opening, .line: "line"
        case .counted: "counted"
        case .closing: "closing"
        case .lost: "lost"
        }
      return """
         class="\(kind) \(Self.tone(arrow.tone))" data-from="\(arrow.from)" data-to="\(arrow.to)"
        """
    }
  }

  private static func tone(_ tone: Diagram.Tone) -> HTML {
    switch tone {
    case .plain: "plain"
    case .good: "good"
    case .intermediate: "middle"
    case .transient: "late"
    case .bad: "bad"
    }
  }
}

extension Diagram.Row {
  fileprivate var label: String {
    switch self {
    case .phase(_, let label), .remark(let label, _): label
    case .arrow(let arrow): arrow.label
    }
  }
}

extension Phrase {
  fileprivate static let diagram = Phrase(en: "Sequence diagram up to here", zh: "到此处为止的时序图")
  fileprivate static let earlier = Phrase(
    en: "Only the latest steps are drawn.", zh: "只画出最近的若干步。")
}
