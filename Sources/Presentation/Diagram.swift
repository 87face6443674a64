package import Language
import Protocols
package import Teaching
import Transcripts

/// A sequence diagram as rows with finished labels, for whatever draws it. What a stranger wrote
/// has been made safe for a screen.
package struct Diagram: Hashable, Sendable {
  package struct Arrow: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case opening, line, counted, closing, lost
    }

    /// Places in `parties`.
    package let from: Int
    package let to: Int
    package let kind: Kind
    package let tone: Tone
    package let label: String
  }

  /// By a reply's first digit.
  package enum Tone: String, Hashable, Sendable, CaseIterable {
    case plain, good, intermediate, transient, bad
  }

  package enum Row: Hashable, Sendable {
    case phase(number: Int, label: String)
    case arrow(Arrow)
    /// Across all parties.
    case remark(String, Tone)
  }

  package let parties: [String]
  package let rows: [Row]
  /// Of a longer session, so many steps are shown: the first and the last.
  package static let rungLimit = 400
  /// Scalars of a label: the rest of a long line is not worth its place.
  private static let longestLabel = 160

  /// - Parameter learner: what the student is called.
  package init(
    _ ladder: Ladder, _ language: Language, learner: Phrase, atMost limit: Int = rungLimit
  ) {
    let parties = ladder.parties.isEmpty ? [.learner] : ladder.parties
    self.parties = parties.map { party in
      switch party {
      case .learner: Self.label(learner[language])
      case .host(let name): Self.label(name)
      }
    }
    let reader = Reader(ladder: ladder, language: language, parties: parties)
    let rungs = ladder.rungs
    guard rungs.count > limit else {
      rows = rungs.map(reader.row)
      return
    }
    let half = limit / 2
    let hidden = rungs.count - 2 * half
    let omitted = Row.remark(Self.label(Phrase.omitted(hidden)[language]), .plain)
    rows = rungs.prefix(half).map(reader.row) + [omitted] + rungs.suffix(half).map(reader.row)
  }

  fileprivate static func label(_ text: String) -> String {
    let safe = SafeText.of(text)
    guard safe.unicodeScalars.count > longestLabel else { return safe }
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: safe.unicodeScalars.prefix(longestLabel))
    return String(cut) + "…"
  }
}

private struct Reader {
  let ladder: Ladder
  let language: Language
  let parties: [Ladder.Party]

  func row(_ rung: Ladder.Rung) -> Diagram.Row {
    switch rung.step {
    case .phase(let phase): return .phase(number: phase.rawValue, label: heading(phase, rung))
    case .opened(let opening):
      return arrow(rung, .client, .opening, say(.connection(opening.attempt.port)))
    case .line(let side, let octets, let withheld):
      let more = withheld > 0 ? say(.withheldBehind(withheld)) : ""
      let text = Diagram.label(String(SafeText(octets).text)) + more
      return arrow(rung, side, .line, text, side == .server ? tone(of: octets, rung) : .plain)
    case .collapsed(let side, let bulk, let tally):
      return arrow(rung, side, .counted, say(.bulk(bulk, tally)))
    case .secured(let outcome):
      return arrow(
        rung, .client, .opening, say(SecurityMeaning.gist(of: outcome)),
        outcome.isVerified ? .plain : .bad)
    case .closed(let side, let farewell):
      let isLost = farewell == .lost
      return arrow(
        rung, side, isLost ? .lost : .closing, say(.farewell(farewell)), isLost ? .bad : .plain)
    case .failed(let attempt, let failure): return .remark(say(.failed(attempt, failure)), .bad)
    case .queue(let act): return .remark(say(.deed(act)), act.deed == .bounced ? .bad : .plain)
    }
  }

  private func say(_ phrase: Phrase) -> String { Diagram.label(phrase[language]) }

  /// Where several conversations are drawn, whose phase it is.
  private func heading(_ phase: Phase, _ rung: Ladder.Rung) -> String {
    let heading = say(phase.heading)
    guard ladder.isWatching, let opening = ladder.openings[rung.conversation],
      let client = opening.client
    else { return heading }
    return "\(heading) · \(Diagram.label("\(client) → \(opening.attempt.host)"))"
  }

  private func arrow(
    _ rung: Ladder.Rung, _ side: Side, _ kind: Diagram.Arrow.Kind, _ label: String,
    _ tone: Diagram.Tone = .plain
  ) -> Diagram.Row {
    guard let ends = ladder.ends(of: rung.conversation),
      let client = parties.firstIndex(of: ends.client),
      let server = parties.firstIndex(of: ends.server)
    else { return .remark(label, tone) }
    let (from, to) = side == .client ? (client, server) : (server, client)
    return .arrow(.init(from: from, to: to, kind: kind, tone: tone, label: label))
  }

  private func tone(of line: [UInt8], _ rung: Ladder.Rung) -> Diagram.Tone {
    let code: Int? =
      switch ladder.openings[rung.conversation]?.attempt.dialect {
      case .smtp: ReplyLine(Line(octets: line))?.code.value
      case .http: HTTPStatusLine(line)?.status
      case nil: nil
      }
    return switch (code ?? 0) / 100 {
    case 2: .good
    case 1, 3: .intermediate
    case 4: .transient
    case 5: .bad
    default: .plain
    }
  }
}
