package import Language
import Protocols
package import Teaching
import Transcripts

/// The sequence diagram as text: two columns for each conversation, or, where servers were watched
/// and there is room, one column for each party.
package struct LadderView: Sendable {
  /// A part of a row.
  struct Span {
    let text: String
    var colour: Colour?
  }

  typealias Row = [Span]

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
    let isShared = ladder.isWatching && parties.count > 2 && gap >= 30
    self.ladder = ladder
    self.language = language
    self.width = isShared ? gap * (parties.count - 1) + 1 : room
    columns =
      isShared
      ? Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0 * gap) }) : [:]
  }

  /// Without colour.
  package var lines: [String] { rows.map { $0.map(\.text).joined() } }

  var rows: [Row] {
    let rungs = ladder.rungs
    let hidden = rungs.count - Self.rungLimit
    guard hidden > 0 else { return drawn(rungs[...]) }
    let half = Self.rungLimit / 2
    return drawn(rungs.prefix(half)) + plain(["", cut(say(.omitted(hidden)), width), ""])
      + drawn(rungs.suffix(half))
  }

  private func drawn(_ rungs: ArraySlice<Ladder.Rung>) -> [Row] {
    var rows = columns.isEmpty ? [] : plain([sharedNames])
    var current: Int?
    for rung in rungs {
      // Events in a queue do not belong to a conversation.
      if columns.isEmpty, ladder.openings[rung.conversation] != nil, current != rung.conversation {
        if current != nil { rows += plain([""]) }
        rows += plain(names(of: rung.conversation))
        current = rung.conversation
      }
      rows += self.rows(of: rung)
    }
    return rows
  }

  private func plain(_ lines: [String]) -> [Row] { lines.map { [Span(text: $0)] } }

  // MARK: Names

  private func say(_ phrase: Phrase) -> String { SafeText.of(phrase[language]) }

  private func name(_ party: Ladder.Party) -> String {
    switch party {
    case .learner: say(ladder.recorder == .client ? .you : .peer)
    case .host(let name): SafeText.of(name)
    }
  }

  /// Each name above its lifeline: the first begins there, the last ends there.
  private var sharedNames: String {
    let places = ladder.parties.map { columns[$0] ?? 0 }
    let gap = places.dropFirst().first ?? width
    return zip(ladder.parties, places).reduce("") { line, next in
      let (party, place) = next
      let text = cut(name(party), gap * 2 / 3)
      let width = DisplayWidth.of(text)
      let start = place == 0 ? 0 : place == self.width - 1 ? self.width - width : place - width / 2
      return line.padded(to: start) + text
    }
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

  private func rows(of rung: Ladder.Rung) -> [Row] {
    let conversation = rung.conversation
    return switch rung.step {
    case .phase(let phase): [[Span(text: band(phase, conversation), colour: .phase(phase))]]
    case .opened(let opening):
      [arrow(say(.connection(opening.attempt.port)), .client, "═", conversation)]
    case .line(let side, let octets, let withheld):
      [
        arrow(
          text(octets, withheld), side, "─", conversation,
          side == .server ? colour(of: octets, in: conversation) : nil)
      ]
    case .collapsed(let side, let bulk, let tally):
      [arrow(say(.bulk(bulk, tally)), side, "─", conversation)]
    case .secured(let outcome):
      [arrow(say(SecurityMeaning.gist(of: outcome)), .client, "═", conversation, outcome.colour)]
    case .closed(let side, let farewell):
      [arrow(say(.farewell(farewell)), side, "═", conversation, farewell == .lost ? .bad : nil)]
    case .failed(let attempt, let failure): remark(.failed(attempt, failure), .bad)
    case .queue(let act): remark(.deed(act), act.deed.colour)
    }
  }

  /// By the first digit: an error does not look like a success.
  private func colour(of line: [UInt8], in conversation: Int) -> Colour? {
    switch ladder.openings[conversation]?.attempt.dialect {
    case .smtp: ReplyLine(Line(octets: line)).map { .code($0.code.value) }
    case .http: HTTPStatusLine(line).map { .code($0.status) }
    case nil: nil
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

  private func remark(_ phrase: Phrase, _ colour: Colour?) -> [Row] {
    Wrapping.lines(say(phrase), width: width - 2).enumerated().map { number, line in
      [Span(text: (number == 0 ? "· " : "  ") + line, colour: colour)]
    }
  }

  // MARK: Arrows

  /// The lifelines of the two parties are part of the arrow.
  private func arrow(
    _ text: String, _ side: Side, _ stroke: String, _ conversation: Int, _ colour: Colour? = nil
  ) -> Row {
    let ends = ladder.ends(of: conversation)
    let client = ends.flatMap { columns[$0.client] } ?? 0
    let server = ends.flatMap { columns[$0.server] } ?? width - 1
    let (left, right) = (min(client, server), max(client, server))
    let isRightwards = (side == .client) == (client <= server)
    // Lifelines between the two are crossed.
    return [
      lifelines(from: 0, through: left),
      Span(
        text: shaft(text, stroke, isRightwards, width: right - left - 1), colour: colour),
      lifelines(from: right, through: width - 1),
    ]
  }

  private func lifelines(from start: Int, through end: Int) -> Span {
    let places = columns.isEmpty ? [0, width - 1] : Array(columns.values)
    return Span(
      text: (start...end).map { places.contains($0) ? "│" : " " }.joined(), colour: .faint)
  }

  /// `─ HELO crepes.fr ─────►`, `width` cells wide.
  private func shaft(
    _ text: String, _ stroke: String, _ isRightwards: Bool, width: Int
  ) -> String {
    let room = width - 4
    let label = cut(text, room)
    let words = label.isEmpty ? stroke + stroke : " \(label) "
    let rest = String(repeating: stroke, count: max(0, room - DisplayWidth.of(label)))
    return isRightwards ? "\(stroke)\(words)\(rest)►" : "◄\(stroke)\(words)\(rest)"
  }

  private func cut(_ text: String, _ width: Int) -> String { Wrapping.cut(text, to: width) }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension TLSOutcome {
  /// What is not verified does not look like a success.
  fileprivate var colour: Colour? { isVerified ? nil : .bad }
}

extension QueueAct.Deed {
  fileprivate var colour: Colour? {
    switch self {
    case .queued: nil
    case .deferred: .remark
    case .delivered: .good
    case .bounced: .bad
    }
  }
}
