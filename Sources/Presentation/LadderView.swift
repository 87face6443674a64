package import Language
import Protocols
package import Teaching
import Transcripts

/// The sequence diagram as text: two columns for each conversation, or, where servers were watched
/// and there is room, one column for each party.
package struct LadderView: Sendable {
  private let ladder: Ladder
  private let language: Language
  /// In cells, with the lifelines at both edges.
  private let width: Int
  /// The lifelines of all parties, where they stand beside each other.
  private let columns: [Ladder.Party: Int]
  /// With more rungs than this, only the first and the last are shown.
  private static let rungLimit = 400

  /// `width`: of the screen. Lines are at least two cells narrower, which leaves room for a mark.
  package init(_ ladder: Ladder, _ language: Language, width: Int) {
    let parties = ladder.parties
    let room = max(16, min(width - 3, 101))
    let gap = (room - 1) / max(1, parties.count - 1)
    let isShared = ladder.isWatching && parties.count == 3 && gap >= 30
    self.ladder = ladder
    self.language = language
    self.width = isShared ? gap * 2 + 1 : room
    columns =
      isShared
      ? Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0 * gap) }) : [:]
  }

  package var lines: [String] {
    let rungs = ladder.rungs
    let hidden = rungs.count - Self.rungLimit
    guard hidden > 0 else { return drawn(rungs[...]) }
    let half = Self.rungLimit / 2
    return drawn(rungs.prefix(half)) + ["", cut(say(.omitted(hidden)), width), ""]
      + drawn(rungs.suffix(half))
  }

  private func drawn(_ rungs: ArraySlice<Ladder.Rung>) -> [String] {
    var lines = columns.isEmpty ? [] : [sharedNames]
    var current: Int?
    for rung in rungs {
      // Events in a queue do not belong to a conversation.
      if columns.isEmpty, ladder.openings[rung.conversation] != nil, current != rung.conversation {
        if current != nil { lines.append("") }
        lines += names(of: rung.conversation)
        current = rung.conversation
      }
      lines += self.lines(of: rung)
    }
    return lines
  }

  // MARK: Names

  private func say(_ phrase: Phrase) -> String { SafeText.of(phrase[language]) }

  private func name(_ party: Ladder.Party) -> String {
    switch party {
    case .learner: say(.you)
    case .host(let name): SafeText.of(name)
    }
  }

  private var sharedNames: String {
    let gap = columns.values.filter { $0 > 0 }.min() ?? width
    let names = ladder.parties.map { cut(name($0), gap * 2 / 3) }
    guard let first = names.first, let last = names.last else { return "" }
    let middle = names.count > 2 ? names[1] : ""
    let left = first.padded(to: gap - DisplayWidth.of(middle) / 2) + middle
    return left.padded(to: width - DisplayWidth.of(last)) + last
  }

  /// Side by side, or on a narrow screen one below the other.
  private func names(of conversation: Int) -> [String] {
    guard let ends = ladder.ends(of: conversation) else { return [] }
    let client = fitting(say(.client(name(ends.client))), name(ends.client))
    let server = fitting(say(.server(name(ends.server))), name(ends.server))
    let gap = width - DisplayWidth.of(client) - DisplayWidth.of(server)
    guard gap < 2 else { return [client + spaces(gap) + server] }
    return [client, spaces(width - DisplayWidth.of(server)) + server]
  }

  private func fitting(_ text: String, _ short: String) -> String {
    DisplayWidth.of(text) <= width ? text : cut(short, width)
  }

  // MARK: Rungs

  private func lines(of rung: Ladder.Rung) -> [String] {
    switch rung.step {
    case .phase(let phase): [band(phase, rung.conversation)]
    case .opened(let opening):
      [arrow(say(.connection(opening.attempt.port)), .client, "═", rung.conversation)]
    case .line(let side, let octets, let withheld):
      [arrow(text(octets, withheld), side, "─", rung.conversation)]
    case .collapsed(let side, let bulk, let tally):
      [arrow(say(.bulk(bulk, tally)), side, "─", rung.conversation)]
    case .closed(let side, let farewell):
      [arrow(say(.farewell(farewell)), side, "═", rung.conversation)]
    case .failed(let attempt, let failure): remark(.failed(attempt, failure))
    case .queue(let act): remark(.deed(act))
    }
  }

  private func text(_ octets: [UInt8], _ withheld: Int) -> String {
    let text = SafeText(octets).text
    return withheld > 0 ? "\(text)… (\(say(.withheld(withheld))))" : text
  }

  /// `── Phase 1 of 3 · Handshake ────`
  private func band(_ phase: Phase, _ conversation: Int) -> String {
    let ends = ladder.ends(of: conversation)
    let parties = ends.map { " · \(name($0.client)) → \(name($0.server))" } ?? ""
    let heading = say(phase.heading)
    let short = "\(phase.rawValue)/3 · \(say(phase.title)) "
    let heads = [
      columns.isEmpty ? "── \(heading) " : "── \(heading)\(parties) ", "── \(heading) ",
      "── \(short)",
    ]
    let head = heads.first { DisplayWidth.of($0) <= width } ?? cut(short, width)
    return head + String(repeating: "─", count: width - DisplayWidth.of(head))
  }

  private func remark(_ phrase: Phrase) -> [String] {
    Wrapping.lines(say(phrase), width: width - 2).enumerated().map { number, line in
      (number == 0 ? "· " : "  ") + line
    }
  }

  // MARK: Arrows

  private func arrow(
    _ text: String, _ side: Side, _ stroke: String, _ conversation: Int
  ) -> String {
    let ends = ladder.ends(of: conversation)
    let client = ends.flatMap { columns[$0.client] } ?? 0
    let server = ends.flatMap { columns[$0.server] } ?? width - 1
    let (left, right) = (min(client, server), max(client, server))
    let isRightwards = (side == .client) == (client <= server)
    return lifelines(columns.values.filter { $0 < left }, from: 0, to: left)
      + shaft(text, stroke, isRightwards, width: right - left + 1)
      + lifelines(columns.values.filter { $0 > right }, from: right + 1, to: width)
  }

  /// The lifelines beside an arrow.
  private func lifelines(_ places: [Int], from start: Int, to end: Int) -> String {
    (start..<max(start, end)).map { places.contains($0) ? "│" : " " }.joined()
  }

  /// `│─ HELO crepes.fr ─────►│`, `width` cells wide.
  private func shaft(
    _ text: String, _ stroke: String, _ isRightwards: Bool, width: Int
  ) -> String {
    let room = width - 6
    let label = cut(text, room)
    let words = label.isEmpty ? stroke + stroke : " \(label) "
    let rest = String(repeating: stroke, count: max(0, room - DisplayWidth.of(label)))
    return isRightwards ? "│\(stroke)\(words)\(rest)►│" : "│◄\(stroke)\(words)\(rest)│"
  }

  private func cut(_ text: String, _ width: Int) -> String {
    DisplayWidth.of(text) <= width ? text : Wrapping.head(of: text, width: width - 1) + "…"
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
